import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareChain } from '../../../electron/service/corrections/preview-chain.ts';
import { runChain } from '../../../electron/service/corrections/run-chain.ts';
import { debtsOf } from '../../../electron/service/debts/debts.ts';
import { payDebt } from '../../../electron/service/debts/pay.ts';
import { balances } from '../../../electron/service/ledger/balances.ts';
import { settlementsOfStay } from '../../../electron/service/settlements/parts.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { readYearState } from '../../../electron/service/settlements/year-state.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addFees, addPerson, addStay, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';
import { by, due, settleBy } from '../payments/paying.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital, { basic_deductible: { 1: 200, 2: 500, 3: 900 } });
});
afterEach(() => hospital.close());

const inScope = (yuan: number) => ({ inScope: yuan, ownExpense: 0, overLimit: 0, preSelfPay: 0 });
const year = (personId: string, inYear = 2020) =>
  readYearState(hospital.context, personId, 'resident', inYear);
const second = { login: 'finance', password: testPassword };

function longStay() {
  const personId = addPerson(hospital);
  const stayId = addStay(hospital, personId, { admittedOn: '2020-01-05', dischargedOn: null });
  addFees(hospital, stayId, inScope(3000));
  return { personId, stayId };
}

function part(stayId: string, ...more: ReturnType<typeof due>[]) {
  const { personalFen } = trialForWindow(hospital.context, { stayId, asOrdinary: false, interim: true });
  const payments = [by(more.length === 0 ? 'cash' : 'deferred', personalFen)];
  return settleBy(hospital, stayId, {
    payments,
    interim: true,
    ...(more.length === 0 ? {} : { instalments: more }),
  });
}

function discharge(stayId: string, on = '2020-03-09'): void {
  hospital.context.database
    .prepare(
      `INSERT INTO stay_detail (id, stay_id, place, department, bed, admitted_on, discharged_on, diagnoses,
         recorded_at, recorded_by) SELECT ?, stay_id, place, department, bed, admitted_on, ?,
         diagnoses, recorded_at, recorded_by FROM stay_detail WHERE stay_id = ?`,
    )
    .run(hospital.context.newId(), on, stayId);
}

const final = (stayId: string) => {
  const { personalFen } = trialForWindow(hospital.context, { stayId, asOrdinary: false });
  return settleBy(hospital, stayId, { payments: [by('cash', personalFen)] });
};
const reverse = (settlementId: string) =>
  reverseSettlement(hospital.context, hospital.actor('clerk'), {
    requestId: hospital.context.newId(),
    settlementId,
    reason: '录错费用清单',
    secondPerson: second,
  });

