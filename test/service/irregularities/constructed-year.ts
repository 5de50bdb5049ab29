import type { TestHospital } from '../harness/hospital.ts';
import { putSuixianIntoForce } from '../harness/patient.ts';
import type { Made } from './pattern.ts';
import { peoplePatterns } from './people-patterns.ts';
import { wholePatterns } from './whole-patterns.ts';

export const patterns = [...peoplePatterns, ...wholePatterns];

/** A year with so many of each pattern, settled by 20 December. At most ten: each round is a month of its accounts. */
export async function constructYear(hospital: TestHospital, eachCount: number): Promise<Made[]> {
  putSuixianIntoForce(hospital, { outpatient_hypertension_ratio: '60%' });
  hospital.clock.set('2020-12-20T02:00:00.000Z');
  const made: Made[] = [];
  for (let round = 0; round < eachCount; round += 1) {
    for (const { make, ...pattern } of patterns)
      made.push({ ...pattern, about: await make(hospital, round) });
  }
  return made;
}
