import { TextInput } from '@mantine/core';
import { z } from 'zod';
import { type Debts, meansTitles, type Signatory } from '../../shared/contract/payments.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { useDraft } from '../app/drafts.tsx';
import { useClient } from '../app/use-client.ts';
import type { Printed } from '../desk/desk-state.ts';
import type { PrintChoice } from '../desk/use-desk.ts';
import { MoneyForm } from './money-form.tsx';
import css from './payment.module.css';
import { printPaper } from './print-paper.ts';
import { SignatoryFields, signatoryTyped, typedSignatorySchema } from './signatory-fields.tsx';
import { useMoneyAct } from './use-money-act.ts';

interface RefundFormProps {
  readonly debts: Debts;
  readonly choice: PrintChoice;
  readonly onDone: (sentence: string, printed: Printed) => void;
  readonly onClose: () => void;
}

const causeTitles: Record<Debts['refunds'][number]['cause'], string> = { reversal: '撤销', top_up: '补助' };

/** What survives a crash: the numbers of the refunds by posting, and who takes them. */
const typedSchema = z.object({
  references: z.record(z.string(), z.string()),
  signatory: typedSignatorySchema.optional(),
});

type Refunds = RequestInput<'payments.refund'>['refunds'];

/** What goes back, each by the means by which it came in; confirmed when it has. */
export function RefundForm({ debts, choice, onDone, onClose }: RefundFormProps) {
  const client = useClient();
  const { personId, refunds, refundFen } = debts;
  const draft = useDraft(`refund:${personId}`, typedSchema, (): z.infer<typeof typedSchema> => ({
    references: {},
  }));
  const { references, signatory } = draft.value;
  const money = useMoneyAct(
    (requestId, input: { refunds: Refunds; signatory: Signatory | null }) =>
      client.request('payments.refund', { requestId, personId, ...input }),
    ({ receiptId }) => printPaper(client, 'payment_receipt', receiptId, choice),
    onDone,
    (receipt) => `已退 ${formatYuan(receipt.amountFen)} 元，凭证 ${receipt.number}。`,
  );
  const submit = () =>
    money.run({
      refunds: refunds.map(({ causeId, postingId, amountFen }) => ({
        causeId,
        postingId,
        amountFen,
        reference: references[postingId]?.trim() || null,
      })),
      signatory: signatoryTyped(signatory),
    });
  return (
    <MoneyForm
      money={money}
      submitLabel={`确认已退 ${formatYuan(refundFen)} 元并打印凭证`}
      isSound
      isResumed={draft.isResumed}
      focusSubmit
      onSubmit={submit}
      onClose={onClose}
    >
      <p className={css['sentence']}>按原来的支付方式退还，退好了再确认：</p>
      <RefundTable
        refunds={refunds}
        references={references}
        onReferences={(changed) => draft.change({ references: changed })}
      />
      <SignatoryFields typed={signatory} onTyped={(changed) => draft.change({ signatory: changed })} />
    </MoneyForm>
  );
}

interface RefundTableProps {
  readonly refunds: Debts['refunds'];
  readonly references: Readonly<Record<string, string>>;
  readonly onReferences: (references: Record<string, string>) => void;
}

function RefundTable({ refunds, references, onReferences }: RefundTableProps) {
  return (
    <table className={css['rows']} aria-label="待退款">
      <thead>
        <tr>
          <th>为什么退</th>
          <th>退到</th>
          <th className={css['number']}>金额（元）</th>
          <th>退款流水号</th>
        </tr>
      </thead>
      <tbody>
        {refunds.map(({ causeId, cause, postingId, slipNumber, means, reference, handOutFen }) => (
          <tr key={`${causeId} ${postingId}`}>
            <th scope="row">
              {causeTitles[cause]} {slipNumber}
            </th>
            <td>
              {meansTitles[means]}
              {reference !== null && ` 原流水号 ${reference}`}
            </td>
            <td className={css['number']}>{formatYuan(handOutFen)}</td>
            <td>
              {means !== 'cash' && (
                <TextInput
                  aria-label={`${meansTitles[means]}退款流水号`}
                  maxLength={60}
                  value={references[postingId] ?? ''}
                  onChange={(event) =>
                    onReferences({ ...references, [postingId]: event.currentTarget.value })
                  }
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
