import { TextInput } from '@mantine/core';
import { z } from 'zod';
import type { Debts, Payment, Signatory } from '../../shared/contract/payments.ts';
import { formatYuan, plainYuan } from '../../shared/money/fen.ts';
import { useDraft } from '../app/drafts.tsx';
import { useClient } from '../app/use-client.ts';
import type { Printed } from '../desk/desk-state.ts';
import type { PrintChoice } from '../desk/use-desk.ts';
import { DebtTable } from './debt-table.tsx';
import { MoneyForm } from './money-form.tsx';
import { meansLater, PaymentFields } from './payment-fields.tsx';
import { printPaper } from './print-paper.ts';
import { SignatoryFields, signatoryTyped, typedSignatorySchema } from './signatory-fields.tsx';
import { exactCash, readPayments, typedPaymentsSchema } from './typed-payments.ts';
import { yuanTyped } from '../components/typed-amount.ts';
import { useMoneyAct } from './use-money-act.ts';

interface PayDebtFormProps {
  readonly debts: Debts;
  readonly choice: PrintChoice;
  readonly onDone: (sentence: string, printed: Printed) => void;
  readonly onClose: () => void;
}

/** What survives a crash. */
const typedSchema = z.object({
  amount: z.string(),
  payments: typedPaymentsSchema,
  signatory: typedSignatorySchema.optional(),
});

/** A later payment: all that is overdue unless another amount is typed; the oldest date first. */
export function PayDebtForm({ debts, choice, onDone, onClose }: PayDebtFormProps) {
  const client = useClient();
  const { personId, owedFen, overdueFen, cashRounding } = debts;
  const draft = useDraft(`debt:${personId}`, typedSchema, (): z.infer<typeof typedSchema> => ({
    amount: plainYuan(overdueFen > 0 ? overdueFen : owedFen),
    payments: exactCash,
  }));
  const { amount, payments, signatory } = draft.value;
  const typed = yuanTyped(amount);
  const amountFen = typeof typed === 'number' && typed > 0 && typed <= owedFen ? typed : undefined;
  const read = amountFen === undefined ? undefined : readPayments(amountFen, payments, cashRounding);
  const money = useMoneyAct(
    (requestId, input: { payments: Payment[]; signatory: Signatory | null }) =>
      client.request('debts.pay', { requestId, personId, ...input }),
    ({ receiptId }) => printPaper(client, 'payment_receipt', receiptId, choice),
    onDone,
    (receipt) =>
      `已收 ${formatYuan(receipt.amountFen)} 元，收据 ${receipt.number}，还欠 ${formatYuan(receipt.stillOwedFen)} 元。`,
  );
  const isSound = read !== undefined && 'payments' in read;
  return (
    <MoneyForm
      money={money}
      submitLabel="确认收款并打印收据"
      isSound={isSound}
      isResumed={draft.isResumed}
      onSubmit={() => {
        if (isSound) money.run({ payments: [...read.payments], signatory: signatoryTyped(signatory) });
      }}
      onClose={onClose}
    >
      <DebtTable debts={debts.debts} />
      <TextInput
        label={`本次收多少（元），最多 ${formatYuan(owedFen)}`}
        autoFocus
        inputMode="decimal"
        maxLength={20}
        value={amount}
        error={amountFen === undefined ? troubleOf(typed) : undefined}
        onChange={(event) => draft.change({ amount: event.currentTarget.value })}
      />
      {amountFen !== undefined && (
        <PaymentFields
          dueFen={amountFen}
          offered={meansLater}
          rounding={cashRounding}
          typed={payments}
          onTyped={(changed) => draft.change({ payments: changed })}
        />
      )}
      <SignatoryFields typed={signatory} onTyped={(changed) => draft.change({ signatory: changed })} />
    </MoneyForm>
  );
}

function troubleOf(typed: ReturnType<typeof yuanTyped>): string {
  return typeof typed === 'string' ? typed : '要大于零，不超过欠费。';
}
