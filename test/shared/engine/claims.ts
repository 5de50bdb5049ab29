import { parseLocalDate } from '../../../shared/calendar/local-date.ts';
import type { Claim, CostParts } from '../../../shared/engine/claim.ts';
import { fen, parseYuan } from '../../../shared/money/fen.ts';

/** Claims for tests: yuan as text, everything else left out unless the test is about it. */

export function costOf(total: string, ownExpense = '0', overLimit = '0', preSelfPay = '0'): CostParts {
  const [totalFen, ownExpenseFen] = [parseYuan(total), parseYuan(ownExpense)];
  const [overLimitFen, preSelfPayFen] = [parseYuan(overLimit), parseYuan(preSelfPay)];
  const inScopeFen = fen(totalFen - ownExpenseFen - overLimitFen - preSelfPayFen);
  return { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen };
}

export function claimOf(cost: CostParts, change: Partial<Claim> = {}): Claim {
  return {
    settledOn: parseLocalDate('2020-03-10')!,
    admittedOn: parseLocalDate('2020-03-01')!,
    place: 'county',
    hospital: { level: 2, countyLevel: true },
    person: { eligibilities: ['registered_poor'], insured: true, ageYears: 67, diseases: [] },
    cost,
    approvedFen: {},
    ...change,
  };
}

export function personOf(...eligibilities: Claim['person']['eligibilities'][number][]): Claim['person'] {
  return { eligibilities, insured: true, ageYears: 67, diseases: [] };
}
