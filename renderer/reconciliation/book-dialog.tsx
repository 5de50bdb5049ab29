import { Checkbox, Radio, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { Difference, DifferenceHistory } from '../../shared/contract/reconciliation.ts';
import { type Fen, negateFen, plainYuan } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { AmountField } from '../components/amount-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { amountAboveNothing } from '../components/typed-amount.ts';
import { Look } from '../components/trouble.tsx';
import { Confirmation } from '../settlement/confirmation.ts';

interface BookDialogProps {
  readonly runId: string;
  readonly difference: Difference;
  readonly history: DifferenceHistory;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What a payer does not acknowledge is booked against what it owes; a second person stands for it. */
export function BookDialog({ runId, difference, history, onDone, onClose }: BookDialogProps) {
  const client = useClient();
  const act = useAct();
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: Omit<RequestInput<'reconciliation.book'>, 'requestId'>) =>
        client.request('reconciliation.book', { requestId, ...input }),
      ),
  );
  const proposed = proposal(difference);
  const { payers, acts } = history;
  const [isAgain, setIsAgain] = useState(false);
  const [payer, setPayer] = useState(payers[0]?.layer ?? '');
  const [which, setWhich] = useState(proposed >= 0 ? 'less' : 'more');
  const [amount, setAmount] = useState(proposed === 0 ? '' : plainYuan(Math.abs(proposed) as Fen));
  const [reason, setReason] = useState('');
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const typedFen = amountAboveNothing(amount);
  const submit = () => {
    if (typedFen === undefined) return;
    const amountFen = which === 'less' ? typedFen : negateFen(typedFen);
    const { position } = difference;
    act.run(async () => {
      await confirmation.confirm({ runId, position, payer, amountFen, isAgain, reason, secondPerson });
      onDone();
    });
  };
  return (
    <FormDialog title="记差额" act={act} submitLabel="记账" onSubmit={submit} onClose={onClose}>
      <p>结算单不改；差额今天记一笔账，写明是哪次对账，以后申报拨付按记账后的数。</p>
      <AgainField acts={acts} checked={isAgain} onChange={setIsAgain} />
      <Select
        size="md"
        label="哪一个支付方"
        allowDeselect={false}
        value={payer}
        data={payers.map(({ layer, title }) => ({ value: layer, label: title }))}
        onChange={(value) => setPayer(value ?? '')}
      />
      <Radio.Group label="怎样记" value={which} onChange={setWhich}>
        <Radio value="less" size="md" my="xs" label="支付方少付，由医院承担" />
        <Radio value="more" size="md" label="支付方多付" />
      </Radio.Group>
      <AmountField value={amount} onChange={setAmount} />
      <TextInput
        label="依据"
        required
        data-autofocus
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}

interface AgainFieldProps {
  readonly acts: DifferenceHistory['acts'];
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** What was booked on the difference before; to book once more is said on purpose. */
function AgainField({ acts, checked, onChange }: AgainFieldProps) {
  const booked = acts.filter(({ act }) => act === 'book');
  if (booked.length === 0) return null;
  return (
    <>
      <Look sentence={`这条差异已经记过账：${booked.map(({ text }) => text).join('；')}。`} />
      <Checkbox
        required
        size="md"
        label="确实还要再记一笔"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </>
  );
}

/** By how much the funds pay less there than here, as far as both sides say it; in fen. */
function proposal({ here, there, hereFen, thereFen }: Difference): number {
  const [ours, theirs] = [here?.amounts.fund ?? null, there?.amounts.fund ?? null];
  return ours !== null && theirs !== null ? ours - theirs : hereFen - thereFen;
}
