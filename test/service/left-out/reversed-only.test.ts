import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerCase, listCases } from '../../../electron/service/left-out/cases.ts';
import { examinePortion } from '../../../electron/service/left-out/examine.ts';
import { readRate } from '../../../electron/service/left-out/rate.ts';
import { leftOutSearch } from '../../../electron/service/left-out/search.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { leftOutRequests, type LeftOutState } from '../../../shared/contract/left-out.ts';
import { importAgain } from '../corrections/late.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import {
  addFees,
  addPerson,
  addStay,
  putSuixianIntoForce,
  registeredPoor,
  settle,
} from '../harness/patient.ts';
import { inThisThread } from '../nightly-search/in-this-thread.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(async () => {
  await leftOutSearch.stop(hospital.context);
  hospital.close();
});

async function searched(): Promise<void> {
  leftOutSearch.begin(hospital.context, hospital.actor('finance'), inThisThread(examinePortion));
  await leftOutSearch.over(hospital.context);
}

const rate = () => {
  const { entitledCount, servedCount, openCount, notPossibleCount } = readRate(hospital.context)!;
  return { entitledCount, servedCount, openCount, notPossibleCount };
};
const cases = (state: LeftOutState) => {
  const listed = { rate: readRate(hospital.context), running: null, ...listCases(hospital.context, state) };
  return leftOutRequests['leftOut.list'].output.parse(listed).cases;
};

async function reverse(settlementId: string): Promise<void> {
  await reverseSettlement(hospital.context, hospital.actor('clerk'), {
    requestId: hospital.context.newId(),
    settlementId,
    reason: '名册后来认定',
    secondPerson: { login: 'finance', password: testPassword },
  });
}

/** Settled as ordinary so many times, in the roster later, and found. */
async function leftOutPerson(stayCount = 1): Promise<{ stayIds: string[]; settlementIds: string[] }> {
  const personId = addPerson(hospital, { eligibilities: [] });
  const stayIds: string[] = [];
  const settlementIds: string[] = [];
  for (let stay = 0; stay < stayCount; stay += 1) {
    const stayId = addStay(hospital, personId);
    addFees(hospital, stayId);
    stayIds.push(stayId);
    settlementIds.push(settle(hospital, stayId, true).settlementId);
  }
  importAgain(hospital, personId, [registeredPoor]);
  await searched();
  return { stayIds, settlementIds };
}

const open = { entitledCount: 1, servedCount: 0, openCount: 1, notPossibleCount: 0 };
const served = { entitledCount: 1, servedCount: 1, openCount: 0, notPossibleCount: 0 };

it('stays open after a reversal alone, over the next search, until its stay is settled anew', async () => {
  const { stayIds, settlementIds } = await leftOutPerson();
  expect(cases('open')).toMatchObject([{ isReversed: false }]);
  await reverse(settlementIds[0]!);
  const caseId = cases('open')[0]!.caseId;
  expect([rate(), cases('open'), cases('corrected')]).toMatchObject([
    open,
    [{ caseId, isReversed: true }],
    [],
  ]);
  await searched();
  expect([rate(), cases('open'), cases('lapsed')]).toMatchObject([open, [{ caseId, isReversed: true }], []]);
  settle(hospital, stayIds[0]!);
  expect([rate(), cases('open'), cases('corrected')]).toMatchObject([served, [], [{ caseId }]]);
  await searched();
  expect(rate()).toEqual(served);
});

it('is open again when what was settled anew is reversed, too', async () => {
  const { stayIds, settlementIds } = await leftOutPerson();
  await reverse(settlementIds[0]!);
  await reverse(settle(hospital, stayIds[0]!).settlementId);
  expect([rate(), cases('open')]).toMatchObject([open, [{ isReversed: true }]]);
});

it('is answered like any other, and the answer counts over the next search', async () => {
  const { settlementIds } = await leftOutPerson();
  await reverse(settlementIds[0]!);
  const actor = hospital.actor('cashier_lead');
  const { caseId } = cases('open')[0]!;
  answerCase(hospital.context, actor, { caseId, answer: 'not_possible', reason: '出院后找不到人' });
  const notPossible = { entitledCount: 1, servedCount: 0, openCount: 0, notPossibleCount: 1 };
  expect(rate()).toEqual(notPossible);
  await searched();
  expect([rate(), cases('answered')]).toMatchObject([notPossible, [{ caseId, isReversed: true }]]);
  answerCase(hospital.context, actor, { caseId, answer: 'not_due', reason: '核实后不应享受' });
  const nobody = { entitledCount: 0, servedCount: 0, openCount: 0, notPossibleCount: 0 };
  expect(rate()).toEqual(nobody);
});

it('counts a person once, though one stay was only reversed and another settled anew with too little', async () => {
  const { stayIds, settlementIds } = await leftOutPerson(2);
  await reverse(settlementIds[1]!);
  await reverse(settlementIds[0]!);
  const personId = cases('open')[0]!.personId;
  importAgain(hospital, personId, []);
  settle(hospital, stayIds[1]!, true);
  importAgain(hospital, personId, [registeredPoor]);
  await searched();
  expect(cases('open').map(({ isReversed }) => isReversed)).toEqual([true, false]);
  expect(rate()).toEqual(open);
});
