import { Button, Group, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { invoiceNumberSchema } from '../../shared/contract/payments.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble } from '../components/trouble.tsx';

interface InvoiceLineProps {
  readonly settlementId: string;
  readonly number: string | null;
  readonly mayGive: boolean;
}

/** The official receipt's number; where finance made the receipt later, it is typed here. */
export function InvoiceLine({ settlementId, number, mayGive }: InvoiceLineProps) {
  const client = useClient();
  const act = useAct();
  const [typed, setTyped] = useState<string>();
  const mayType = mayGive && number === null;
  useHotkeys(mayType ? [['F2', () => setTyped((before) => before ?? '')]] : [], []);
  if (number !== null) return number;
  if (typed === undefined) {
    return (
      <>
        没有登记
        {mayType && (
          <Button size="compact-sm" variant="subtle" onClick={() => setTyped('')}>
            <KeyHint of="F2" /> 登记
          </Button>
        )}
      </>
    );
  }
  const invoiceNumber = typed.trim();
  const isSound = invoiceNumberSchema.safeParse(invoiceNumber).success;
  const give = (event: FormEvent) => {
    event.preventDefault();
    // The answer comes with `settlement.changed`.
    if (isSound)
      act.run(
        async () => void (await client.request('payments.giveInvoice', { settlementId, invoiceNumber })),
      );
  };
  return (
    <form onSubmit={give}>
      <Group gap="xs" align="start" wrap="nowrap">
        <TextInput
          aria-label="电子票据号"
          placeholder="照票据输入，登记后不能改"
          autoFocus
          maxLength={20}
          w="16rem"
          value={typed}
          error={invoiceNumber === '' || isSound ? undefined : '只有数字、字母和短横，最多 20 位。'}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!isSound} loading={act.waiting}>
          <KeyHint of="Enter" /> 登记
        </Button>
      </Group>
      <Trouble refusal={act.refusal} />
    </form>
  );
}
