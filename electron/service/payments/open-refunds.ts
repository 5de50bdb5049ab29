import type { OpenRefund } from '../../../shared/contract/payments.ts';
import { type CashRounding, cashOver } from '../../../shared/money/cash-rounding.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readSetting } from '../hospital/settings.ts';
import { everPaidFor, type PostedPayment } from './paid.ts';

interface DueRow {
  readonly causeId: string;
  readonly cause: OpenRefund['cause'];
  readonly slipNumber: string;
  /** On whose account it stands. */
  readonly settlementId: string;
  readonly topUpId: string | null;
  /** The settlement that was paid for, and the payment of it that is to be given back. */
  readonly paidSettlementId: string;
  readonly postingId: string;
  readonly amountFen: Fen;
}

/** A refund with the account on which it is due. */
export interface DueRefund extends OpenRefund {
  readonly settlementId: string;
  readonly topUpId: string | null;
}

/** What is to be given back to a person and was neither paid out nor carried over, the oldest first. */
export function openRefunds(context: ServiceContext, personId: string): OpenRefund[] {
  return dueRefunds(context, personId).map(({ settlementId: _account, topUpId: _part, ...refund }) => refund);
}

/**
 * The same with its account. What is due for a reversal stands under the reversal, what is due for a top-up under its
 * settlement and its own name; taking a top-up back ends what is still due for it.
 */
export function dueRefunds(context: ServiceContext, personId: string): DueRefund[] {
  const due = statement<{ personId: string }, DueRow>(
    context.database,
    `SELECT reversal.id AS causeId, 'reversal' AS cause, reversal.slip_number AS slipNumber,
       reversal.id AS settlementId, NULL AS topUpId, reversal.reverses_id AS paidSettlementId,
       posting.reference AS postingId, -sum(amount_fen) AS amountFen, min(posting.rowid) AS place
     FROM settlement AS reversal JOIN ledger_posting AS posting ON posting.settlement_id = reversal.id
     JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE reversal.person_id = @personId AND reversal.kind = 'reversal' AND entry.account = 'refund_due'
     GROUP BY reversal.id, posting.reference HAVING sum(amount_fen) <> 0
     UNION ALL SELECT made.id, 'top_up', made.number, made.settlement_id, made.id, made.settlement_id,
       posting.reference, -sum(entry.amount_fen), min(posting.rowid)
     FROM top_up AS part JOIN top_up AS made ON made.id = coalesce(part.withdraws_id, part.id)
     JOIN ledger_posting AS posting ON posting.top_up_id = part.id
     JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE part.person_id = @personId AND entry.account = 'refund_due'
     GROUP BY made.id, posting.reference HAVING sum(entry.amount_fen) <> 0 ORDER BY place`,
  ).all({ personId });
  const cashRounding = readSetting(context, 'cashRounding');
  return due.map(
    ({ paidSettlementId, causeId, cause, slipNumber, settlementId, topUpId, postingId, amountFen }) => {
      const payment = everPaidFor(context, paidSettlementId).find((one) => one.postingId === postingId);
      if (payment === undefined) throw new Error('a refund names no payment of its settlement');
      const { means, reference } = payment;
      const handOutFen = handOut(amountFen, payment, cashRounding);
      return {
        causeId,
        cause,
        slipNumber,
        settlementId,
        topUpId,
        postingId,
        means,
        reference,
        amountFen,
        handOutFen,
      };
    },
  );
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
