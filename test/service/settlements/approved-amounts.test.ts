import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putIntoForce } from '../../../electron/service/policy/in-force.ts';
import { approveAmount } from '../../../electron/service/settlements/approved-amounts.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addFees, addPatient, addPerson, addStay, day } from '../harness/patient.ts';
import { refusalCode, refusalOf } from '../harness/refusal.ts';
import { by, settleBy } from '../payments/paying.ts';

let hospital: TestHospital;

/** Hongze: emergency assistance, temporary relief and charity pay what was approved. */
beforeEach(() => {
  hospital = openTestHospital();
  const fileName = 'hongze-2019.yaml';
  putIntoForce(hospital.context, undefined, {
    text: readFileSync(path.join(hospital.context.packsFolder, fileName), 'utf8'),
    fileName,
    fromDay: day('2020-01-01'),
    toDay: null,
    options: { basic_deductible: { 1: 200, 2: 500, 3: 800 }, basic_ratio: { 1: '85%', 2: '75%', 3: '65%' } },
    approvalId: null,
  });
});
afterEach(() => hospital.close());

const region = '320813';
const second = { login: 'finance', password: testPassword };
const patient = () =>
  addPatient(hospital, { region }, { inScope: 5000, ownExpense: 0, overLimit: 0, preSelfPay: 0 });
const approve = (stayId: string, changes: object = {}) =>
  approveAmount(hospital.context, hospital.actor('clerk'), {
    requestId: hospital.context.newId(),
    stayId,
    layer: 'emergency_assistance',
    amountFen: 20_000 as Fen,
    number: '应救〔2020〕7号',
    approvedOn: day('2020-03-08'),
    approver: '县卫健局',
    secondPerson: second,
    ...changes,
  });
const trial = (stayId: string) => trialForWindow(hospital.context, { stayId, asOrdinary: false });

describe('an amount that somebody approved', () => {
  it('pays in its layer, stands on the record, and is approved by a second person', async () => {
    const { stayId } = patient();
    const without = trial(stayId);
    expect(without.byApproval.map(({ layer }) => layer)).toContain('emergency_assistance');
    await approve(stayId);
    const { personalFen, approved, trialHash } = trial(stayId);
    expect(personalFen).toBe(without.personalFen - 20_000);
    expect(trialHash).not.toBe(without.trialHash);
    const record = settleBy(hospital, stayId, { payments: [by('cash', personalFen)] });
    expect(record.approved).toEqual(approved);
    expect(record.approved).toMatchObject([
      { title: '疾病应急救助', amountFen: 20_000, number: '应救〔2020〕7号', approver: '县卫健局' },
    ]);
    expect(record.layers.find(({ layer }) => layer === 'emergency_assistance')?.payFen).toBe(20_000);
    expect(hospital.context.database.prepare('SELECT act FROM approval').pluck().all()).toEqual([
      'settlements.approveAmount',
    ]);
  });

  it('counts as it was approved last, and nothing withdraws it', async () => {
    const { stayId } = patient();
    const { personalFen } = trial(stayId);
    await approve(stayId);
    await approve(stayId, { amountFen: 5_000 });
    expect(trial(stayId).personalFen).toBe(personalFen - 5_000);
    await approve(stayId, { amountFen: 0 });
    expect(trial(stayId)).toMatchObject({ personalFen, approved: [] });
  });

  it('is free again when the settlement that used it is reversed', async () => {
    const { stayId } = patient();
    await approve(stayId);
    const { personalFen } = trial(stayId);
    const { settlementId } = settleBy(hospital, stayId, { payments: [by('cash', personalFen)] });
    expect(await refusalCode(() => approve(stayId))).toBe('stay_already_settled');
    await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: second,
    });
    expect(trial(stayId)).toMatchObject({ personalFen });
  });

  it('pays no more under its number than was approved, however many parts a stay is settled in', async () => {
    const personId = addPerson(hospital, { region });
    const stayId = addStay(hospital, personId, { dischargedOn: null });
    const fees = { inScope: 1000, ownExpense: 0, overLimit: 0, preSelfPay: 0 };
    addFees(hospital, stayId, fees);
    await approve(stayId, { amountFen: 80_000 });
    // 625.00 is all that the part leaves: 175.00 remain.
    const part = settleBy(hospital, stayId, { payments: [], interim: true });
    addFees(hospital, stayId, fees);
    const refusal = await refusalOf(() => approve(stayId, { amountFen: 80_000 }));
    expect(refusal.code).toBe('approval_number_used');
    expect(refusal.sentence).toContain('已用去 625.00 元，只剩 175.00 元');
    await approve(stayId, { amountFen: 17_500 });
    await approve(stayId, { amountFen: 80_000, number: '应救〔2020〕8号' });
    await approve(stayId, { amountFen: 0 });
    await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId: part.settlementId,
      reason: '录错',
      secondPerson: second,
    });
    await approve(stayId, { amountFen: 80_000 });
  });

  it('never leaves less than nothing, and says so', async () => {
    const { stayId } = patient();
    await approve(stayId, { amountFen: 90_000_000 });
    const { personalFen, warnings } = trial(stayId);
    expect(personalFen).toBe(0);
    expect(warnings.map(({ code }) => code)).toContain('approved_more_than_rest');
  });

  it('is refused for a layer that takes none, ahead of its day, below nothing, by one person, or used twice', async () => {
    const { stayId } = patient();
    const refused = (changes: object) => refusalCode(() => approve(stayId, changes));
    expect(await refused({ layer: 'basic_insurance' })).toBe('layer_takes_no_approval');
    expect(await refused({ approvedOn: '2020-03-11' })).toBe('approved_amount_wrong');
    expect(await refused({ amountFen: -1 })).toBe('approved_amount_wrong');
    expect(await refused({ secondPerson: { login: 'clerk', password: testPassword } })).toBe(
      'second_person_is_same',
    );
    await approve(stayId);
    const other = patient();
    expect(await refusalCode(() => approve(other.stayId))).toBe('approval_number_used');
  });

  it('of the same request again is recorded once', async () => {
    const { stayId } = patient();
    const requestId = hospital.context.newId();
    const first = await approve(stayId, { requestId });
    expect(await approve(stayId, { requestId })).toEqual(first);
    expect(await refusalCode(() => approve(stayId, { requestId, amountFen: 1 }))).toBe('request_id_reused');
  });
});
