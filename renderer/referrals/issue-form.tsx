import { Button, Checkbox, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import type { RequestInput, RequestOutput } from '../../shared/contract/contract.ts';
import { hospitalNeedTitles, type IssuedReferral } from '../../shared/contract/referrals.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { printSigned, type PrintedPaper } from '../admission/print-signed.ts';
import { SignedPaper } from '../admission/signed-paper.tsx';
import { useDraft } from '../app/drafts.tsx';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { Look, Waiting } from '../components/trouble.tsx';
import { dayOf } from '../components/typed-day.ts';
import { TypedFields, type TypedField } from '../desk/typed-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { WithdrawReferral } from './withdraw-referral.tsx';

const fields = [
  { name: 'toHospitalCode', label: '对方机构编号', maxLength: 30, placeholder: '不知道可留空' },
  { name: 'issuedOn', label: '转诊日期', maxLength: 20, required: true },
  { name: 'validTo', label: '有效期至', maxLength: 20, required: true, placeholder: '2020-04-01' },
  { name: 'reason', label: '转诊原因', maxLength: 100, required: true },
  { name: 'opinion', label: '转诊意见', maxLength: 100, required: true },
  { name: 'doctor', label: '经治医师', maxLength: 40, required: true },
] as const satisfies readonly TypedField[];
const consultationFields = [
  { name: 'heldOn', label: '市级会诊日期', maxLength: 20, placeholder: '没有会诊就三格留空' },
  { name: 'experts', label: '会诊专家', maxLength: 100 },
  { name: 'consultationOpinion', label: '会诊意见', maxLength: 200 },
] as const satisfies readonly TypedField[];
const typedFieldsSchema = z.record(
  z.enum([...fields, ...consultationFields].map(({ name }) => name)),
  z.string(),
);
type Typed = z.infer<typeof typedFieldsSchema>;
/** What survives a crash. */
const typedSchema = z.object({ toHospital: z.string(), isTransfer: z.boolean(), typed: typedFieldsSchema });
type Asked = Omit<RequestInput<'referrals.issue'>, 'requestId'>;
type OfStay = RequestOutput<'referrals.ofStay'>;

interface IssueFormProps {
  readonly stay: Stay;
  readonly personName: string;
  readonly today: string;
  /** A transfer has ended the stay. */
  readonly onStay: (stay: Stay) => void;
  readonly onClose: () => void;
}

/** Sends a patient on: the certificate that was issued, or the form for one. */
export function IssueForm(props: IssueFormProps) {
  const known = useAnswer('referrals.ofStay', { stayId: props.stay.stayId });
  const [writesAnother, setWritesAnother] = useState(false);
  const [issued, setIssued] = useState<{ referral: IssuedReferral; printed: PrintedPaper }>();
  const live = issued?.referral ?? known.value?.issued.find(({ withdrawn }) => withdrawn === null);
  if (live !== undefined && !writesAnother) {
    return (
      <Issued
        {...props}
        referral={live}
        printed={issued?.printed}
        onAnother={() => (setIssued(undefined), setWritesAnother(true))}
      />
    );
  }
  const hospitals = known.value?.hospitals ?? [];
  return (
    <NewReferral
      {...props}
      hospitals={hospitals}
      onIssued={(referral, printed) => {
        setWritesAnother(false);
        setIssued({ referral, printed });
      }}
    />
  );
}

interface NewReferralProps extends IssueFormProps {
  readonly hospitals: OfStay['hospitals'];
  readonly onIssued: (referral: IssuedReferral, printed: PrintedPaper) => void;
}

function NewReferral({ stay, personName, today, hospitals, onIssued, onClose }: NewReferralProps) {
  const form = useNewReferral(stay, today);
  const { typed, toHospital, isTransfer } = form.draft.value;
  const { change } = form.draft;
  const chosen = hospitals.find(({ name }) => name === toHospital.trim());
  return (
    <FormDialog
      title={`转诊 ${personName} ${stay.admissionNumber}`}
      size="70rem"
      act={form.act}
      isResumed={form.draft.isResumed}
      submitLabel={isTransfer ? '转院，开证明并打印' : '开转诊证明并打印'}
      onSubmit={() => form.submit(onIssued)}
      onClose={onClose}
    >
      <SimpleGrid cols={4} spacing="sm">
        <TextInput
          label="转入医院"
          required
          maxLength={60}
          data-autofocus
          list="designated-hospitals"
          value={toHospital}
          onChange={(event) => change({ toHospital: event.currentTarget.value })}
        />
        <TypedFields
          fields={fields}
          typed={typed}
          onTyped={(changed) => change({ typed: { ...typed, ...changed } })}
          takesFocus={false}
        />
        <TypedFields
          fields={consultationFields}
          typed={typed}
          onTyped={(changed) => change({ typed: { ...typed, ...changed } })}
          takesFocus={false}
        />
      </SimpleGrid>
      <datalist id="designated-hospitals">
        {[...new Set(hospitals.map(({ name }) => name))].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {chosen !== undefined && chosen.needs.length > 0 && (
        <Look
          sentence={`${chosen.name}收治须有${chosen.needs.map((need) => hospitalNeedTitles[need]).join('、')}（${chosen.clause ?? '定点医院名单'}）。`}
        />
      )}
      <Checkbox
        size="md"
        label="同时转院：转诊当天在本院出院（费用照常在本院结算）"
        checked={isTransfer}
        onChange={(event) => change({ isTransfer: event.currentTarget.checked })}
      />
    </FormDialog>
  );
}

function useNewReferral(stay: Stay, today: string) {
  const client = useClient();
  const act = useAct();
  const draft = useDraft(`referral:${stay.stayId}`, typedSchema, () => ({
    toHospital: '',
    isTransfer: false,
    typed: nothingTyped(today),
  }));
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, asked: Asked) =>
        client.request('referrals.issue', { requestId, ...asked }),
      ),
  );
  const submit = (onIssued: NewReferralProps['onIssued']) =>
    act.run(async () => {
      const { stayId } = stay;
      const { toHospital, isTransfer, typed } = draft.value;
      const referral = await confirmation.confirm({ stayId, toHospital, isTransfer, ...askedOf(typed) });
      onIssued(referral, await printSigned(client, 'referral_certificate', referral.referralId, null));
    });
  return { act, draft, submit };
}

