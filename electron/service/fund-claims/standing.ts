import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { daysBetween } from '../../../shared/calendar/local-date.ts';
import type { FundClaimRow, PayerStanding } from '../../../shared/contract/fund-claims.ts';
import { type Fen, fen, sumFen, zeroFen } from '../../../shared/money/fen.ts';
import { halfUpFen, roundFraction } from '../../../shared/money/rounding.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';
import { dischargeOf } from './lines.ts';
import { isClaimable, payersInOrder, termsOf } from './payers.ts';
import { listFundClaims } from './read.ts';
import { entriesOfMovement, openLines } from './sums.ts';

/** Days since discharge up to which each age goes. */
const ageEnds = [30, 60, 90] as const;

/**
 * What every payer owes: not claimed, in drafts, submitted by its age, kept back. Sums over the ledger, which is read once:
 * what is not claimed is what a payer owes and no standing claim holds.
 */
export function fundStanding(context: ServiceContext): PayerStanding[] {
  const day = today(context);
  const balances = balancesOfPayers(context);
  return payersInOrder(context, [...balances.keys()]).map(({ payer, title }) => {
    const { receivable, fund_received, retention } = { ...nothing, ...balances.get(payer) };
    const { heldFen, ...claimed } = claimedOf(context, payer, day);
    return {
      payer,
      title,
      way: termsOf(context, payer, day).way,
      unclaimedFen: fen(receivable - heldFen),
      ...claimed,
      receivedFen: fund_received,
      retainedFen: retention,
      forfeitedFen: forfeitedBy(context, payer),
      daysToMoneyTenths: daysToMoney(context, payer),
    };
  });
}

type Balances = Readonly<Record<'receivable' | 'fund_received' | 'retention', Fen>>;
const nothing: Balances = { receivable: zeroFen, fund_received: zeroFen, retention: zeroFen };

/** What the ledger holds of each payer that can be claimed from. */
function balancesOfPayers({ database }: ServiceContext): Map<string, Partial<Balances>> {
  const rows = statement<[], { payer: string; account: keyof Balances; amountFen: Fen }>(
    database,
    `SELECT payer, account, sum(amount_fen) AS amountFen FROM ledger_entry
     WHERE account IN ('receivable','fund_received','retention') GROUP BY payer, account`,
  ).all();
  const balances = new Map<string, Partial<Balances>>();
  for (const { payer, account, amountFen } of rows) {
    if (isClaimable(payer)) balances.set(payer, { ...balances.get(payer), [account]: amountFen });
  }
  return balances;
}

function claimedOf(context: ServiceContext, payer: string, day: LocalDate) {
  const { rows } = listFundClaims(context, { payer, onlyOpen: true });
  const [drafts, sent] = [true, false].map((isDraft) =>
    rows.filter(({ state }) => (state === 'draft') === isDraft),
  ) as [FundClaimRow[], FundClaimRow[]];
  const held = drafts.flatMap(({ claimId }) => openLines(context, claimId, payer));
  const lines = sent.flatMap(({ claimId }) => agedLines(context, claimId, payer));
  const ageFen = [zeroFen, zeroFen, zeroFen, zeroFen] as [Fen, Fen, Fen, Fen];
  for (const { openFen, dischargedOn } of lines) {
    const days = daysBetween(dischargedOn, day);
    const found = ageEnds.findIndex((end) => days <= end);
    const age = (found === -1 ? ageEnds.length : found) as 0 | 1 | 2 | 3;
    ageFen[age] = fen(ageFen[age] + openFen);
  }
  const openFen = sumFen(lines.map((line) => line.openFen));
  return {
    heldFen: sumFen([openFen, ...held.map((line) => line.openFen)]),
    draftFen: sumFen(drafts.map(({ amountFen }) => amountFen)),
    openFen,
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

/** What the payer kept back and never gives back. */
function forfeitedBy({ database }: ServiceContext, payer: string): Fen {
  const row = statement<[string], { amountFen: Fen }>(
    database,
    `SELECT coalesce(sum(entry.amount_fen), 0) AS amountFen FROM fund_movement AS movement CROSS JOIN ${entriesOfMovement}
     WHERE movement.payer = ? AND movement.kind = 'forfeiture' AND entry.account = 'fund_refused'`,
  ).get(payer);
  return row?.amountFen ?? zeroFen;
}

/** Tenths of a day from discharge to money, for money of claims above nothing, each day by its fen; null before any came. */
function daysToMoney({ database }: ServiceContext, payer: string): number | null {
  const row = statement<[string], { paidFen: number | null; paidDays: number | null }>(
    database,
    `SELECT sum(entry.amount_fen) AS paidFen, sum(entry.amount_fen * max(0,
       CAST(julianday(movement.moved_on) - julianday(${dischargeOf}) AS INTEGER))) AS paidDays
     FROM fund_movement AS movement JOIN ${entriesOfMovement} AND entry.account = 'fund_received'
       AND entry.amount_fen > 0
     JOIN settlement ON settlement.id = posting.settlement_id
     WHERE movement.payer = ? AND movement.kind = 'receipt'`,
  ).get(payer);
  const { paidFen, paidDays } = row ?? { paidFen: null, paidDays: null };
  if (paidFen === null || paidDays === null || paidFen === 0) return null;
  return roundFraction(BigInt(paidDays) * 10n, BigInt(paidFen), halfUpFen);
}
