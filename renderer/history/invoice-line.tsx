import { Button, Group, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { invoiceNumberSchema } from '../../shared/contract/payments.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { KeyboardForm } from '../components/keyboard-form.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble } from '../components/trouble.tsx';

interface InvoiceLineProps {
  readonly settlementId: string;
  readonly number: string | null;
  readonly mayGive: boolean;
}

/** The official receipt's number; where finance made the receipt later it is typed here, and a wrong one corrected. */
export function InvoiceLine({ settlementId, number, mayGive }: InvoiceLineProps) {
  const [isTyping, setTyping] = useState(false);
  const word = number === null ? '登记' : '更正';
  useHotkeys(mayGive ? [['F2', () => setTyping(true)]] : [], []);
  if (isTyping) {
    const done = () => setTyping(false);
    return <InvoiceForm settlementId={settlementId} asksReason={number !== null} word={word} onDone={done} />;
  }
  return (
    <>
      {number ?? '没有登记'}
      {mayGive && (
        <Button size="compact-sm" variant="subtle" onClick={() => setTyping(true)}>
          <KeyHint of="F2" /> {word}
        </Button>
      )}
    </>
  );
}

interface InvoiceFormProps {
  readonly settlementId: string;
  /** Another number stands there. */
  readonly asksReason: boolean;
  readonly word: string;
  readonly onDone: () => void;
}

function InvoiceForm({ settlementId, asksReason, word, onDone }: InvoiceFormProps) {
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const invoiceNumber = typed.trim();
  const isSound = invoiceNumberSchema.safeParse(invoiceNumber).success;
  const isReady = isSound && (!asksReason || reason.trim() !== '');
  const give = () => {
    if (!isReady) return;
    act.run(async () => {
      const why = asksReason ? reason.trim() : null;
      // The record with the number comes with `settlement.changed`.
      await client.request('payments.giveInvoice', { settlementId, invoiceNumber, reason: why });
      onDone();
    });
  };
  return (
    <KeyboardForm onSubmit={give}>
      <Group gap="xs" align="start" wrap="nowrap">
        <TextInput
          aria-label="电子票据号"
          placeholder="照票据输入"
          autoFocus
          maxLength={20}
          w="15rem"
          value={typed}
          error={invoiceNumber === '' || isSound ? undefined : '只有数字、字母和短横，最多 20 位。'}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {asksReason && (
          <TextInput
            aria-label="更正的原因"
            placeholder="更正的原因"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Button type="submit" disabled={!isReady} loading={act.waiting}>
          <KeyHint of="Enter" /> {word}
        </Button>
      </Group>
      <Trouble refusal={act.refusal} />
    </KeyboardForm>
  );
}
