import { chainRequest, previewChain, run as runChain } from '../corrections/late.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { addPerson, settle } from '../harness/patient.ts';
import { fracture, type Pattern, stay, stroke, tumour } from './pattern.ts';
import { bed, type MadeStay, reversed, settled, stayOf, waived } from './settled.ts';

/** Rounds are months, so that every round has accounts of its own. */
const monthOf = (round: number): string => `2020-${String(round + 2).padStart(2, '0')}`;
const share = (own: number, department: string): MadeStay => ({
  department,
  lines: [{ inScope: 1000 - own }, { ownExpense: own }],
});

async function inMonth(hospital: TestHospital, round: number, act: () => Promise<void>): Promise<void> {
  const now = hospital.clock.now().toISOString();
  hospital.clock.set(`${monthOf(round)}-20T02:00:00.000Z`);
  await act();
  hospital.clock.set(now);
}

const past = stay('2020-01-02', '2020-01-10', { lines: [{ inScope: 500, chargedOn: '2020-01-03' }] });

async function takenBack(
  hospital: TestHospital,
  round: number,
  role: 'cashier_lead' | 'finance',
): Promise<string> {
  await inMonth(hospital, round, () => reversed(hospital, role, 5, past));
  return `${hospital.actor(role).displayName} ${monthOf(round)}`;
}

/** Three reversals and a chain of four settled again in one act: four acts. */
async function chained(hospital: TestHospital, round: number): Promise<string> {
  await inMonth(hospital, round, async () => {
    await reversed(hospital, 'clerk', 3, {
      ...past,
      lines: [{ ...bed, quantity: '40', chargedOn: '2020-01-03' }],
    });
    const personId = addPerson(hospital);
    const [first] = [stroke, tumour, fracture, stroke].map(
      (diagnoses) =>
        settle(hospital, stayOf(hospital, personId, { ...past, admittedOn: '2020-01-10', diagnoses }))
          .settlementId,
    );
    await runChain(
      hospital,
      chainRequest(hospital, previewChain(hospital, { settlementId: first!, resettleFirst: true })),
    );
  });
  return `${hospital.actor('clerk').displayName} ${monthOf(round)}`;
}

function department(hospital: TestHospital, round: number, name: string, own: number): string {
  const title = `${name}${round + 1}区`;
  settled(hospital, share(own, title));
  return title;
}

/** Waivers, accounts and departments. */
export const wholePatterns: readonly Pattern[] = [
  {
    kind: 'waivers',
    role: 'planted',
    name: 'three waivers for one person',
    make: (hospital) => waived(hospital, 3),
  },
  {
    kind: 'waivers',
    role: 'false_alarm',
    name: 'a household in lasting hardship, waived four times',
    make: (hospital) => waived(hospital, 4),
  },
  {
    kind: 'waivers',
    role: 'silent',
    name: 'two waivers for one person',
    make: (hospital) => waived(hospital, 2),
  },
  {
    kind: 'reversals',
    role: 'planted',
    name: 'an account that reverses five times in a month',
    make: (hospital, round) => takenBack(hospital, round, 'cashier_lead'),
  },
  {
    kind: 'reversals',
    role: 'false_alarm',
    name: 'an account that takes back what a wrong fee file did to five people',
    make: (hospital, round) => takenBack(hospital, round, 'finance'),
  },
  {
    kind: 'reversals',
    role: 'silent',
    name: 'three reversals of what was wrong, and a chain of four settled again in one act',
    make: chained,
  },
  {
    kind: 'out_of_catalogue',
    role: 'planted',
    name: 'a department with a fifth outside the catalogue',
    make: (hospital, round) => department(hospital, round, '骨科', 200),
  },
  {
    kind: 'out_of_catalogue',
    role: 'planted',
    name: 'a department with a fifth above the limits of prices',
    make: (hospital, round) => {
      const title = `心内科${round + 1}区`;
      settled(hospital, { department: title, lines: [{ inScope: 800 }, { overLimit: 200 }] });
      return title;
    },
  },
  {
    kind: 'out_of_catalogue',
    role: 'false_alarm',
    name: 'a small department with one implant that the patient chose',
    make: (hospital, round) => department(hospital, round, '眼科', 150),
  },
  {
    kind: 'out_of_catalogue',
    role: 'silent',
    name: 'a department with exactly a tenth',
    make: (hospital, round) => department(hospital, round, '儿科', 100),
  },
];
