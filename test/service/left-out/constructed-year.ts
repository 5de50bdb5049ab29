import { readFileSync } from 'node:fs';
import path from 'node:path';
import { insertRow } from '../../../electron/service/database/insert-row.ts';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import { recordSnapshot } from '../../../electron/service/settlements/year-snapshot.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import type { TestHospital } from '../harness/hospital.ts';
import {
  addFees,
  addPatient,
  addPerson,
  addStay,
  day,
  putSuixianIntoForce,
  registeredPoor,
  settle,
  type TestEligibility,
  type TestPerson,
} from '../harness/patient.ts';
import { importAgain } from '../corrections/late.ts';

const subsistence = { category: 'subsistence_allowance', beginsOn: '2019-01-01', endsOn: null } as const;
const disabled = { category: 'disabled', beginsOn: '2019-01-01', endsOn: null } as const;
const mental = { category: 'mental_disorder', beginsOn: '2019-01-01', endsOn: null } as const;
const hongze = '320813';

/** What is planted, by the name of the case; `found` says what the search has to say of it. */
export const planted = {
  'settled as ordinary, in the roster for that day later': 'entered_roster',
  'two stays settled as ordinary, in the roster later': 'entered_roster',
  'entitled to a layer by a second eligibility that came later': 'eligibility',
  'a diagnosis that is treated free of charge, known after the settlement': 'disease',
  'settled as not insured, insured by a newer roster': 'insured',
  'settled with insurance suspended, insured by a newer roster': 'insured',
  'settled as insured and ordinary, in the roster but not insured by a newer one': 'entered_roster',
  'in the roster before and after': null,
  'ordinary before and after': null,
  'in the roster from the day after the settlement on': null,
  'out of the roster before the settlement': null,
  'struck from the roster later': null,
  'another eligibility that gives nothing': null,
  'in the roster later with a category to which the county gives nothing': null,
  'a diagnosis that gives nothing, known after the settlement': null,
  'another hospital told of later': null,
  'not insured before and after': null,
  'settled as insured, not insured by a newer roster': null,
} as const;
export type Planted = keyof typeof planted;

/** A year of so many persons of each kind. @returns who is which */
export function constructYear(hospital: TestHospital, eachCount: number): ReadonlyMap<string, Planted> {
  const who = new Map<string, Planted>();
  putSuixianIntoForce(hospital);
  putHongzeIntoForce(hospital);
  for (let round = 0; round < eachCount; round += 1) {
    for (const name of Object.keys(planted) as Planted[]) who.set(construct[name](hospital), name);
  }
  return who;
}

/** The one of the five packs that knows of a disease; made for 2019, put into force for 2020. */
function putHongzeIntoForce({ context }: TestHospital): void {
  putIntoForce(context, undefined, {
    text: readFileSync(path.join(context.packsFolder, 'hongze-2019.yaml'), 'utf8'),
    fileName: 'hongze-2019.yaml',
    fromDay: day('2020-01-01'),
    toDay: null,
    options: {
      basic_deductible: { 1: 200, 2: 500, 3: 800 },
      basic_ratio: { 1: '85%', 2: '75%', 3: '65%' },
    },
    approvalId: null,
  });
}

interface Ordinary {
  readonly stays?: number;
  readonly inScope?: number;
  readonly insuranceState?: TestPerson['insuranceState'];
}

function ordinary(
  hospital: TestHospital,
  { stays = 1, inScope = 54_000, insuranceState = 'normal' }: Ordinary = {},
): string {
  const personId = addPerson(hospital, { eligibilities: [], insuranceState });
  for (let stay = 0; stay < stays; stay += 1) {
    const stayId = addStay(hospital, personId);
    addFees(hospital, stayId, { inScope });
    settle(hospital, stayId, true);
  }
  return personId;
}

function entitled(
  hospital: TestHospital,
  eligibilities: readonly TestEligibility[] = [registeredPoor],
): string {
  const { personId, stayId } = addPatient(hospital, { eligibilities });
  settle(hospital, stayId);
  return personId;
}

