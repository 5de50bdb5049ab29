import type { YearState } from '../../../shared/engine/claim.ts';
import { fen, type Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isLive } from './live.ts';

interface SumsRow {
  readonly burdenFen: number;
  readonly personalFen: number;
  readonly personalInScopeFen: number;
  readonly deductibleFen: number;
  readonly stays: number;
}

/**
 * What the year holds for a person and insurance: sums over the live settlements, read through one index and kept
 * nowhere else. Stays are counted, not settlements.
 */
export function readYearState(
  context: ServiceContext,
  personId: string,
  insurance: string,
  year: number,
): YearState {
  const of = { personId, insurance, year };
  const sums = statement<typeof of, SumsRow>(
    context.database,
    `SELECT coalesce(sum(critical_illness_burden_fen), 0) AS burdenFen, coalesce(sum(personal_fen), 0) AS personalFen,
       coalesce(sum(personal_in_scope_fen), 0) AS personalInScopeFen,
       coalesce(sum(deductible_fen), 0) AS deductibleFen, count(DISTINCT stay_id) AS stays
     FROM settlement AS original INDEXED BY settlement_by_person_and_year
     WHERE person_id = @personId AND insurance = @insurance AND year = @year AND ${isLive('original')}`,
  ).get(of);
  if (sums === undefined) throw new Error('an aggregate gave no row');
  return {
    criticalIllnessBurdenFen: fen(sums.burdenFen),
    personalFen: fen(sums.personalFen),
    personalInScopeFen: fen(sums.personalInScopeFen),
    deductibleFen: fen(sums.deductibleFen),
    stays: sums.stays,
    paidFen: readPaid(context, of),
  };
}

/** By layer, or `layer.kind` where the pack counts kinds of a layer apart; who paid nothing has no key. */
function readPaid(
  context: ServiceContext,
  of: { personId: string; insurance: string; year: number },
): Record<string, Fen> {
  const rows = statement<typeof of, { layer: string; kind: string | null; payFen: number }>(
    context.database,
    `SELECT layer.layer, layer.kind, sum(layer.pay_fen) AS payFen
     FROM settlement AS original INDEXED BY settlement_by_person_and_year
     JOIN settlement_layer AS layer ON layer.settlement_id = original.id
     WHERE person_id = @personId AND insurance = @insurance AND year = @year AND ${isLive('original')}
     GROUP BY layer.layer, layer.kind HAVING sum(layer.pay_fen) <> 0 ORDER BY layer.layer, layer.kind`,
  ).all(of);
  return Object.fromEntries(
    rows.map(({ layer, kind, payFen }) => [kind === null ? layer : `${layer}.${kind}`, fen(payFen)]),
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
