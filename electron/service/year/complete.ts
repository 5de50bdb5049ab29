import { emptyYear, type YearState } from '../../../shared/engine/claim.ts';
import { type Fen, zeroFen } from '../../../shared/money/fen.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import type { Cumulative } from '../platform/cumulative.ts';
import { addYears, negated, notBelowZero } from '../settlements/year-sums.ts';

/**
 * The year as the platform holds it. What it does not speak of is taken as what it holds of ours alone: it leaves out
 * what came to nothing, or does not count it, and neither means that ours is gone.
 * @param ours our settlements and reversals that it holds, added up
 */
export function completeYear(said: Cumulative, ours: YearState): YearState {
  return notBelowZero({
    criticalIllnessBurdenFen: said.amounts.criticalIllnessBurdenFen ?? ours.criticalIllnessBurdenFen,
    personalFen: said.amounts.personalFen ?? ours.personalFen,
    personalInScopeFen: said.amounts.personalInScopeFen ?? ours.personalInScopeFen,
    deductibleFen: said.amounts.deductibleFen ?? ours.deductibleFen,
    stays: said.stays ?? ours.stays,
    paidFen: { ...ours.paidFen, ...said.paidFen },
  });
}

/**
 * Whether the platform has not yet counted what it accepted from us (many centres add up at night). Known by the count
 * of stays, which no reckoning of amounts changes; where it gives none, by any amount that is less than ours.
 */
export function isBehind({ stays, amounts, paidFen }: Cumulative, ours: YearState): boolean {
  if (stays !== undefined) return stays < ours.stays;
  const said: readonly (readonly [Fen | undefined, Fen])[] = [
    [amounts.criticalIllnessBurdenFen, ours.criticalIllnessBurdenFen],
    [amounts.personalFen, ours.personalFen],
    [amounts.personalInScopeFen, ours.personalInScopeFen],
    [amounts.deductibleFen, ours.deductibleFen],
    ...Object.entries(paidFen).map(([layer, theirs]) => [theirs, ours.paidFen[layer] ?? zeroFen] as const),
  ];
  const isSilent = said.every(([theirs]) => theirs === undefined);
  if (isSilent) return ours.stays > 0;
  return said.some(([theirs, mine]) => theirs !== undefined && theirs < mine);
}

/** Whether both say the same of a year. */
export function isSameYear(left: YearState, right: YearState): boolean {
  return canonicalJson(addYears(left, negated(right))) === canonicalJson(emptyYear);
}
