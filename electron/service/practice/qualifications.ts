import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { qualify } from '../outpatient/qualification.ts';
import { personIdOfNumber } from '../people/person.ts';
import { patients } from './patients.ts';

/**
 * What the practice county has set for outpatient care, so that a visit can be settled here: Suixian's document leaves
 * every one of these numbers to the county.
 */
export const practiceOptions = {
  outpatient_hypertension_ratio: '60%',
  outpatient_diabetes_ratio: '60%',
  outpatient_dialysis_ratio: '85%',
  outpatient_hypertension_month_limit: '200',
  outpatient_diabetes_month_limit: '300',
  outpatient_hypertension_year_limit: '2000',
  outpatient_diabetes_year_limit: '3000',
} as const;

/** One patient is qualified for an outpatient disease; the clerk opens the visit and loads `MZ26020001.csv`. */
export function fillQualifications(context: ServiceContext, clerk: Actor): void {
  const personId = personIdOfNumber(context, patients.sunYulan.idNumber);
  if (personId === undefined)
    throw new Error('a practice qualification is of somebody who is not in the roster');
  qualify(context, clerk, {
    requestId: context.newId(),
    personId,
    disease: { code: 'E11.9', name: '2型糖尿病' },
    beginsOn: '2026-01-01' as LocalDate,
    endsOn: null,
    papers: [{ title: '门诊慢特病认定表', number: 'LX2026-0017' }],
    recognisedBy: '随县医保局（练习）',
  });
}
