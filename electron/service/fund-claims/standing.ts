import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { daysBetween } from '../../../shared/calendar/local-date.ts';
import type { PayerStanding } from '../../../shared/contract/fund-claims.ts';
import { type Fen, fen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import { halfUpFen, roundFraction } from '../../../shared/money/rounding.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';
import { dischargeOf } from './lines.ts';
import { everyPayer, payerTitle, termsOf } from './payers.ts';
import { listFundClaims } from './read.ts';
import { entriesOfMovement, forfeitedSum, movedSums, openLines } from './sums.ts';
import { sumOfLines, unclaimedLines } from './unclaimed.ts';

/** More than a hospital of a county settles in years; the rest is counted once these are claimed. */
const mostCounted = 1_000_000;
/** Days since discharge up to which each age goes. */
const ageEnds = [30, 60, 90] as const;

/** What every payer owes: not claimed, in drafts, submitted by its age, kept back. Sums over the ledger. */
export function fundStanding(context: ServiceContext): PayerStanding[] {
  const day = today(context);
  return everyPayer(context).map((payer) => ({
    payer,
    title: payerTitle(context, payer),
    way: termsOf(context, payer, day).way,
    ...unclaimedOf(context, payer),
    ...claimedOf(context, payer, day),
    ...movedBy(context, payer),
  }));
}

function unclaimedOf(context: ServiceContext, payer: string) {
  const { lines } = unclaimedLines(context, payer, null, mostCounted);
  return { unclaimedCount: lines.length, unclaimedFen: sumOfLines(lines) };
}

function claimedOf(context: ServiceContext, payer: string, day: LocalDate) {
  const { rows } = listFundClaims(context, { payer, onlyOpen: true });
  const sent = rows.filter(({ state }) => state !== 'draft');
  const lines = sent.flatMap(({ claimId }) => agedLines(context, claimId, payer));
  const ageFen = [zeroFen, zeroFen, zeroFen, zeroFen] as [Fen, Fen, Fen, Fen];
  for (const { openFen, dischargedOn } of lines) {
    const days = daysBetween(dischargedOn, day);
    const found = ageEnds.findIndex((end) => days <= end);
    const age = (found === -1 ? ageEnds.length : found) as 0 | 1 | 2 | 3;
    ageFen[age] = fen(ageFen[age] + openFen);
  }
  return {
    draftFen: sumFen(rows.filter(({ state }) => state === 'draft').map(({ amountFen }) => amountFen)),
    openFen: sumFen(lines.map(({ openFen }) => openFen)),
    refusedFen: sumFen(lines.map(({ refusedFen }) => refusedFen)),
    ageFen,
  };
}

function agedLines(context: ServiceContext, claimId: string, payer: string) {
  const discharges = statement<[string], { settlementId: string; dischargedOn: LocalDate }>(
    context.database,
    `SELECT settlement.id AS settlementId, ${dischargeOf} AS dischargedOn FROM fund_claim_line AS line
     JOIN settlement ON settlement.id = line.settlement_id WHERE line.claim_id = ?`,
  ).all(claimId);
  const days = new Map(discharges.map(({ settlementId, dischargedOn }) => [settlementId, dischargedOn]));
  return openLines(context, claimId, payer).flatMap((line) => {
    const dischargedOn = days.get(line.settlementId);
    return dischargedOn === undefined ? [] : [{ ...line, dischargedOn }];
  });
}

interface Moved {
  readonly receivedFen: Fen;
  readonly retainedFen: Fen;
  readonly forfeitedFen: Fen;
  readonly paidFen: number | null;
  readonly paidDays: number | null;
}

/** Days from discharge to money count for money of claims above nothing, each day by its fen. */
function movedBy(context: ServiceContext, payer: string) {
  const moved = statement<{ payer: string }, Moved>(
    context.database,
    `SELECT ${movedSums}, ${forfeitedSum}, sum(CASE WHEN paid.id IS NOT NULL THEN entry.amount_fen END) AS paidFen,
       sum(CASE WHEN paid.id IS NOT NULL THEN entry.amount_fen * max(0,
         CAST(julianday(movement.moved_on) - julianday((SELECT ${dischargeOf} FROM settlement WHERE id = paid.id)) AS INTEGER))
       END) AS paidDays
     FROM fund_movement AS movement JOIN ${entriesOfMovement}
     LEFT JOIN settlement AS paid ON paid.id = posting.settlement_id AND movement.kind = 'receipt'
       AND entry.account = 'fund_received' AND entry.amount_fen > 0
     WHERE movement.payer = @payer`,
  ).get({ payer });
  const { receivedFen = zeroFen, retainedFen = zeroFen, forfeitedFen = zeroFen } = moved ?? {};
  const { paidFen = null, paidDays = null } = moved ?? {};
  const daysToMoneyTenths =
    paidFen === null || paidDays === null || paidFen === 0
      ? null
      : roundFraction(BigInt(paidDays) * 10n, BigInt(paidFen), halfUpFen);
  return { receivedFen, retainedFen, forfeitedFen, daysToMoneyTenths };
}
