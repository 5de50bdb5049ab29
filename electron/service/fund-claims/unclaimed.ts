import { mostClaimLines } from '../../../shared/contract/fund-claims.ts';
import { type Fen, sumFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** A settlement, reversal or top-up that a payer owes something for and that no standing claim holds. */
export interface UnclaimedLine {
  readonly settlementId: string;
  /** Null: it is owed for the settlement itself. */
  readonly topUpId: string | null;
  readonly businessDay: string;
  readonly isReversal: 0 | 1;
  readonly amountFen: Fen;
}

const standingLine = `FROM fund_claim_line AS line JOIN fund_claim AS claim ON claim.id = line.claim_id
  WHERE claim.payer = @payer AND NOT EXISTS (
    SELECT 1 FROM fund_claim_step WHERE claim_id = claim.id AND step = 'withdrawn')`;

/** SQL: a standing claim of `@payer` holds the settlement of that name. */
export const isClaimed = (settlement: string): string =>
  `EXISTS (SELECT 1 ${standingLine} AND line.settlement_id = ${settlement} AND line.top_up_id IS NULL)`;

/** SQL: the same of the top-up of that name. */
export const isTopUpClaimed = (topUp: string): string =>
  `EXISTS (SELECT 1 ${standingLine} AND line.top_up_id = ${topUp})`;

const unclaimedSettlements = `SELECT * FROM (SELECT made.rowid AS place, made.id AS settlementId, NULL AS topUpId, made.business_day AS businessDay,
    made.kind = 'reversal' AS isReversal,
    (SELECT sum(entry.amount_fen) FROM ledger_posting AS posting JOIN ledger_entry AS entry
       ON entry.posting_id = posting.id
     WHERE posting.settlement_id = made.id AND posting.top_up_id IS NULL AND entry.account = 'receivable'
       AND entry.payer = @payer) AS amountFen
  FROM settlement AS made
  WHERE made.business_day <= @upTo AND NOT ${isClaimed('made.id')}
    AND EXISTS (SELECT 1 FROM settlement_layer AS layer
      WHERE layer.settlement_id = made.id AND layer.layer = @payer AND layer.pay_fen <> 0)
    AND CASE WHEN made.kind = 'reversal' THEN ${isClaimed('made.reverses_id')}
      ELSE NOT EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = made.id
        AND NOT ${isClaimed('reversal.id')}) END)
  WHERE amountFen <> 0 ORDER BY place LIMIT 0 + @most`;

const unclaimedTopUps = `SELECT made.settlement_id AS settlementId, made.id AS topUpId, made.business_day AS businessDay,
    made.kind = 'withdrawal' AS isReversal, made.amount_fen AS amountFen
  FROM top_up AS made
  WHERE made.payer = @payer AND made.business_day <= @upTo AND NOT ${isTopUpClaimed('made.id')}
    AND CASE WHEN made.kind = 'withdrawal' THEN ${isTopUpClaimed('made.withdraws_id')}
      ELSE NOT EXISTS (SELECT 1 FROM top_up AS taker WHERE taker.withdraws_id = made.id
        AND NOT ${isTopUpClaimed('taker.id')}) END
  ORDER BY made.rowid LIMIT 0 + @most`;

/**
 * What a claim of the payer would hold: everything up to the end of the month, settlements before top-ups, the oldest first,
 * at most so many. What was taken back before it was ever claimed is in none, nor is what took it back: nobody owes anything
 * for them. What takes back what an earlier claim holds stands with its negated amount. A settlement stands in a claim once:
 * what the same payer owes for a top-up of it is left for the next.
 * @param month `2020-03`; null is up to now
 */
export function unclaimedLines(
  context: ServiceContext,
  payer: string,
  month: string | null,
  most = mostClaimLines,
): { readonly lines: readonly UnclaimedLine[]; readonly isCut: boolean } {
  const up = { payer, upTo: month === null ? '9999' : `${month}-31`, most: most + 1 };
  const found = [unclaimedSettlements, unclaimedTopUps].flatMap((sql) =>
    statement<typeof up, UnclaimedLine>(context.database, sql).all(up),
  );
  const rows = month === null ? found : oncePerSettlement(found);
  return { lines: rows.slice(0, most), isCut: rows.length > most };
}

function oncePerSettlement(lines: readonly UnclaimedLine[]): UnclaimedLine[] {
  const held = new Set<string>();
  return lines.filter(({ settlementId }) => !held.has(settlementId) && held.add(settlementId));
}

export function sumOfLines(lines: readonly { readonly amountFen: Fen }[]): Fen {
  return sumFen(lines.map(({ amountFen }) => amountFen));
}
