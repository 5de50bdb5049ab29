import type { YearAnswer } from '../../../shared/contract/year.ts';
import type { YearState } from '../../../shared/engine/claim.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { identifier } from '../../../electron/service/outbox/identifiers.ts';
import { readHospital, today } from '../../../electron/service/hospital/settings.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { nationalPlatform, type Platform } from '../../../electron/service/platform/platform.ts';
import { httpTransport } from '../../../electron/service/platform/transport.ts';
import type { SettledElsewhere } from '../../../electron/service/practice/platform/elsewhere.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import { openStay } from '../../../electron/service/stays/open.ts';
import { askYear } from '../../../electron/service/year/ask-year.ts';
import type { ReferencePlatform } from '../../platform/start.ts';
import type { TestHospital } from '../harness/hospital.ts';
import { addFees, addPerson, day, type TestCost } from '../harness/patient.ts';

/** A platform that speaks to that address, as the window asks it: with a short limit. */
export function platformAt({ context }: TestHospital, url: string, answerTimeoutMs = 3_000): Platform {
  return nationalPlatform({
    hospital: readHospital(context, today(context)),
    transport: httpTransport(url, context.clock, {
      connectTimeoutMs: 1_000,
      answerTimeoutMs,
      answerBytes: 200_000,
    }),
    clock: context.clock,
    newId: () => context.newId(),
  });
}

export function ask(hospital: TestHospital, personId: string, platform: Platform): Promise<YearAnswer> {
  return askYear(hospital.context, hospital.actor('clerk'), personId, platform);
}

let lastStay = 0;

/** A stay whose admission goes to the platform, too; in scope as given and nothing besides. @returns the id */
export function admitted(hospital: TestHospital, personId: string, cost: TestCost): string {
  lastStay += 1;
  const { stayId } = openStay(hospital.context, hospital.actor('clerk'), {
    requestId: hospital.context.newId(),
    personId,
    admissionNumber: `YEAR${lastStay}`,
    place: 'county',
    department: '神经内科',
    bed: null,
    admittedOn: day('2020-03-01'),
    dischargedOn: day('2020-03-09'),
    diagnoses: [{ code: 'I63.9', name: '脑梗死' }],
  });
  addFees(hospital, stayId, { ownExpense: 0, overLimit: 0, preSelfPay: 0, ...cost });
  return stayId;
}

export function patient(hospital: TestHospital, cost: TestCost): { personId: string; stayId: string } {
  const personId = addPerson(hospital);
  return { personId, stayId: admitted(hospital, personId, cost) };
}

export const fen = (amount: number): Fen => amount as Fen;

/** 11,100.00 of burden, more than the 5,000.00 that critical illness insurance leaves to the patient. */
export const elsewhere: YearState = {
  criticalIllnessBurdenFen: fen(1_110_000),
  personalFen: fen(400_000),
  personalInScopeFen: fen(100_000),
  deductibleFen: fen(30_000),
  stays: 1,
  paidFen: {
    basic_insurance: fen(2_590_000),
    critical_illness: fen(396_500),
    supplementary: fen(613_500),
  },
};

/** The platform learns of a stay in another hospital; `sign` −1 takes it back there. */
export async function settleElsewhere(
  hospital: TestHospital,
  platform: ReferencePlatform,
  personId: string,
  sign: 1 | -1 = 1,
): Promise<void> {
  const { idNumber } = readPerson(hospital.context, personId);
  const { criticalIllnessBurdenFen, personalFen, personalInScopeFen, deductibleFen, stays, paidFen } =
    elsewhere;
  await platform.settledElsewhere({
    idNumber,
    hospitalName: '市中心医院',
    settledOn: '2020-02-11',
    stays: sign * stays,
    burdenFen: sign * criticalIllnessBurdenFen,
    personalFen: sign * personalFen,
    personalInScopeFen: sign * personalInScopeFen,
    deductibleFen: sign * deductibleFen,
    paidFen: Object.fromEntries(Object.entries(paidFen).map(([layer, payFen]) => [layer, sign * payFen])),
  } satisfies SettledElsewhere);
}

export const yearOfPerson = (hospital: TestHospital, personId: string): YearState =>
  readYearState(hospital.context, personId, 'resident', 2020);

export const snapshotCount = ({ context }: TestHospital): number =>
  Number(context.database.prepare('SELECT count(*) FROM year_snapshot').pluck().get());

export const personNumberOf = ({ context }: TestHospital, personId: string): string | null =>
  identifier(context, 'person', personId);
