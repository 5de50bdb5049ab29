import { type Fen, fen } from '../money/fen.ts';
import { wholeRatio } from '../money/ratio.ts';
import { roundMillionths, timesExactly } from '../money/rounding.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Course } from './course.ts';
import type { Guarantee } from './policy.ts';
import { pick } from './quantity.ts';
import type { Steps } from './settlement.ts';

/**
 * The larger of what each guarantee asks for: what lifts the paid share of this stay to a ratio, or what brings the
 * patient's part of the stay or of the year down to an amount. Never negative. Each one leaves its step.
 */
export function guaranteed(
  guarantees: readonly Guarantee[],
  course: Course,
  rounding: Rounding,
  steps: Steps,
): number {
  let largest = 0;
  for (const guarantee of guarantees) {
    const amount =
      guarantee.how === 'share'
        ? lift(guarantee, course, rounding, steps)
        : bringDown(guarantee, course, rounding, steps);
    if (amount > largest) largest = amount;
  }
  return largest;
}

function lift(guarantee: Guarantee, course: Course, rounding: Rounding, steps: Steps): Fen {
  const { cost } = course.claim;
  const inScope = guarantee.of === 'in_scope';
  const baseFen = inScope ? cost.inScopeFen : cost.totalFen;
  const left = inScope ? course.inScopeRest : course.inScopeRest + course.outOfScopeRest;
  const paidBeforeFen = fen(baseFen - left);
  const ratio = pick(guarantee.ratio, course.facts);
  const target = roundMillionths(timesExactly(baseFen, ratio), rounding);
  const amountFen = fen(Math.max(0, target - paidBeforeFen));
  steps?.push({
    kind: 'guarantee',
    ratioMillionths: ratio,
    of: guarantee.of,
    baseFen,
    paidBeforeFen,
    amountFen,
    clause: guarantee.clause,
  });
  return amountFen;
}

function bringDown(guarantee: Guarantee, course: Course, rounding: Rounding, steps: Steps): Fen {
  const inScope = guarantee.of === 'in_scope';
  const left = inScope ? course.inScopeRest : course.inScopeRest + course.outOfScopeRest;
  const earlier = inScope ? course.year.personalInScopeFen : course.year.personalFen;
  const patientBeforeFen = fen((guarantee.per === 'year' ? earlier : 0) + left);
  const capFen = pick(guarantee.capFen, course.facts);
  // The most that this stay can do is to leave nothing of it; what earlier stays left above the line stays theirs.
  const excess = Math.min(left, Math.max(0, patientBeforeFen - capFen));
  const amountFen = roundMillionths(timesExactly(fen(excess), wholeRatio), rounding);
  steps?.push({
    kind: 'patient_cap',
    capFen,
    of: guarantee.of,
    patientBeforeFen,
    amountFen,
    clause: guarantee.clause,
  });
  return amountFen;
}
