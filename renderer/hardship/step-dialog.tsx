import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '../../shared/contract/refusal.ts';
import type { RequestInput } from '../../shared/contract/contract.ts';
import {
  type HardshipApplication,
  type HardshipStep,
  hardshipSteps,
  hardshipStepTitles,
} from '../../shared/contract/hardship.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { AmountField } from '../components/amount-field.tsx';
import { DayField } from '../components/day-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { amountAboveNothing } from '../components/typed-amount.ts';
import { dayOf } from '../components/typed-day.ts';
import { Confirmation } from '../settlement/confirmation.ts';

interface StepDialogProps {
  readonly application: HardshipApplication;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type StepInput = Omit<RequestInput<'hardship.step'>, 'requestId'>;

/** What became of an application, as far as no money comes to the hospital by it. */
export function StepDialog({ application, today, onDone, onClose }: StepDialogProps) {
  const client = useClient();
  const act = useAct();
  const [step, setStep] = useState<HardshipStep>(application.steps.length === 0 ? 'sent' : 'approved');
  const [happenedOn, setHappenedOn] = useState(today);
  const [number, setNumber] = useState('');
  const [amount, setAmount] = useState('');
  const [words, setWords] = useState('');
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: StepInput) =>
        client.request('hardship.step', { requestId, ...input }),
      ),
  );
  const isApproval = step === 'approved';
  const hasAmount = isApproval && application.kind !== 'subsistence_allowance';
  const submit = () =>
    act.run(async () => {
      const amountFen = hasAmount ? amountAboveNothing(amount) : null;
      if (amountFen === undefined) throw new Refusal('amount_not_a_number', '请填批准金额，要大于零。');
      await confirmation.confirm({
        applicationId: application.applicationId,
        step,
        happenedOn: dayOf(happenedOn, '日期'),
        amountFen,
        number: isApproval ? number.trim() : null,
        words: words.trim(),
      });
      onDone();
    });
  return (
    <FormDialog
      title={`记结果 ${application.personName} ${application.number}`}
      act={act}
      submitLabel="记下"
      onSubmit={submit}
      onClose={onClose}
    >
      <StepChoice step={step} application={application} onStep={setStep} />
      <DayField label="日期" value={happenedOn} onChange={setHappenedOn} />
      {isApproval && (
        <TextInput
          label="批准文号"
          required
          maxLength={60}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      )}
      {hasAmount && <AmountField value={amount} onChange={setAmount} />}
      <TextInput
        label={step === 'refused' || step === 'asked_back' ? '原因' : '备注'}
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

interface StepChoiceProps {
  readonly step: HardshipStep;
  readonly application: HardshipApplication;
  readonly onStep: (step: HardshipStep) => void;
}

function StepChoice({ step, application, onStep }: StepChoiceProps) {
  return (
    <Radio.Group label="结果" value={step} onChange={onStep}>
      {hardshipSteps.map((value) => (
        <Radio key={value} value={value} size="md" my="xs" label={labelOf(value, application)} />
      ))}
    </Radio.Group>
  );
}

function labelOf(step: HardshipStep, { kind }: HardshipApplication): string {
  if (step !== 'approved' || kind === 'subsistence_allowance') return hardshipStepTitles[step];
  return '已批准，钱直接发给患者（付给医院的，请用“补助结算”）';
}
