import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import type { PayerStanding } from '../../shared/contract/fund-claims.ts';
import { formatYuan, plainYuan } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { dayOf } from '../components/typed-day.ts';
import { amountOf } from '../day-close/words.ts';
import { Confirmation } from '../settlement/confirmation.ts';
import { BankFields } from './bank-fields.tsx';

interface ReleaseDialogProps {
  readonly payer: PayerStanding;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** 质保金 that came back. */
export function ReleaseDialog({ payer, today, onDone, onClose }: ReleaseDialogProps) {
  const client = useClient();
  const act = useAct();
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: Omit<RequestInput<'fundClaims.release'>, 'requestId'>) =>
        client.request('fundClaims.release', { requestId, ...input }),
      ),
  );
  const [amount, setAmount] = useState(plainYuan(payer.retainedFen));
  const [movedOn, setMovedOn] = useState(today);
  const [reference, setReference] = useState('');
  const amountFen = amountOf(amount);
  const submit = () => {
    if (amountFen === undefined || amountFen === 0) return;
    act.run(async () => {
      const input = { payer: payer.payer, amountFen, movedOn: dayOf(movedOn), reference: reference.trim() };
      await confirmation.confirm(input);
      onDone();
    });
  };
  return (
    <FormDialog
      title={`${payer.title}退回质保金`}
      act={act}
      submitLabel="登记退回"
      onSubmit={submit}
      onClose={onClose}
    >
      <p>现在留着质保金 {formatYuan(payer.retainedFen)} 元。</p>
      <TextInput
        label="退回多少（元）"
        required
        data-autofocus
        inputMode="decimal"
        maxLength={20}
        value={amount}
        error={(amountFen === undefined || amountFen === 0) && '请写大于零的金额'}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <BankFields movedOn={movedOn} onMovedOn={setMovedOn} reference={reference} onReference={setReference} />
    </FormDialog>
  );
}
