import { openVisit } from '../../../electron/service/outpatient/visit.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { settle } from '../harness/patient.ts';
import { qualified, visitRequest } from '../outpatient/visits.ts';
import { fracture, type Pattern, stay, tumour } from './pattern.ts';
import { addLines, bed, died, type Line, type MadeStay, settled } from './settled.ts';

/** Visited on a day around the stay of 1 to 9 November. */
function visitedOn(hospital: TestHospital, visitedDay: string): string {
  const personId = settled(hospital);
  const visit = visitRequest(hospital, qualified(hospital, personId), visitedDay);
  const { stayId } = openVisit(hospital.context, hospital.actor('clerk'), visit);
  addLines(hospital, stayId, [{ inScope: 100, chargedOn: visitedDay }]);
  settle(hospital, stayId);
  return personId;
}

/** Paid by oneself first on each of the nine days, in thousand yuan. Supplementary insurance pays at most 600,000 a year. */
const byDay = (...thousands: readonly number[]): MadeStay => ({
  lines: thousands.map((yuan, index): Line => ({
    preSelfPay: yuan * 1000,
    chargedOn: `2020-11-0${index + 1}`,
  })),
});
const even = byDay(64, 64, 64, 64, 64, 64, 64, 64, 64);
const rising = byDay(20, 20, 20, 20, 20, 20, 150, 150, 150);
const farFromLimit = byDay(2, 2, 2, 2, 2, 2, 15, 15, 15);
const cutByLimit = byDay(20, 20, 20, 20, 20, 20, 250, 250, 250);

