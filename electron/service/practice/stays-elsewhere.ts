import { patients } from './patients.ts';
import type { SettledElsewhere } from './platform/elsewhere.ts';

/**
 * What the practice platform knows and the practice hospital does not: a stay in the city this year, settled there as
 * its county settles. 40,000.00 in all, 37,000.00 in scope; 11,100.00 of burden entered the critical illness insurance.
 */
export function staysElsewhere(year: number): readonly SettledElsewhere[] {
  return [
    {
      idNumber: patients.sunYulan.idNumber,
      hospitalName: '练习市中心医院',
      settledOn: `${year}-01-22`,
      stays: 1,
      burdenFen: 1_110_000,
      personalFen: 400_000,
      personalInScopeFen: 100_000,
      deductibleFen: 0,
      paidFen: { basic_insurance: 2_590_000, critical_illness: 396_500, supplementary: 613_500 },
    },
  ];
}
