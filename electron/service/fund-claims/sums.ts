import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** SQL: the postings of money between us and a payer, in the words of their index. */
export const isOfFunds = "posting.kind IN ('fund_receipt','fund_write_off','retention_release')";

/** SQL: the sums of the ledger over the movements of the query, by their account. */
export const movedSums = `coalesce(sum(CASE entry.account WHEN 'fund_received' THEN entry.amount_fen END), 0) AS receivedFen,
  coalesce(sum(CASE entry.account WHEN 'retention' THEN entry.amount_fen END), 0) AS retainedFen,
  coalesce(sum(CASE entry.account WHEN 'fund_refused' THEN entry.amount_fen END), 0) AS writtenOffFen`;

/** SQL: the entries that a row named `movement` posted. */
export const entriesOfMovement = `ledger_posting AS posting ON posting.reference = movement.id AND ${isOfFunds}
  JOIN ledger_entry AS entry ON entry.posting_id = posting.id`;

/** What is open of one line: what its payer owes for the settlement, or for the top-up of it, by the ledger. */
export interface OpenLine {
  readonly settlementId: string;
  /** Null: the line is of the settlement itself. */
  readonly topUpId: string | null;
  readonly amountFen: Fen;
  readonly openFen: Fen;
  /** What its payer refused of it, in one answer after the other, and nobody wrote off; at most what is open. */
  readonly refusedFen: Fen;
  /** Every reason once, in the order in which they came. */
  readonly refusedReason: string | null;
}

/** SQL: the refusals of a line, in all answers to its claim. */
const refusals = `fund_movement AS movement JOIN fund_refusal AS refusal ON refusal.movement_id = movement.id
  WHERE movement.claim_id = @claimId AND refusal.settlement_id = line.settlement_id`;

/** SQL: what of a line was written off. */
const writtenOff = `(SELECT coalesce(sum(entry.amount_fen), 0) FROM fund_movement AS off
    JOIN ledger_posting AS posting ON posting.reference = off.id AND posting.kind = 'fund_write_off'
    JOIN ledger_entry AS entry ON entry.posting_id = posting.id AND entry.account = 'fund_refused'
  WHERE off.claim_id = @claimId AND off.kind = 'write_off' AND posting.settlement_id = line.settlement_id)`;

/** The lines of a claim in their order. */
export function openLines(context: ServiceContext, claimId: string, payer: string): OpenLine[] {
  const rows = statement<{ claimId: string; payer: string }, OpenLine>(
    context.database,
    `SELECT line.settlement_id AS settlementId, line.top_up_id AS topUpId, line.amount_fen AS amountFen,
       (SELECT coalesce(sum(entry.amount_fen), 0) FROM ledger_posting AS posting
          JOIN ledger_entry AS entry ON entry.posting_id = posting.id
        WHERE posting.settlement_id = line.settlement_id AND posting.top_up_id IS line.top_up_id
          AND entry.account = 'receivable' AND entry.payer = @payer) AS openFen,
       (SELECT coalesce(sum(refusal.amount_fen), 0) FROM ${refusals}) - ${writtenOff} AS refusedFen,
       (SELECT group_concat(reason, '；') FROM (SELECT refusal.reason FROM ${refusals}
          GROUP BY refusal.reason ORDER BY min(movement.rowid))) AS refusedReason
     FROM fund_claim_line AS line
     WHERE line.claim_id = @claimId ORDER BY line.position`,
  ).all({ claimId, payer });
  return rows.map((row) => {
    const refusedFen = fen(Math.max(0, Math.min(row.refusedFen, row.openFen)));
    return { ...row, refusedFen, refusedReason: refusedFen > 0 ? row.refusedReason : null };
  });
}
