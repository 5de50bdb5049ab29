import type { OpenRefund } from '../../../shared/contract/payments.ts';
import { type CashRounding, cashOver } from '../../../shared/money/cash-rounding.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting } from '../hospital/settings.ts';
import { everPaidFor, type PostedPayment } from './paid.ts';

interface DueRow {
  readonly reversalId: string;
  readonly reversesId: string;
  readonly slipNumber: string;
  /** Of the payment that is to be given back. */
  readonly postingId: string;
  readonly amountFen: Fen;
}

/** What is to be given back to a person and was neither paid out nor carried over, the oldest first. */
export function openRefunds(context: ServiceContext, personId: string): OpenRefund[] {
  const due = statement<[string], DueRow>(
    context.database,
    `SELECT reversal.id AS reversalId, reversal.reverses_id AS reversesId, reversal.slip_number AS slipNumber,
       posting.reference AS postingId, -sum(amount_fen) AS amountFen
     FROM settlement AS reversal JOIN ledger_posting AS posting ON posting.settlement_id = reversal.id
     JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE reversal.person_id = ? AND reversal.kind = 'reversal' AND entry.account = 'refund_due'
     GROUP BY reversal.id, posting.reference HAVING sum(amount_fen) <> 0 ORDER BY min(posting.rowid)`,
  ).all(personId);
  const cashRounding = readSetting(context, 'cashRounding');
  return due.map(({ reversesId, ...refund }) => {
    const payment = everPaidFor(context, reversesId).find(({ postingId }) => postingId === refund.postingId);
    if (payment === undefined)
      throw new Error('a refund names no payment of the settlement that was reversed');
    const { means, reference } = payment;
    return { ...refund, means, reference, handOutFen: handOut(refund.amountFen, payment, cashRounding) };
  });
}

/**
 * What goes over the counter where so much of a payment goes back: all of it as it came in, a part of it rounded as cash
 * is today.
 */
export function handOut(amountFen: Fen, payment: PostedPayment, cashRounding: CashRounding): Fen {
  if (payment.means !== 'cash') return amountFen;
  if (payment.amountFen === amountFen) return fen(amountFen + (payment.roundingFen ?? 0));
  return cashOver(amountFen, cashRounding);
}
