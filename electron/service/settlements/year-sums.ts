import type { YearState } from '../../../shared/engine/claim.ts';
import { addToYear } from '../../../shared/engine/year-state.ts';
import { type Fen, negateFen, zeroFen } from '../../../shared/money/fen.ts';

/** Both together; a payer that comes to zero has no key. */
export function addYears(left: YearState, right: YearState): YearState {
  const { paidFen, ...rest } = right;
  const paid = Object.entries(paidFen).map(([layer, payFen]) => ({ layer, kind: undefined, payFen }));
  return addToYear(left, { ...rest, paid });
}

/** The same year the other way. */
export function negated(year: YearState): YearState {
  return eachAmount({ ...year, stays: 0 - year.stays }, negateFen);
}

/** What is below zero becomes zero, each amount by itself. */
export function notBelowZero(year: YearState): YearState {
  return eachAmount({ ...year, stays: Math.max(0, year.stays) }, (amount) => (amount < 0 ? zeroFen : amount));
}

function eachAmount(year: YearState, turn: (amount: Fen) => Fen): YearState {
  const paid = Object.entries(year.paidFen).map(([key, amount]) => [key, turn(amount)] as const);
  return {
    criticalIllnessBurdenFen: turn(year.criticalIllnessBurdenFen),
    personalFen: turn(year.personalFen),
    personalInScopeFen: turn(year.personalInScopeFen),
    deductibleFen: turn(year.deductibleFen),
    stays: year.stays,
    paidFen: Object.fromEntries(paid.filter(([, amount]) => amount !== 0)),
  };
}
