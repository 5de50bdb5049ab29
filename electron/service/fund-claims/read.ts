import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { localDateOf } from '../../../shared/calendar/local-date.ts';
import type {
  FundClaim,
  FundClaimRow,
  FundClaimState,
  FundMovement,
} from '../../../shared/contract/fund-claims.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import { timesRatio } from '../../../shared/money/rounding.ts';
import type { Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { shownDelivery } from './delivery.ts';
import { claimLines } from './lines.ts';
import { termsOf } from './payers.ts';
import { entriesOfMovement, movedSums } from './sums.ts';
import { isClaimed, isTopUpClaimed } from './unclaimed.ts';

const mostListed = 500;

interface ClaimRow extends Omit<FundClaimRow, 'state' | 'openFen' | 'submittedOn'> {
  readonly draftedByName: string;
  readonly submittedAt: string | null;
  readonly submittedByName: string | null;
  readonly withdrawnReason: string | null;
  readonly movementCount: number;
  /** By which differences that were booked since the draft changed what the payer owes. */
  readonly bookedFen: number;
}

/** SQL: of each claim whose lines somebody booked a difference on, what they come to now without money less what was claimed. */
const bookedSince = `SELECT line.claim_id, sum((SELECT sum(entry.amount_fen) FROM ledger_posting AS posting
      JOIN ledger_entry AS entry ON entry.posting_id = posting.id
    WHERE posting.settlement_id = line.settlement_id AND posting.top_up_id IS NULL
      AND posting.kind IN ('settlement','reversal','correction')
      AND entry.account = 'receivable' AND entry.payer = made.payer) - line.amount_fen) AS bookedFen
  FROM fund_claim_line AS line JOIN fund_claim AS made ON made.id = line.claim_id
  WHERE line.top_up_id IS NULL AND line.settlement_id IN (SELECT booked.settlement_id
    FROM reconciliation_act AS act JOIN ledger_posting AS booked ON booked.id = act.posting_id)
  GROUP BY line.claim_id`;

const selectClaim = `SELECT claim.id AS claimId, claim.number, claim.payer, claim.payer_title AS payerTitle, claim.month,
  claim.amount_fen AS amountFen, claim.business_day AS draftedOn, drafter.display_name AS draftedByName,
  submitted.recorded_at AS submittedAt, submitter.display_name AS submittedByName,
  withdrawn.reason AS withdrawnReason,
  (SELECT count(*) FROM fund_claim_line WHERE claim_id = claim.id) AS lineCount,
  (SELECT count(*) FROM fund_movement WHERE claim_id = claim.id) AS movementCount,
  coalesce(moved.receivedFen, 0) AS receivedFen, coalesce(moved.retainedFen, 0) AS retainedFen,
  coalesce(moved.writtenOffFen, 0) AS writtenOffFen, coalesce(booked.bookedFen, 0) AS bookedFen
FROM fund_claim AS claim JOIN staff_account AS drafter ON drafter.id = claim.recorded_by
LEFT JOIN fund_claim_step AS submitted ON submitted.claim_id = claim.id AND submitted.step = 'submitted'
LEFT JOIN staff_account AS submitter ON submitter.id = submitted.recorded_by
LEFT JOIN fund_claim_step AS withdrawn ON withdrawn.claim_id = claim.id AND withdrawn.step = 'withdrawn'
LEFT JOIN (SELECT movement.claim_id, ${movedSums} FROM fund_movement AS movement JOIN ${entriesOfMovement}
  WHERE movement.claim_id IS NOT NULL GROUP BY movement.claim_id) AS moved ON moved.claim_id = claim.id
LEFT JOIN (${bookedSince}) AS booked ON booked.claim_id = claim.id`;

/** Claims of one payer or of all, the newest first. */
export function listFundClaims(
  context: ServiceContext,
  { payer, onlyOpen }: Call<'fundClaims.list'>['input'],
): { readonly rows: FundClaimRow[]; readonly isCut: boolean } {
  const found = statement<{ payer: string | null }, ClaimRow>(
    context.database,
    `${selectClaim} WHERE @payer IS NULL OR claim.payer = @payer ORDER BY claim.rowid DESC`,
  ).all({ payer });
  const rows = found
    .map((row) => shownRow(context, row))
    .filter(({ state }) => !onlyOpen || (state !== 'paid' && state !== 'withdrawn'));
  return { rows: rows.slice(0, mostListed), isCut: rows.length > mostListed };
}

/** Refuses `fund_claim_unknown`. */
export function readClaimRow(context: ServiceContext, claimId: string): FundClaimRow {
  return shownRow(context, requireRow(context, claimId));
}

/** A claim with every line and movement. Refuses `fund_claim_unknown`. */
export function readFundClaim(context: ServiceContext, claimId: string): FundClaim {
  const row = requireRow(context, claimId);
  const terms = termsOf(context, row.payer, today(context));
  return {
    ...shownRow(context, row),
    draftedByName: row.draftedByName,
    submittedByName: row.submittedByName,
    withdrawnReason: row.withdrawnReason,
    ...claimLines(context, claimId, row.payer),
    reversedCount: row.submittedAt === null ? reversedIn(context, row) : 0,
    movements: movementsOf(context, claimId),
    usualRetainedFen: timesRatio(row.amountFen, terms.retention),
    way: terms.way,
    delivery: shownDelivery(context, claimId),
  };
}

function requireRow(context: ServiceContext, claimId: string): ClaimRow {
  const row = statement<[string], ClaimRow>(context.database, `${selectClaim} WHERE claim.id = ?`).get(
    claimId,
  );
  if (row === undefined) throw new Refusal('fund_claim_unknown', '没有这份拨付申请，请刷新后重试。');
  return row;
}

function shownRow(context: ServiceContext, row: ClaimRow): FundClaimRow {
  const { claimId, number, payer, payerTitle, month, lineCount, draftedOn, submittedAt } = row;
  const { amountFen, receivedFen, retainedFen, writtenOffFen } = row;
  const bookedFen = row.withdrawnReason === null ? row.bookedFen : 0;
  const openFen = fen(amountFen + bookedFen - receivedFen - retainedFen - writtenOffFen);
  return {
    claimId,
    number,
    payer,
    payerTitle,
    month,
    lineCount,
    draftedOn,
    amountFen,
    receivedFen,
    retainedFen,
    writtenOffFen,
    openFen,
    state: stateOf(row, openFen),
    submittedOn: submittedAt === null ? null : dayOf(context, submittedAt),
  };
}

function stateOf({ withdrawnReason, submittedAt, movementCount }: ClaimRow, openFen: Fen): FundClaimState {
  if (withdrawnReason !== null) return 'withdrawn';
  if (submittedAt === null) return 'draft';
  if (openFen === 0) return 'paid';
  return movementCount === 0 ? 'submitted' : 'part_paid';
}

function dayOf(context: ServiceContext, instant: string): LocalDate {
  return localDateOf(instant, readHospital(context, today(context)).zone);
}

/** How many lines of the claim were taken back by something that no standing claim of its payer holds yet. */
export function reversedIn(
  context: ServiceContext,
  { claimId, payer }: Pick<ClaimRow, 'claimId' | 'payer'>,
): number {
  const row = statement<{ claimId: string; payer: string }, { count: number }>(
    context.database,
    `SELECT count(*) AS count FROM fund_claim_line AS line
     JOIN settlement AS reversal ON reversal.reverses_id = line.settlement_id
     WHERE line.claim_id = @claimId AND line.top_up_id IS NULL AND NOT ${isClaimed('reversal.id')}`,
  ).get({ claimId, payer });
  const withdrawn = statement<{ claimId: string; payer: string }, { count: number }>(
    context.database,
    `SELECT count(*) AS count FROM fund_claim_line AS line JOIN top_up AS taker ON taker.withdraws_id = line.top_up_id
     WHERE line.claim_id = @claimId AND NOT ${isTopUpClaimed('taker.id')}`,
  ).get({ claimId, payer });
  return (row?.count ?? 0) + (withdrawn?.count ?? 0);
}

function movementsOf(context: ServiceContext, claimId: string): FundMovement[] {
  return statement<[string], Omit<FundMovement, 'isFromFile'> & { isFromFile: 0 | 1 }>(
    context.database,
    `SELECT movement.id AS movementId, movement.kind, moved_on AS movedOn, movement.reference,
       reply_hash IS NOT NULL AS isFromFile, movement.recorded_at AS recordedAt, display_name AS byName,
       (SELECT coalesce(sum(amount_fen), 0) FROM fund_refusal WHERE movement_id = movement.id) AS refusedFen, ${movedSums}
     FROM fund_movement AS movement JOIN staff_account ON staff_account.id = movement.recorded_by
     LEFT JOIN ${entriesOfMovement}
     WHERE movement.claim_id = ? GROUP BY movement.id ORDER BY movement.rowid LIMIT 500`,
  )
    .all(claimId)
    .map((row) => ({ ...row, isFromFile: row.isFromFile === 1 }));
}
