import { type Payment, meansTitles } from '../../../shared/contract/payments.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type CashRounding, cashOver } from '../../../shared/money/cash-rounding.ts';
import { type Fen, formatYuan, sumFen } from '../../../shared/money/fen.ts';

/**
 * Refuses `payments_do_not_match` unless the payments are positive and sum to what is to be met, to the fen;
 * `payment_twice` where cash or a deferral stands in two lines, `payment_reference_missing` for a payment by telephone
 * without its serial number (nothing could be given back by it), `cash_too_little` where less cash was handed over
 * than its part comes to.
 */
export function requirePayments(payments: readonly Payment[], dueFen: Fen, cashRounding: CashRounding): void {
  const paid = sumFen(payments.map(({ amountFen }) => amountFen));
  if (paid !== dueFen || payments.some(({ amountFen }) => amountFen <= 0)) {
    throw new Refusal(
      'payments_do_not_match',
      `收款合计 ${formatYuan(paid)} 元与个人应付 ${formatYuan(dueFen)} 元不符，请核对每一笔收款。`,
    );
  }
  for (const once of ['cash', 'deferred'] as const) {
    if (payments.filter(({ means }) => means === once).length < 2) continue;
    throw new Refusal('payment_twice', `${meansTitles[once]}写了两笔，请合成一笔再确认。`);
  }
  for (const payment of payments) requireSound(payment, cashRounding);
}

function requireSound(payment: Payment, cashRounding: CashRounding): void {
  const { means, amountFen, reference, handedInFen } = payment;
  if (means === 'mobile' && (reference ?? '') === '') {
    throw new Refusal(
      'payment_reference_missing',
      '手机支付要填交易流水号，退款时凭它原路退回。请照手机或扫码机上的号码填写。',
    );
  }
  if (means !== 'cash' || handedInFen === undefined) return;
  const takenFen = cashOver(amountFen, cashRounding);
  if (handedInFen >= takenFen) return;
  throw new Refusal(
    'cash_too_little',
    `收到现金 ${formatYuan(handedInFen)} 元，少于现金应收 ${formatYuan(takenFen)} 元，请核对。`,
  );
}
