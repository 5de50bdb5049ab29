import { NativeSelect } from '@mantine/core';
import { z } from 'zod';
import type { LocalDate } from '../../shared/calendar/local-date.ts';
import type { Debts, Instalment, Signatory } from '../../shared/contract/payments.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { useDraft } from '../app/drafts.tsx';
import { useClient } from '../app/use-client.ts';
import type { Printed } from '../desk/desk-state.ts';
import type { PrintChoice } from '../desk/use-desk.ts';
import { InstalmentFields } from './instalment-fields.tsx';
import { inOneMonth, readInstalments, typedInstalmentsSchema } from './instalments.ts';
import { MoneyForm } from './money-form.tsx';
import { printPaper } from './print-paper.ts';
import { SignatoryFields, signatoryTyped, typedSignatorySchema } from './signatory-fields.tsx';
import { useMoneyAct } from './use-money-act.ts';

interface AgreeFormProps {
  readonly debts: Debts;
  readonly today: string;
  readonly choice: PrintChoice;
  readonly onDone: (sentence: string, printed: Printed) => void;
  readonly onClose: () => void;
}

/** What survives a crash. */
const typedSchema = z.object({
  settlementId: z.string(),
  instalments: typedInstalmentsSchema,
  signatory: typedSignatorySchema.optional(),
});

interface Agreed {
  readonly settlementId: string;
  readonly instalments: Instalment[];
  readonly signatory: Signatory | null;
}

/** New dates for everything that is owed for one slip; the second agreement is printed anew. */
export function AgreeForm({ debts, today, choice, onDone, onClose }: AgreeFormProps) {
  const client = useClient();
  const [first] = debts.debts;
  const draft = useDraft(`agree:${debts.personId}`, typedSchema, (): z.infer<typeof typedSchema> => ({
    settlementId: first?.settlementId ?? '',
    instalments: inOneMonth(today as LocalDate),
  }));
  const { settlementId, instalments, signatory } = draft.value;
  const debt = debts.debts.find((one) => one.settlementId === settlementId) ?? first;
  const money = useMoneyAct(
    (requestId, agreed: Agreed) => client.request('debts.agree', { requestId, ...agreed }),
    ({ planId }) => printPaper(client, 'instalment_agreement', planId, choice),
    onDone,
    (plan) => `已约定 ${plan.instalments.length} 期，协议 ${plan.number}。`,
  );
  if (debt === undefined) return null;
  const read = readInstalments(debt.owedFen, instalments);
  return (
    <MoneyForm
      money={money}
      submitLabel="确认并打印协议"
      isSound={typeof read !== 'string'}
      isResumed={draft.isResumed}
      onSubmit={() => {
        if (typeof read === 'string') return;
        money.run({
          settlementId: debt.settlementId,
          instalments: read,
          signatory: signatoryTyped(signatory),
        });
      }}
      onClose={onClose}
    >
      <NativeSelect
        label="哪一张结算单"
        value={debt.settlementId}
        onChange={(event) => draft.change({ settlementId: event.currentTarget.value })}
        data={debts.debts.map((one) => ({
          value: one.settlementId,
          label: `${one.slipNumber}，还欠 ${formatYuan(one.owedFen)} 元`,
        }))}
      />
      <InstalmentFields
        amountFen={debt.owedFen}
        typed={instalments}
        onTyped={(changed) => draft.change({ instalments: changed })}
      />
      <SignatoryFields typed={signatory} onTyped={(changed) => draft.change({ signatory: changed })} />
    </MoneyForm>
  );
}
