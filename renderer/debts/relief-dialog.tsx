import { NativeSelect, Radio } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { AmountField } from '../components/amount-field.tsx';
import { ReasonDialog } from '../components/reason-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { amountAboveNothing } from '../components/typed-amount.ts';
import { Confirmation } from '../settlement/confirmation.ts';

interface ReliefDialogProps {
  readonly personId: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A part of a debt is waived or written off, by two people. */
export function ReliefDialog({ personId, onDone, onClose }: ReliefDialogProps) {
  const client = useClient();
  const act = useAct();
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: Omit<RequestInput<'debts.relieve'>, 'requestId'>) =>
        client.request('debts.relieve', { requestId, ...input }),
      ),
  );
  const debts = useAnswer('debts.ofPerson', { personId }).value?.debts ?? [];
  const [chosen, setChosen] = useState('');
  const [kind, setKind] = useState<string>('waiver');
  const [amount, setAmount] = useState('');
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const settlementId = debts.some((debt) => debt.settlementId === chosen) ? chosen : debts[0]?.settlementId;
  const amountFen = amountAboveNothing(amount);
  const submit = (reason: string) => {
    if (amountFen === undefined || settlementId === undefined) return;
    const what = kind === 'waiver' ? ('waiver' as const) : ('write_off' as const);
    const input = { settlementId, kind: what, amountFen, reason, secondPerson };
    act.run(() => confirmation.confirm(input).then(onDone));
  };
  const fields = (
    <>
      <NativeSelect
        label="哪张结算单的欠费"
        value={settlementId ?? ''}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={debts.map((debt) => ({
          value: debt.settlementId,
          label: `${debt.slipNumber}，欠 ${formatYuan(debt.owedFen)} 元`,
        }))}
      />
      <Radio.Group label="怎么处理" value={kind} onChange={setKind}>
        <Radio value="waiver" size="md" my="xs" label="减免：医院帮扶，不再要" />
        <Radio value="write_off" size="md" label="核销：收不回来" />
      </Radio.Group>
      <AmountField value={amount} onChange={setAmount} />
    </>
  );
  return (
    <ReasonDialog
      title="减免、核销"
      act={act}
      submitLabel="记账"
      before={fields}
      after={<SecondPersonFields value={secondPerson} onChange={setSecondPerson} />}
      onSubmit={submit}
      onClose={onClose}
    />
  );
}
