import { negateCost } from '../fees/item.ts';
import { negateFen } from '../money/fen.ts';
import { addToYear, yearsDeductible } from './year-state.ts';
import type { YearState } from './claim.ts';
import type { Settlement } from './settlement.ts';

/**
 * The same settlement the other way: every stored amount negated, nothing computed again. `after` is the year without
 * it, given the state in which it is reversed (for the last settlement of the year: its own `after`).
 */
export function negateSettlement(settlement: Settlement, year: YearState = settlement.after): Settlement {
  const personalFen = negateFen(settlement.personalFen);
  const personalInScopeFen = negateFen(settlement.personalInScopeFen);
  const deductibleFen = negateFen(settlement.deductibleFen);
  const criticalIllnessBurdenFen = negateFen(settlement.criticalIllnessBurdenFen);
  const layers = settlement.layers.map((layer) => ({
    ...layer,
    baseFen: negateFen(layer.baseFen),
    payFen: negateFen(layer.payFen),
    leftFen: negateFen(layer.leftFen),
    steps: [],
  }));
  return {
    ...settlement,
    cost: negateCost(settlement.cost),
    layers,
    deductibleFen,
    criticalIllnessBurdenFen,
    personalFen,
    personalInScopeFen,
    after: addToYear(year, {
      criticalIllnessBurdenFen,
      personalFen,
      personalInScopeFen,
      deductibleFen: yearsDeductible(settlement.care, deductibleFen),
      stays: -settlement.staysCounted,
      paid: layers,
    }),
    staysCounted: -settlement.staysCounted,
    warnings: [],
  };
}
