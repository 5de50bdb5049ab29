import { mostClaimLines } from '../../../shared/contract/fund-claims.ts';
import { type Fen, sumFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** A settlement or reversal that a payer owes something for and that no standing claim holds. */
export interface UnclaimedLine {
  readonly settlementId: string;
  readonly businessDay: string;
  readonly isReversal: 0 | 1;
  readonly amountFen: Fen;
}

/** SQL: a standing claim of `@payer` holds the settlement of that name. */
export const isClaimed = (settlement: string): string => `EXISTS (SELECT 1 FROM fund_claim_line AS line
  JOIN fund_claim AS claim ON claim.id = line.claim_id
  WHERE line.settlement_id = ${settlement} AND claim.payer = @payer AND NOT EXISTS (
    SELECT 1 FROM fund_claim_step WHERE claim_id = claim.id AND step = 'withdrawn'))`;

/**
 * What a claim of the payer would hold: everything up to the end of the month, the oldest first, at most so many. A
 * settlement that was reversed before it was ever claimed is in none, nor is its reversal: nobody owes anything for them. A
 * reversal of what an earlier claim holds stands with its negated amount.
 * @param month `2020-03`; null is up to now
 */
export function unclaimedLines(
  context: ServiceContext,
  payer: string,
  month: string | null,
  most = mostClaimLines,
): { readonly lines: readonly UnclaimedLine[]; readonly isCut: boolean } {
  const rows = statement<{ payer: string; upTo: string; most: number }, UnclaimedLine>(
    context.database,
    `SELECT made.id AS settlementId, made.business_day AS businessDay, made.kind = 'reversal' AS isReversal,
       (SELECT sum(entry.amount_fen) FROM ledger_posting AS posting JOIN ledger_entry AS entry
          ON entry.posting_id = posting.id
        WHERE posting.settlement_id = made.id AND entry.account = 'receivable' AND entry.payer = @payer) AS amountFen
     FROM settlement AS made
     WHERE made.business_day <= @upTo AND NOT ${isClaimed('made.id')}
       AND EXISTS (SELECT 1 FROM settlement_layer AS layer
         WHERE layer.settlement_id = made.id AND layer.layer = @payer AND layer.pay_fen <> 0)
       AND CASE WHEN made.kind = 'reversal' THEN ${isClaimed('made.reverses_id')}
         ELSE NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = made.id
           AND NOT ${isClaimed('reversal.id')}) END
     ORDER BY made.rowid LIMIT 0 + @most`,
  ).all({ payer, upTo: month === null ? '9999' : `${month}-31`, most: most + 1 });
  return { lines: rows.slice(0, most), isCut: rows.length > most };
}

export function sumOfLines(lines: readonly { readonly amountFen: Fen }[]): Fen {
  return sumFen(lines.map(({ amountFen }) => amountFen));
}