describe('a long stay settled in parts', () => {
  it('bears its deductible once, counts as one stay, and the final one settles what remains', () => {
    const { personId, stayId } = longStay();
    const first = part(stayId);
    expect(first).toMatchObject({ kind: 'interim', cost: { totalFen: 300_000 }, deductibleFen: 50_000 });
    addFees(hospital, stayId, inScope(2000));
    const secondPart = part(stayId);
    expect(secondPart).toMatchObject({ kind: 'interim', cost: { totalFen: 200_000 }, deductibleFen: 0 });
    addFees(hospital, stayId, inScope(1000));
    discharge(stayId);
    const last = final(stayId);
    expect(last).toMatchObject({ kind: 'final', cost: { totalFen: 100_000 }, deductibleFen: 0 });
    expect(year(personId)).toMatchObject({ stays: 1, deductibleFen: 50_000 });
    expect(settlementsOfStay(hospital.context, stayId)).toEqual({
      settlementIds: [first, secondPart, last].map(({ settlementId }) => settlementId),
      hasOpenFees: false,
    });
  });

  it('counts once where its parts lie in two years: in that of the first, which bore the deductible', async () => {
    hospital.clock.set('2020-12-30T02:00:00Z');
    const personId = addPerson(hospital);
    const stayId = addStay(hospital, personId, { admittedOn: '2020-12-01', dischargedOn: null });
    addFees(hospital, stayId, inScope(3000));
    const first = part(stayId);
    addFees(hospital, stayId, inScope(1000));
    hospital.clock.set('2021-01-10T02:00:00Z');
    discharge(stayId, '2021-01-08');
    const last = final(stayId);
    expect(last).toMatchObject({ kind: 'final', deductibleFen: 0 });
    const counted = () => [2020, 2021].map((inYear) => year(personId, inYear).stays);
    expect(counted()).toEqual([1, 0]);
    expect(year(personId, 2021).personalFen).toBe(last.personalFen);
    // The next stay of that year is its first, with a deductible of its own.
    const next = addStay(hospital, personId, { admittedOn: '2021-01-08', dischargedOn: '2021-01-10' });
    addFees(hospital, next, inScope(1000));
    const ofNext = final(next);
    expect(ofNext.deductibleFen).toBe(50_000);
    expect(counted()).toEqual([1, 1]);
    await reverse(ofNext.settlementId);
    await reverse(last.settlementId);
    await reverse(first.settlementId);
    expect(counted()).toEqual([0, 0]);
  });

  it('tells the platform of the part and of no discharge, and of the list with the final one alone', () => {
    const { stayId } = longStay();
    part(stayId);
    const kinds = () =>
      hospital.context.database.prepare('SELECT kind FROM outbox ORDER BY sequence').pluck().all();
    expect(kinds()).toEqual(['fees', 'settlement']);
    addFees(hospital, stayId, inScope(1000));
    discharge(stayId);
    final(stayId);
    expect(kinds().slice(2)).toEqual(['fees', 'discharge', 'settlement', 'settlement_list']);
  });

  it('has no part after the discharge, none of nothing, and no final one before it', async () => {
    const { stayId } = longStay();
    const tried = (interim: boolean) =>
      refusalCode(() => trialForWindow(hospital.context, { stayId, asOrdinary: false, interim }));
    expect(await tried(false)).toBe('stay_not_discharged');
    part(stayId);
    expect(await tried(true)).toBe('no_fees');
    addFees(hospital, stayId, inScope(10));
    discharge(stayId);
    expect(await tried(true)).toBe('interim_after_discharge');
    expect(await tried(false)).toBe('not refused');
  });

  it('says which way out there is where something that it settled is given back', async () => {
    const { stayId } = longStay();
    part(stayId);
    addFees(hospital, stayId, { ownExpense: 100, inScope: -50, overLimit: 0, preSelfPay: 0 });
    const refusal = await refusalOf(() => part(stayId));
    expect(refusal.code).toBe('negative_amount');
    expect(refusal.sentence).toContain('请先撤销那次中途结算');
  });

  it('is taken back the last first, and the year is as before each', async () => {
    const { personId, stayId } = longStay();
    const empty = year(personId);
    const first = part(stayId);
    const afterFirst = year(personId);
    addFees(hospital, stayId, inScope(2000));
    const later = part(stayId);
    expect(await refusalCode(() => reverse(first.settlementId))).toBe('reversal_not_last');
    await reverse(later.settlementId);
    expect(year(personId)).toEqual(afterFirst);
    await reverse(first.settlementId);
    expect(year(personId)).toEqual(empty);
    expect(part(stayId).cost.totalFen).toBe(500_000);
  });

  it('is not taken back while a later part stands on its deductible, also one of the next year', async () => {
    const { personId, stayId } = longStay();
    const first = part(stayId);
    hospital.clock.set('2021-01-05T02:00:00.000Z');
    addFees(hospital, stayId, inScope(2000));
    discharge(stayId);
    const last = final(stayId);
    expect(last.deductibleFen).toBe(0);
    await expect(reverse(first.settlementId)).rejects.toThrow(last.slipNumber);
    expect(await refusalCode(() => reverse(first.settlementId))).toBe('reversal_not_last');
    await reverse(last.settlementId);
    await reverse(first.settlementId);
    expect(year(personId)).toMatchObject({ deductibleFen: 0, stays: 0 });
  });

  it('is settled again within a chain as the parts that it was, with its money and its dates', async () => {
    const { personId, stayId } = longStay();
    const first = part(stayId, due('2020-04-10', 10_000), due('2020-05-10', 20_000));
    addFees(hospital, stayId, inScope(2000));
    const later = part(stayId);
    payDebt(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      personId,
      payments: [by('cash', 5_000)],
      signatory: null,
    });
    const question = { settlementId: first.settlementId, resettleFirst: true, asOrdinary: false };
    const { preview } = prepareChain(hospital.context, hospital.actor('clerk'), question);
    expect(preview.patient).toMatchObject({ refundFen: 0, dueFen: 0 });
    const result = await runChain(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      ...question,
      previewHash: preview.previewHash,
      payments: [],
      reason: '名册更正',
      secondPerson: second,
    });
    const again = result.steps.map(({ settledAgainId }) => settledAgainId);
    expect(settlementsOfStay(hospital.context, stayId).settlementIds).toEqual(again);
    const { debts, refunds } = debtsOf(hospital.context, personId);
    expect(refunds).toEqual([]);
    expect(debts.map(({ settlementId, owedFen }) => [settlementId, owedFen])).toEqual([[again[0], 25_000]]);
    expect(debts[0]?.plan?.instalments.map(({ dueOn, openFen }) => [dueOn, openFen])).toEqual([
      ['2020-04-10', 5_000],
      ['2020-05-10', 20_000],
    ]);
    const drawer = balances(hospital.context).find(({ account }) => account === 'cash_drawer');
    expect(drawer?.amountFen).toBe(5_000 + later.personalFen);
  });
});
