import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { storedYear, upToSettlement } from '../../../electron/service/workbench/replay/stored-year.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import {
  addFees,
  addPerson,
  addStay,
  day,
  insuredRegion,
  putSuixianIntoForce,
  settle,
  suixianText,
} from '../harness/patient.ts';

const otherRegion = '421399';
let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  putIntoForce(hospital.context, undefined, {
    text: suixianText(hospital).replace(`region: "${insuredRegion}"`, `region: "${otherRegion}"`),
    fileName: 'other.yaml',
    fromDay: day('2020-01-01'),
    toDay: null,
    options: {},
    approvalId: null,
  });
});
afterEach(() => hospital.close());

/** A further stay of so many yuan in scope. @returns the settlement's id */
function settleMore(personId: string, inScope: number): string {
  const stayId = addStay(hospital, personId);
  addFees(hospital, stayId, { inScope });
  return settle(hospital, stayId).settlementId;
}

/** A person with stays of so many yuan in scope, settled one after the other. @returns the settlements' ids */
function person(region: string, ...inScope: readonly number[]): string[] {
  const personId = addPerson(hospital, { region });
  return inScope.map((yuan) => settleMore(personId, yuan));
}

async function reverse(settlementId: string | undefined): Promise<void> {
  await reverseSettlement(hospital.context, hospital.actor('clerk'), {
    requestId: hospital.context.newId(),
    settlementId: settlementId!,
    reason: '录错',
    secondPerson: { login: 'cashier_lead', password: testPassword },
  });
}

/** The year as it is walked, by what was in scope, in yuan: a list for each person who follows another. */
function walked(region: string | null, rowsAtOnce?: number): number[][] {
  const people: number[][] = [];
  let last: number | undefined;
  for (const { yearKey, claim } of storedYear(
    hospital.context.database,
    { year: 2020, region },
    rowsAtOnce,
  )) {
    if (yearKey !== last) people.push([]);
    last = yearKey;
    people.at(-1)!.push(claim.cost.inScopeFen / 100);
  }
  return people;
}

describe('the walk through a stored year', () => {
  it('goes from person to person, passes by what was reversed, and is the same in portions of any size', async () => {
    const early = addPerson(hospital);
    settleMore(early, 1000);
    const [only] = person(otherRegion, 2000);
    person(otherRegion, 3000, 3001, 3002);
    const [, , last] = person(insuredRegion, 4000, 4001, 4002);
    // Settled last, but it stands with the first person.
    const late = settleMore(early, 1001);
    await reverse(last);
    await reverse(late);
    await reverse(only);
    const all = [[1000], [3000, 3001, 3002], [4000, 4001]];
    for (const rowsAtOnce of [1, 2, 3, 200]) expect(walked(null, rowsAtOnce)).toEqual(all);
    expect(walked(null)).toEqual(all);
    expect(walked(insuredRegion, 2)).toEqual([[1000], [4000, 4001]]);
    expect(walked(otherRegion, 2)).toEqual([[3000, 3001, 3002]]);
    expect(walked('429913')).toEqual([]);
  });

  it('knows what came out then', () => {
    person(insuredRegion, 54_000);
    const [stored] = storedYear(hospital.context.database, { year: 2020, region: null });
    expect(stored?.paid).toEqual({
      layers: ['basic_insurance', 'critical_illness', 'supplementary'],
      fen: [4_320_000, 377_000, 803_000],
      personalFen: 500_000,
    });
  });

  it('up to a settlement ends with it, reversed or not, and leaves out what else was reversed', async () => {
    const [first, second] = person(insuredRegion, 5000, 5001);
    const upTo = (id: string | undefined) =>
      upToSettlement(hospital.context.database, id!).map(({ claim }) => claim.cost.inScopeFen / 100);
    expect([upTo(first), upTo(second)]).toEqual([[5000], [5000, 5001]]);
    await reverse(second);
    expect(upTo(second)).toEqual([5000, 5001]);
    await reverse(first);
    expect(upTo(second)).toEqual([5001]);
  });
});
