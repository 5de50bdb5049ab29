import type { AdmissionOutlook } from '../../shared/contract/admission.ts';
import { Look } from '../components/trouble.tsx';
import css from './admission.module.css';

/** Green with ✓ or grey with ✕, and always in words: whether the patient may be treated first, by which clause, or why not. */
export function TreatFirstLine({ treatFirst }: { treatFirst: AdmissionOutlook['treatFirst'] }) {
  const { isAllowed, sentence, clause, document } = treatFirst;
  return (
    <p aria-label="先诊疗后付费" className={`${css['line']} ${isAllowed ? css['allowed'] : ''}`}>
      <b>先诊疗后付费 {isAllowed ? '✓ 可享受' : '✕ 不可享受'}</b>
      <span>{sentence}</span>
      {clause !== null && (
        <small>
          依据 {document} {clause}
        </small>
      )}
    </p>
  );
}

/** What stands out besides: diseases of a list, and what to look at. */
export function OutlookNotes({ outlook: { diseases, notes } }: { outlook: AdmissionOutlook }) {
  return (
    <>
      {diseases.map(({ list, disease, code }) => (
        <Look
          key={`${list} ${disease} ${code}`}
          sentence={`${list}：${disease}（${code}），请按专项救治办理。`}
        />
      ))}
      {notes.map(({ code, sentence }) => (
        <Look key={`${code} ${sentence}`} sentence={sentence} />
      ))}
    </>
  );
}