/** Treated for something else, as it seemed when it was settled. */
function diagnosedLater(hospital: TestHospital, code: string): string {
  const person = { region: hongze, eligibilities: [mental] };
  const { personId, stayId } = addPatient(hospital, person);
  settle(hospital, stayId);
  const { database } = hospital.context;
  const known = database.prepare<[string], Record<string, string | null>>(
    'SELECT * FROM stay_detail WHERE stay_id = ?',
  );
  const diagnoses = JSON.stringify([{ code, name: '后来的诊断' }]);
  insertRow(database, 'stay_detail', { ...known.get(stayId)!, id: hospital.context.newId(), diagnoses });
  return personId;
}

function toldOfElsewhere(hospital: TestHospital): string {
  const personId = entitled(hospital);
  const { context } = hospital;
  const ours = readYearState(context, personId, 'resident', 2020);
  const amounts = { ...ours, criticalIllnessBurdenFen: (ours.criticalIllnessBurdenFen + 2_000_000) as Fen };
  const asOf = context.clock.now().toISOString();
  const of = { personId, insurance: 'resident', year: 2020, asOf, source: '县平台 5206' };
  recordSnapshot(context, undefined, { ...of, amounts, contains: [] });
  return personId;
}

function later(
  hospital: TestHospital,
  personId: string,
  eligibilities: Parameters<typeof importAgain>[2],
  insuranceState: TestPerson['insuranceState'] = 'normal',
): string {
  importAgain(hospital, personId, eligibilities, { insuranceState });
  return personId;
}

/** How each is made. */
const construct: Readonly<Record<Planted, (hospital: TestHospital) => string>> = {
  'settled as ordinary, in the roster for that day later': (hospital) =>
    later(hospital, ordinary(hospital), [registeredPoor]),
  'two stays settled as ordinary, in the roster later': (hospital) =>
    later(hospital, ordinary(hospital, { stays: 2, inScope: 12_000 }), [registeredPoor]),
  'entitled to a layer by a second eligibility that came later': (hospital) =>
    later(hospital, entitled(hospital, [disabled]), [disabled, subsistence]),
  'a diagnosis that is treated free of charge, known after the settlement': (hospital) =>
    diagnosedLater(hospital, 'F20.0'),
  'in the roster before and after': (hospital) => later(hospital, entitled(hospital), [registeredPoor]),
  'ordinary before and after': (hospital) => later(hospital, ordinary(hospital), []),
  'in the roster from the day after the settlement on': (hospital) =>
    later(hospital, ordinary(hospital), [{ ...registeredPoor, beginsOn: '2020-03-11' }]),
  'out of the roster before the settlement': (hospital) =>
    later(hospital, ordinary(hospital), [{ ...registeredPoor, endsOn: '2020-03-09' }]),
  'struck from the roster later': (hospital) => later(hospital, entitled(hospital), []),
  'another eligibility that gives nothing': (hospital) =>
    later(hospital, entitled(hospital), [registeredPoor, subsistence]),
  'in the roster later with a category to which the county gives nothing': (hospital) =>
    later(hospital, ordinary(hospital), [disabled]),
  'a diagnosis that gives nothing, known after the settlement': (hospital) => diagnosedLater(hospital, 'I10'),
  'another hospital told of later': (hospital) => toldOfElsewhere(hospital),
  'settled as not insured, insured by a newer roster': (hospital) =>
    later(hospital, ordinary(hospital, { insuranceState: 'none' }), []),
  'settled with insurance suspended, insured by a newer roster': (hospital) =>
    later(hospital, ordinary(hospital, { insuranceState: 'suspended' }), []),
  'settled as insured and ordinary, in the roster but not insured by a newer one': (hospital) =>
    later(hospital, ordinary(hospital), [registeredPoor], 'none'),
  'not insured before and after': (hospital) =>
    later(hospital, ordinary(hospital, { insuranceState: 'none' }), [], 'none'),
  'settled as insured, not insured by a newer roster': (hospital) =>
    later(hospital, ordinary(hospital), [], 'suspended'),
};
