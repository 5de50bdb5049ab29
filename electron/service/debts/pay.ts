import type { Payment, Receipt } from '../../../shared/contract/payments.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { CashRounding } from '../../../shared/money/cash-rounding.ts';
import { fen, formatYuan, sumFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { owedBy } from './owed.ts';
import { postPayment, type RoundedPayment, roundingOfPart } from '../payments/post.ts';
import { readReceipt, writeReceipt } from '../payments/receipt.ts';
import { requirePayments } from '../payments/require.ts';
import { readSignatory, writeSignatory } from '../payments/signatory.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { debtsToPay, type DueDebt, inOrderOfPaying } from './debts.ts';

/**
 * A later payment of what a person owes, the oldest instalment first; with a receipt. The same request again gives the
 * first answer. Refuses `request_id_reused`, `payment_more_than_owed`, `payment_means_not_later` (nothing is deferred
 * or taken from an insurance account after the settlement), what `requirePayments` refuses and `signatory_number_wrong`.
 */
export function payDebt(context: ServiceContext, actor: Actor, input: Call<'debts.pay'>['input']): Receipt {
  const { personId } = input;
  const payments = input.payments.filter(({ amountFen }) => amountFen !== 0);
  const signatory = input.signatory === null ? null : readSignatory(context, input.signatory);
  const request = moneyRequest(input.requestId, 'debts.pay', { personId, payments, signatory });
  const receiptId = inTransaction(context.database, () => {
    const before = doneBefore(context, request, 'receipt');
    if (before !== undefined) return before;
    const businessDay = today(context);
    const hospital = readHospital(context, businessDay);
    const owedBeforeFen = owedBy(context, personId);
    const due = inOrderOfPaying(debtsToPay(context, personId, businessDay));
    requireWithinDebt(payments, due);
    requirePayments(payments, sumFen(payments.map(({ amountFen }) => amountFen)), hospital.cashRounding);
    const postingIds = spread(payments, due, hospital.cashRounding).map(({ settlementId, payment }) => {
      const paid = { settlementId, businessDay, meets: 'patient_deferred' } as const;
      return postPayment(context, actor, paid, payment);
    });
    const written = { ...request, kind: 'debt_payment', personId, businessDay, postingIds } as const;
    const id = writeReceipt(context, actor, hospital, written);
    if (signatory !== null) writeSignatory(context, 'receipt', id, signatory);
    const amounts = payments.map(({ means, amountFen }) => ({ means, amountFen }));
    const owed = { owedBeforeFen, owedAfterFen: owedBy(context, personId) };
    appendAudit(context, actor, 'debts.paid', personId, { receiptId: id, payments: amounts, ...owed });
    return id;
  });
  return readReceipt(context, receiptId);
}

function requireWithinDebt(payments: readonly Payment[], due: readonly DueDebt[]): void {
  const wrong = payments.find(({ means }) => means === 'deferred' || means === 'personal_account');
  if (wrong !== undefined) {
    throw new Refusal(
      'payment_means_not_later',
      '补交欠费只能用现金、银行卡或手机支付。要改日期，请另签分期协议。',
    );
  }
  const owed = sumFen(due.map(({ openFen }) => openFen));
  const paid = sumFen(payments.map(({ amountFen }) => amountFen));
  if (paid > 0 && paid <= owed) return;
  throw new Refusal(
    'payment_more_than_owed',
    owed === 0
      ? '此人现在没有欠费，不用收款。'
      : `收款 ${formatYuan(paid)} 元不对：要大于零，不超过欠费 ${formatYuan(owed)} 元。请核对金额。`,
  );
}

interface SpreadPayment {
  readonly settlementId: string;
  readonly payment: RoundedPayment;
}

/**
 * The payments over the debts in their order, one posting for each settlement that a payment meets. What was handed
 * over is of the whole payment and goes with its largest part.
 */
function spread(
  payments: readonly Payment[],
  due: readonly DueDebt[],
  cashRounding: CashRounding,
): SpreadPayment[] {
  const open = due.map(({ settlementId, openFen }) => ({ settlementId, leftFen: openFen as number }));
  return payments.flatMap(({ handedInFen, ...payment }) => {
    const parts = new Map<string, number>();
    let leftFen: number = payment.amountFen;
    for (const debt of open) {
      const takenFen = Math.min(debt.leftFen, leftFen);
      if (takenFen === 0) continue;
      debt.leftFen -= takenFen;
      leftFen -= takenFen;
      parts.set(debt.settlementId, (parts.get(debt.settlementId) ?? 0) + takenFen);
    }
    const largest = Math.max(...parts.values());
    const whole = [...parts].find(([, amountFen]) => amountFen === largest)?.[0];
    let beforeFen = 0;
    return [...parts].map(([settlementId, amountFen]) => {
      const part = { ...payment, amountFen: fen(amountFen) };
      const roundingFen = roundingOfPart(part, beforeFen, cashRounding);
      beforeFen += amountFen;
      const handed = settlementId === whole && handedInFen !== undefined ? { handedInFen } : {};
      return { settlementId, payment: { ...part, ...handed, roundingFen } };
    });
  });
}
