import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { negateFen } from '../../shared/money/fen.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';
import { Confirmation } from '../settlement/confirmation.ts';
import { amountOf } from '../components/typed-amount.ts';

interface CorrectDialogProps {
  readonly dayCloseId: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Cash that turned up or is missing after the close: a new entry of today, which names it. */
export function CorrectDialog({ dayCloseId, onDone, onClose }: CorrectDialogProps) {
  const client = useClient();
  const act = useAct();
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: Omit<RequestInput<'dayClose.correct'>, 'requestId'>) =>
        client.request('dayClose.correct', { requestId, ...input }),
      ),
  );
  const [which, setWhich] = useState('found');
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const amountFen = amountOf(amount);
  const submit = () => {
    if (amountFen === undefined || amountFen === 0) return;
    const signedFen = which === 'found' ? amountFen : negateFen(amountFen);
    const input = { dayCloseId, amountFen: signedFen, reason: reason.trim(), secondPerson };
    act.run(() => confirmation.confirm(input).then(onDone));
  };
  return (
    <FormDialog title="日结后更正" act={act} submitLabel="记一笔更正" onSubmit={submit} onClose={onClose}>
      <p>日结单不改；更正记在今天，写明是哪一张日结单的，并算进你现在的抽屉。</p>
      <Radio.Group label="是什么" value={which} onChange={setWhich}>
        <Radio value="found" size="md" my="xs" label="找到了现金（以前少的）" />
        <Radio value="missing" size="md" label="又少了现金（以前没有发现的）" />
      </Radio.Group>
      <TextInput
        label="金额（元）"
        required
        data-autofocus
        inputMode="decimal"
        maxLength={20}
        value={amount}
        error={amount !== '' && (amountFen === undefined || amountFen === 0) && '请写大于零的金额'}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <TextInput
        label="原因"
        required
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}
