import { Button, Modal, NativeSelect, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import { type AdmissionOfStay, signedTooLate } from '../../shared/contract/admission.ts';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { Stay } from '../../shared/contract/stays.ts';
import { useDraft } from '../app/drafts.tsx';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { Look, Waiting } from '../components/trouble.tsx';
import { TypedFields, type TypedField } from '../desk/typed-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { ChecksFields } from './checks-fields.tsx';
import { printSigned, type PrintedPaper } from './print-signed.ts';
import { SignedPaper } from './signed-paper.tsx';
import { TreatFirstLine } from './treat-first-line.tsx';
import { checksOf, typedChecks, typedChecksSchema } from './typed-checks.ts';

const fields = [
  { name: 'guarantorName', label: '担保人姓名', maxLength: 60, required: true },
  { name: 'guarantorRelation', label: '与患者关系', maxLength: 20, required: true, placeholder: '儿子' },
  { name: 'guarantorIdNumber', label: '担保人身份证号', maxLength: 40, required: true },
  { name: 'guarantorPhone', label: '担保人电话', maxLength: 30, required: true },
  { name: 'signerName', label: '签字人', maxLength: 60, required: true },
  { name: 'signerRelation', label: '签字人是患者的', maxLength: 20, required: true },
] as const satisfies readonly TypedField[];
const reasonField = [{ name: 'reason', label: '重签的原因', maxLength: 200, required: true }] as const;
const typedFieldsSchema = z.record(z.enum([...fields, ...reasonField].map(({ name }) => name)), z.string());
type Typed = z.infer<typeof typedFieldsSchema>;
/** What survives a crash. */
const typedSchema = z.object({
  typed: typedFieldsSchema,
  signature: z.enum(['signature', 'fingerprint']),
  checks: typedChecksSchema,
});

interface AgreementFormProps {
  readonly stay: Stay;
  readonly personName: string;
  /** Signed now: the desk is to show it. */
  readonly onSigned: () => void;
  readonly onClose: () => void;
}

/** 先诊疗后付费协议: what the policy says, what was checked, who answers for it; Enter signs and prints both copies. */
export function AgreementForm(props: AgreementFormProps) {
  const known = useAnswer('admission.ofStay', { stayId: props.stay.stayId });
  if (known.value !== undefined) return <Signing {...props} known={known.value} />;
  return (
    <FormDialog
      title="先诊疗后付费协议"
      act={{ waiting: false, refusal: known.refusal, run: () => undefined }}
      submitLabel="重试"
      focusSubmit
      onSubmit={known.reload}
      onClose={props.onClose}
    >
      <Waiting what={known.waiting ? '正在读取……' : undefined} />
    </FormDialog>
  );
}

function Signing({
  stay,
  personName,
  onSigned,
  onClose,
  known,
}: AgreementFormProps & { known: AdmissionOfStay }) {
  const form = useSigning(stay, personName, known);
  const { agreement, outlook } = form.known;
  if (form.printed !== undefined || (agreement !== null && !form.signsAgain)) {
    return <Signed form={form} onClose={form.printed === undefined ? onClose : onSigned} />;
  }
  const title = `先诊疗后付费协议 ${personName} ${stay.admissionNumber}`;
  if (stay.dischargedOn !== null) {
    return (
      <Modal opened size="lg" title={title} onClose={onClose}>
        <Look sentence={signedTooLate(stay.dischargedOn)} />
        <Button variant="default" mt="sm" data-autofocus onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
      </Modal>
    );
  }
  return (
    <FormDialog
      title={title}
      size="70rem"
      act={form.act}
      submitLabel="签订并打印一式两份"
      isResumed={form.isResumed}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TreatFirstLine treatFirst={outlook.treatFirst} />
      <SimpleGrid cols={4} spacing="sm">
        <TypedFields
          fields={form.signsAgain ? [...fields, ...reasonField] : fields}
          typed={form.typed}
          onTyped={(changed) => form.change({ typed: { ...form.typed, ...changed } })}
        />
        <NativeSelect
          label="签字方式"
          value={form.signature}
          data={[
            { value: 'signature', label: '签字' },
            { value: 'fingerprint', label: '按指印' },
          ]}
          onChange={(event) => form.change({ signature: event.currentTarget.value as 'signature' })}
        />
      </SimpleGrid>
      <ChecksFields checks={form.checks} onChecks={(checks) => form.change({ checks })} />
    </FormDialog>
  );
}

type Form = ReturnType<typeof useSigning>;

function Signed({ form, onClose }: { form: Form; onClose: () => void }) {
  const { agreement } = form.known;
  if (agreement === null) return null;
  const { number, signedOn, signer, guarantor, signature, recordedByName } = agreement;
  return (
    <SignedPaper
      title={`先诊疗后付费协议 ${number}`}
      act={form.act}
      printed={form.printed}
      onPrint={form.reprint}
      acts={
        <Button variant="subtle" onClick={form.signAgain}>
          重签
        </Button>
      }
      onClose={onClose}
    >
      <p>
        <b>✓ 已签订</b> {signedOn}，{signer.name}（{signer.relation}）
        {signature === 'signature' ? '签字' : '按指印'}，经办 {recordedByName}。
      </p>
      <p>
        担保人 {guarantor.name}（{guarantor.relation}） {guarantor.maskedIdNumber} {guarantor.maskedPhone}
      </p>
      <p>一式两份：第一份请双方签字后留存并扫描存入附件，第二份交患者。</p>
    </SignedPaper>
  );
}

function useSigning(stay: Stay, personName: string, first: AdmissionOfStay) {
  const client = useClient();
  const act = useAct();
  const [known, setKnown] = useState(first);
  const [signsAgain, setSignsAgain] = useState(false);
  const [printed, setPrinted] = useState<PrintedPaper>();
  const { value, change, isResumed } = useDraft(`agreement:${stay.stayId}`, typedSchema, () => ({
    typed: nothingTyped(personName),
    signature: 'signature' as const,
    checks: typedChecks(first.checks),
  }));
  const { typed, signature, checks } = value;
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, asked: Omit<RequestInput<'admission.signAgreement'>, 'requestId'>) =>
        client.request('admission.signAgreement', { requestId, ...asked }),
      ),
  );
  const print = async (of: AdmissionOfStay, reason: string | null) => {
    if (of.agreement === null) return;
    setPrinted(await printSigned(client, 'treat_first_agreement', of.agreement.agreementId, reason));
  };
  const submit = () =>
    act.run(async () => {
      const { stayId } = stay;
      const checked = checksOf(checks);
      if (
        checked !== null &&
        JSON.stringify(checked) !== JSON.stringify(checksOf(typedChecks(known.checks)))
      ) {
        setKnown(await client.request('admission.recordChecks', { stayId, checks: checked }));
      }
      const signed = await confirmation.confirm({ stayId, ...askedOf(typed, signature, signsAgain) });
      setKnown(signed);
      setSignsAgain(false);
      await print(signed, null);
    });
  const reprint = (reason: string) => act.run(() => print(known, reason));
  return {
    act,
    known,
    ...value,
    change,
    isResumed,
    signsAgain,
    signAgain: () => (setPrinted(undefined), setSignsAgain(true)),
    printed,
    submit,
    reprint,
  };
}

function nothingTyped(personName: string): Typed {
  return {
    guarantorName: '',
    guarantorRelation: '',
    guarantorIdNumber: '',
    guarantorPhone: '',
    signerName: personName,
    signerRelation: '本人',
    reason: '',
  };
}

function askedOf(typed: Typed, signature: 'signature' | 'fingerprint', signsAgain: boolean) {
  const { guarantorName, guarantorRelation, guarantorIdNumber, guarantorPhone } = typed;
  return {
    guarantor: {
      name: guarantorName,
      relation: guarantorRelation,
      idNumber: guarantorIdNumber,
      phone: guarantorPhone,
    },
    signer: { name: typed.signerName, relation: typed.signerRelation },
    signature,
    reason: signsAgain ? typed.reason : null,
  };
}