function nothingTyped(today: string): Typed {
  return {
    toHospitalCode: '',
    issuedOn: today,
    validTo: '',
    reason: '',
    opinion: '',
    doctor: '',
    heldOn: '',
    experts: '',
    consultationOpinion: '',
  };
}

function askedOf(typed: Typed): Omit<Asked, 'stayId' | 'toHospital' | 'isTransfer'> {
  const { reason, opinion, doctor, heldOn, experts, consultationOpinion } = typed;
  const isHeld = [heldOn, experts, consultationOpinion].some((text) => text.trim() !== '');
  return {
    toHospitalCode: typed.toHospitalCode.trim() || null,
    issuedOn: dayOf(typed.issuedOn, '转诊日期'),
    validTo: dayOf(typed.validTo, '有效期'),
    reason,
    opinion,
    doctor,
    consultation: isHeld
      ? { heldOn: dayOf(heldOn, '会诊日期'), experts, opinion: consultationOpinion }
      : null,
  };
}

interface IssuedProps extends IssueFormProps {
  readonly referral: IssuedReferral;
  readonly printed: PrintedPaper | undefined;
  readonly onAnother: () => void;
}

function Issued({ referral, printed, onAnother, onStay, onClose }: IssuedProps) {
  const client = useClient();
  const act = useAct();
  const [now, setNow] = useState(printed);
  const [withdraws, setWithdraws] = useState(false);
  const { referralId, number, toHospital, issuedOn, validTo, isTransfer, notes } = referral;
  // A transfer has changed the stay: the desk is to show it.
  const close = () =>
    isTransfer && printed !== undefined
      ? act.run(async () => onStay(await client.request('stays.get', { stayId: referral.stayId })))
      : onClose();
  if (withdraws) {
    return <WithdrawReferral referral={referral} onDone={onClose} onClose={() => setWithdraws(false)} />;
  }
  return (
    <SignedPaper
      title={`转诊证明 ${number}`}
      act={act}
      printed={now}
      onPrint={(reason) =>
        act.run(async () => setNow(await printSigned(client, 'referral_certificate', referralId, reason)))
      }
      acts={
        <>
          <Button variant="subtle" onClick={onAnother}>
            另开一份
          </Button>
          <Button variant="subtle" color="red" onClick={() => setWithdraws(true)}>
            作废
          </Button>
        </>
      }
      onClose={close}
    >
      <p>
        <b>✓ 已开具</b> 转往 {toHospital}，{issuedOn} 至 {validTo} 有效
        {isTransfer && '，本院已按转院登记出院'}。
      </p>
      {notes.map(({ code, sentence }) => (
        <Look key={code} sentence={sentence} />
      ))}
      <Waiting what={act.waiting ? '正在办理……' : undefined} />
    </SignedPaper>
  );
}