const beds = (quantity: string, more: Line = {}): MadeStay => ({ lines: [{ ...bed, quantity, ...more }] });
/** What the stays of one person show. */
export const peoplePatterns: readonly Pattern[] = [
  {
    kind: 'overlapping_stays',
    role: 'planted',
    name: 'two stays that share days',
    make: (hospital) =>
      settled(
        hospital,
        stay('2020-10-01', '2020-10-09', { diagnoses: fracture }),
        stay('2020-10-05', '2020-10-12'),
      ),
  },
  {
    kind: 'overlapping_stays',
    role: 'false_alarm',
    name: 'a visit for another disease in the midst of a stay, agreed by the ward',
    make: (hospital) => visitedOn(hospital, '2020-11-05'),
  },
  {
    kind: 'overlapping_stays',
    role: 'silent',
    name: 'a visit on the day of discharge',
    make: (hospital) => visitedOn(hospital, '2020-11-09'),
  },
  {
    kind: 'overlapping_stays',
    role: 'silent',
    name: 'admitted elsewhere in the house on the day of discharge, for something else',
    make: (hospital) =>
      settled(
        hospital,
        stay('2020-10-01', '2020-10-09', { diagnoses: fracture }),
        stay('2020-10-09', '2020-10-12'),
      ),
  },
  {
    kind: 'split_stay',
    role: 'planted',
    name: 'discharged and admitted again for the same three days later',
    make: (hospital) => settled(hospital, stay('2020-10-01', '2020-10-09'), stay('2020-10-12', '2020-10-20')),
  },
  {
    kind: 'split_stay',
    role: 'false_alarm',
    name: 'a planned course of chemotherapy every two weeks',
    make: (hospital) =>
      settled(
        hospital,
        stay('2020-10-01', '2020-10-03', { diagnoses: tumour }),
        stay('2020-10-17', '2020-10-19', { diagnoses: tumour }),
      ),
  },
  {
    kind: 'split_stay',
    role: 'silent',
    name: 'admitted again for the same after sixteen days',
    make: (hospital) => settled(hospital, stay('2020-10-01', '2020-10-09'), stay('2020-10-25', '2020-10-30')),
  },
  {
    kind: 'split_stay',
    role: 'silent',
    name: 'admitted again soon for another disease',
    make: (hospital) =>
      settled(
        hospital,
        stay('2020-10-01', '2020-10-09'),
        stay('2020-10-12', '2020-10-20', { diagnoses: fracture }),
      ),
  },
  {
    kind: 'after_death',
    role: 'planted',
    name: 'fees of days after the death',
    make: (hospital) =>
      died(hospital, settled(hospital, { lines: [{ inScope: 900, chargedOn: '2020-11-07' }] }), '2020-11-05'),
  },
  {
    kind: 'after_death',
    role: 'planted',
    name: 'admitted after the death',
    make: (hospital) => died(hospital, settled(hospital), '2020-10-05'),
  },
  {
    kind: 'after_death',
    role: 'false_alarm',
    name: 'a family that comes to settle after a month of mourning',
    make: (hospital) => died(hospital, settled(hospital, {}), '2020-11-09'),
  },
  {
    kind: 'after_death',
    role: 'silent',
    name: 'a family that settles within the month',
    make: (hospital) =>
      died(
        hospital,
        settled(
          hospital,
          stay('2020-12-01', '2020-12-09', { lines: [{ inScope: 800, chargedOn: '2020-12-08' }] }),
        ),
        '2020-12-09',
      ),
  },
  {
    kind: 'after_death',
    role: 'silent',
    name: 'a death at night whose discharge was written the next morning',
    make: (hospital) =>
      died(
        hospital,
        settled(
          hospital,
          stay('2020-12-01', '2020-12-09', { lines: [{ inScope: 800, chargedOn: '2020-12-08' }] }),
        ),
        '2020-12-08',
      ),
  },
  {
    kind: 'daily_item',
    role: 'silent',
    name: 'a bed on a tenth date that was returned on the same day',
    make: (hospital) =>
      settled(hospital, {
        lines: Array.from({ length: 10 }, (_, index) => ({
          ...bed,
          chargedOn: `2020-11-${String(index + 1).padStart(2, '0')}`,
        })).concat({ ...bed, quantity: '-1', inScope: -30, chargedOn: '2020-11-10' } as never),
      }),
  },
  {
    kind: 'daily_item',
    role: 'planted',
    name: 'a bed for twelve days of a stay of nine',
    make: (hospital) => settled(hospital, beds('12')),
  },
  {
    kind: 'daily_item',
    role: 'planted',
    name: 'a bed of a stay of one day on two dates',
    make: (hospital) =>
      settled(
        hospital,
        stay('2020-11-01', '2020-11-01', {
          lines: [
            { ...bed, chargedOn: '2020-11-01' },
            { ...bed, chargedOn: '2020-11-02' },
          ],
        }),
      ),
  },
  {
    kind: 'daily_item',
    role: 'false_alarm',
    name: 'a room of two beds for one patient in isolation',
    make: (hospital) => settled(hospital, beds('18')),
  },
  {
    kind: 'daily_item',
    role: 'silent',
    name: 'a bed for the first and the last day as well',
    make: (hospital) => settled(hospital, beds('9')),
  },
  {
    kind: 'daily_item',
    role: 'silent',
    name: 'too many beds, some of them given back',
    make: (hospital) =>
      settled(hospital, {
        lines: [
          { ...bed, quantity: '12' },
          { ...bed, quantity: '-3', inScope: -10 },
        ],
      }),
  },
  {
    kind: 'daily_item',
    role: 'silent',
    name: 'nursing by the hour',
    make: (hospital) => settled(hospital, beds('100', { costClass: 'nursing', unit: '小时' })),
  },
  {
    kind: 'rise_before_cap',
    role: 'planted',
    name: 'costs that rise until just below the limit',
    make: (hospital) => settled(hospital, rising),
  },
  {
    kind: 'rise_before_cap',
    role: 'false_alarm',
    name: 'the last days in intensive care, by chance just below the limit',
    make: (hospital) => settled(hospital, byDay(25, 25, 25, 25, 25, 25, 140, 140, 140)),
  },
  {
    kind: 'rise_before_cap',
    role: 'silent',
    name: 'just below the limit, every day as the other',
    make: (hospital) => settled(hospital, even),
  },
  {
    kind: 'rise_before_cap',
    role: 'silent',
    name: 'costs that rise far from the limit',
    make: (hospital) => settled(hospital, farFromLimit),
  },
  {
    kind: 'rise_before_cap',
    role: 'silent',
    name: 'costs that rise beyond the limit',
    make: (hospital) => settled(hospital, cutByLimit),
  },
];
