import { mostClaimLines } from '../../../shared/contract/fund-claims.ts';
import type { KindOfCare } from '../../../shared/engine/claim.ts';
import { type Fen, sumFen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';
import { visitTypeOf } from '../stays/stay.ts';
import { termsOf } from './payers.ts';

/** A settlement, reversal or top-up that a payer owes something for and that no standing claim holds. */
export interface UnclaimedLine {
  readonly settlementId: string;
  /** Null: it is owed for the settlement itself. */
  readonly topUpId: string | null;
  readonly businessDay: string;
  readonly isReversal: 0 | 1;
  readonly care: KindOfCare;
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

/** SQL: whether the stay of that id is a visit. */
const careOf = (stayId: string): string =>
  `(SELECT ${visitTypeOf('stay')} FROM stay WHERE stay.id = ${stayId})`;

const unclaimedSettlements = `SELECT * FROM (SELECT made.rowid AS place, made.id AS settlementId, NULL AS topUpId, made.business_day AS businessDay,
    made.kind = 'reversal' AS isReversal, ${careOf('made.stay_id')} AS care,
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

const unclaimedTopUps = `SELECT * FROM (SELECT made.rowid AS place, made.settlement_id AS settlementId, made.id AS topUpId, made.business_day AS businessDay,
    made.kind = 'withdrawal' AS isReversal,
    ${careOf('(SELECT stay_id FROM settlement WHERE settlement.id = made.settlement_id)')} AS care,
    (SELECT sum(entry.amount_fen) FROM ledger_posting AS posting JOIN ledger_entry AS entry
       ON entry.posting_id = posting.id
     WHERE posting.settlement_id = made.settlement_id AND posting.top_up_id = made.id
       AND entry.account = 'receivable' AND entry.payer = @payer) AS amountFen
  FROM top_up AS made
  WHERE made.payer = @payer AND made.business_day <= @upTo AND NOT ${isTopUpClaimed('made.id')}
    AND CASE WHEN made.kind = 'withdrawal' THEN ${isTopUpClaimed('made.withdraws_id')}
      ELSE NOT EXISTS (SELECT 1 FROM top_up AS taker WHERE taker.withdraws_id = made.id
        AND NOT ${isTopUpClaimed('taker.id')}) END)
  WHERE amountFen <> 0 ORDER BY place LIMIT 0 + @most`;

interface Unclaimed {
  readonly lines: readonly UnclaimedLine[];
  /** There is more than one claim holds. */
  readonly isCut: boolean;
  /** What is left for a claim of its own. */
  readonly otherCareCount: number;
}

/**
 * What a claim of the payer would hold: everything up to the end of the month, settlements before top-ups, the oldest first,
 * at most so many. What was taken back before it was ever claimed is in none, nor is what took it back: nobody owes anything
 * for them. What takes back what an earlier claim holds stands with its negated amount. A settlement stands in a claim once:
 * what the same payer owes for a top-up of it is left for the next. So is the other kind of care where claims go to the
 * platform, which clears stays and visits apart (interface 3203, clr_type): stays come first where they come to anything.
 * @param month `2020-03`; null is up to now
 */
export function unclaimedLines(
  context: ServiceContext,
  payer: string,
  month: string | null,
  most = mostClaimLines,
): Unclaimed {
  const up = { payer, upTo: month === null ? '9999' : `${month}-31`, most: most + 1 };
  const found = [unclaimedSettlements, unclaimedTopUps].flatMap((sql) =>
    statement<typeof up, UnclaimedLine>(context.database, sql).all(up),
  );
  if (month === null) return { lines: found.slice(0, most), isCut: found.length > most, otherCareCount: 0 };
  const once = oncePerSettlement(found);
  const isApart = termsOf(context, payer, today(context)).way === 'platform';
  const rows = isApart ? ofOneCare(once) : once;
  const otherCareCount = once.length - rows.length;
  return { lines: rows.slice(0, most), isCut: rows.length > most, otherCareCount };
}

function oncePerSettlement(lines: readonly UnclaimedLine[]): UnclaimedLine[] {
  const held = new Set<string>();
  return lines.filter(({ settlementId }) => !held.has(settlementId) && held.add(settlementId));
}

function ofOneCare(lines: readonly UnclaimedLine[]): readonly UnclaimedLine[] {
  const stays = lines.filter(({ care }) => care === 'inpatient');
  const visits = lines.filter(({ care }) => care === 'outpatient');
  return stays.length > 0 && (visits.length === 0 || sumOfLines(stays) > 0) ? stays : visits;
}

export function sumOfLines(lines: readonly { readonly amountFen: Fen }[]): Fen {
  return sumFen(lines.map(({ amountFen }) => amountFen));
}
