import type { AdmissionOutlook, TreatFirstAgreement } from '../../shared/contract/admission.ts';
import { useAnswer } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import css from './admission.module.css';

interface TreatFirstTodayProps {
  readonly personId: string;
  readonly stay: { readonly stayId: string; readonly dischargedOn: string | null } | undefined;
}

/** Beside the person: may they be treated first, and is it signed for the stay that lies here. Nothing waits for it. */
export function TreatFirstToday({ personId, stay }: TreatFirstTodayProps) {
  return stay === undefined ? <OfPerson personId={personId} /> : <OfStay {...stay} />;
}

function OfPerson({ personId }: { personId: string }) {
  const { value } = useAnswer('admission.outlook', { personId, place: 'county', diagnoses: [], causes: [] });
  return value === undefined ? null : <Short treatFirst={value.treatFirst} agreement={null} maySign />;
}

function OfStay({ stayId, dischargedOn }: NonNullable<TreatFirstTodayProps['stay']>) {
  const { value } = useAnswer('admission.ofStay', { stayId });
  return value === undefined ? null : (
    <Short
      treatFirst={value.outlook.treatFirst}
      agreement={value.agreement}
      maySign={dischargedOn === null}
    />
  );
}

interface ShortProps {
  readonly treatFirst: AdmissionOutlook['treatFirst'];
  readonly agreement: TreatFirstAgreement | null;
  /** The patient was not discharged yet. */
  readonly maySign: boolean;
}

function Short({ treatFirst, agreement, maySign }: ShortProps) {
  const { isAllowed, sentence, clause, document } = treatFirst;
  const why = clause === null ? sentence : `${sentence}依据 ${document} ${clause}`;
  return (
    <p className={`${css['short']} ${isAllowed ? css['allowed'] : ''}`} title={why}>
      <b>先诊疗后付费 {isAllowed ? '✓ 可享受' : '✕ 不可享受'}</b>
      {agreement !== null && <span>已签协议 {agreement.number}</span>}
      {agreement === null && isAllowed && (
        <>
          <span>
            {document} {clause}
          </span>
          {maySign ? (
            <span>
              签协议 <KeyHint of="F6" />
            </span>
          ) : (
            <span>已出院，没有签协议</span>
          )}
        </>
      )}
      {!isAllowed && <span>{sentence}</span>}
    </p>
  );
}
