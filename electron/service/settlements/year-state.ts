import { emptyYear, type YearState } from '../../../shared/engine/claim.ts';
import { paidKey } from '../../../shared/engine/year-state.ts';
import { fen, type Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { topUpsOfYear } from '../top-ups/year.ts';
import { isLive } from './live.ts';
import { addYears, negated, notBelowZero } from './year-sums.ts';
import { latestSnapshot, type PersonYear } from './year-snapshot.ts';

interface SumsRow {
  readonly burdenFen: number;
  readonly personalFen: number;
  readonly personalInScopeFen: number;
  readonly deductibleFen: number;
  readonly stays: number;
}

/**
 * What the year holds for a person and insurance: the latest snapshot of the platform and our facts that it does not
 * contain; top-ups count with their settlement, as if they had been approved before. Read through one index and kept nowhere else. Nobody has borne less than nothing: where the platform counts
 * less for our settlements than we do and they are reversed, the amount stays at zero.
 */
export function readYearState(
  context: ServiceContext,
  personId: string,
  insurance: string,
  year: number,
): YearState {
  const of = { personId, insurance, year };
  const ours = readOurs(context, of, {}, isLive('original'), begunInYear);
  const settledHere = addYears(ours, topUpsOfYear(context, of));
  return notBelowZero(addYears(readElsewhere(context, of), settledHere));
}

/**
 * What other hospitals hold of the year, as far as the platform said: its latest snapshot without our settlements that
 * it contains. Empty while it was never asked. Below zero where the platform counts less for ours than we do.
 */
export function readElsewhere(context: ServiceContext, of: PersonYear): YearState {
  const snapshot = latestSnapshot(context, of);
  if (snapshot === undefined) return emptyYear;
  const { snapshotId, amounts } = snapshot;
  const held = 'SELECT settlement_id FROM year_snapshot_settlement WHERE snapshot_id = @snapshotId';
  return addYears(amounts, negated(readOurs(context, of, { snapshotId }, isLiveAmong(held))));
}

/** What the year would hold if it held only these settlements and reversals of ours. */
export function readOurPart(
  context: ServiceContext,
  of: PersonYear,
  settlementIds: readonly string[],
): YearState {
  const held = JSON.stringify(settlementIds);
  return readOurs(context, of, { held }, isLiveAmong('SELECT value FROM json_each(@held)'));
}

/** A reversal that is not among them is a fact to come: its original still counts. */
function isLiveAmong(held: string): string {
  return `original.kind <> 'reversal' AND original.id IN (${held})
    AND NOT EXISTS (SELECT 1 FROM settlement AS reversal
      WHERE reversal.reverses_id = original.id AND reversal.id IN (${held}))`;
}

/** SQL: a visit is no stay, and its deductible is that of its disease (outpatient/held-before.ts). */
function isStay(settlement: string): string {
  return `(SELECT qualification_id IS NULL FROM stay WHERE id = ${settlement}.stay_id)`;
}

/** SQL: stays are counted, not settlements. So a platform counts those of a year. */
const everyStay = `count(DISTINCT CASE WHEN ${isStay('original')} THEN stay_id END)`;
/**
 * SQL: the same without stays of which a part was settled in an earlier year. A stay bears one deductible and counts once,
 * in the year of its first part, as the engine counts it (`continuesStay`): the part at discharge adds no stay to the next.
 */
const begunInYear = `count(DISTINCT CASE WHEN ${isStay('original')} AND NOT EXISTS (SELECT 1 FROM settlement AS part
  WHERE part.stay_id = original.stay_id AND part.year < original.year AND ${isLive('part')}) THEN stay_id END)`;

/** Sums over our settlements that fit the condition. */
function readOurs(
  context: ServiceContext,
  { personId, insurance, year }: PersonYear,
  among: { readonly snapshotId?: string; readonly held?: string },
  condition: string,
  countStays = everyStay,
): YearState {
  const of = { personId, insurance, year, ...among };
  const sums = statement<object, SumsRow>(
    context.database,
    `SELECT coalesce(sum(critical_illness_burden_fen), 0) AS burdenFen, coalesce(sum(personal_fen), 0) AS personalFen,
       coalesce(sum(personal_in_scope_fen), 0) AS personalInScopeFen,
       coalesce(sum(CASE WHEN ${isStay('original')} THEN deductible_fen END), 0) AS deductibleFen,
       ${countStays} AS stays
     FROM settlement AS original INDEXED BY settlement_by_person_and_year
     WHERE person_id = @personId AND insurance = @insurance AND year = @year AND ${condition}`,
  ).get(of);
  if (sums === undefined) throw new Error('an aggregate gave no row');
  return {
    criticalIllnessBurdenFen: fen(sums.burdenFen),
    personalFen: fen(sums.personalFen),
    personalInScopeFen: fen(sums.personalInScopeFen),
    deductibleFen: fen(sums.deductibleFen),
    stays: sums.stays,
    paidFen: readPaid(context, of, condition),
  };
}

/** By layer, or `layer.kind` where the pack counts kinds of a layer apart; who paid nothing has no key. */
function readPaid(context: ServiceContext, of: object, condition: string): Record<string, Fen> {
  const rows = statement<object, { layer: string; kind: string | null; payFen: number }>(
    context.database,
    `SELECT layer.layer, layer.kind, sum(layer.pay_fen) AS payFen
     FROM settlement AS original INDEXED BY settlement_by_person_and_year
     JOIN settlement_layer AS layer ON layer.settlement_id = original.id
     WHERE person_id = @personId AND insurance = @insurance AND year = @year AND ${condition}
     GROUP BY layer.layer, layer.kind HAVING sum(layer.pay_fen) <> 0 ORDER BY layer.layer, layer.kind`,
  ).all(of);
  return Object.fromEntries(
    rows.map(({ layer, kind, payFen }) => [paidKey(layer, kind ?? undefined), fen(payFen)]),
  );
}

/** What interim settlements of this stay have already borne of its deductible. */
export function deductibleBorneInStay(context: ServiceContext, stayId: string): Fen {
  const row = statement<[string], { borneFen: number }>(
    context.database,
    `SELECT coalesce(sum(deductible_fen), 0) AS borneFen FROM settlement AS original
     WHERE stay_id = ? AND ${isLive('original')}`,
  ).get(stayId);
  return fen(row?.borneFen ?? 0);
}

/** Whether a part of this stay was settled before: then it counts as one stay already. */
export function hasInterimSettlement(context: ServiceContext, stayId: string): boolean {
  const row = statement<[string], { found: 1 }>(
    context.database,
    `SELECT 1 AS found FROM settlement AS original WHERE stay_id = ? AND ${isLive('original')} LIMIT 1`,
  ).get(stayId);
  return row !== undefined;
}
