import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trialForWindow } from '../../../electron/service/settlements/trial.ts';
import { trialSchema } from '../../../shared/contract/settlements.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import {
  addFees,
  addPatient,
  addStay,
  putSuixianIntoForce,
  registeredPoor,
  settle,
} from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
});
afterEach(() => hospital.close());

const count = (table: string) =>
  Number(hospital.context.database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
const counts = () =>
  [
    'settlement',
    'settlement_layer',
    'settlement_fee_list',
    'ledger_posting',
    'ledger_entry',
    'outbox',
    'audit',
  ].map(count);
const trial = (stayId: string, asOrdinary = false) =>
  trialForWindow(hospital.context, { stayId, asOrdinary });

describe('a trial', () => {
  it('says what each payer pays and writes nothing', () => {
    const { stayId } = addPatient(hospital);
    const changes = () => hospital.context.database.prepare('SELECT total_changes()').pluck().get();
    const before = changes();
    const rows = counts();
    const answer = trial(stayId);
    expect(trialSchema.parse(answer)).toEqual(answer);
    expect(answer.layers.map(({ layer, payFen }) => [layer, payFen])).toEqual([
      ['basic_insurance', 4_320_000],
      ['critical_illness', 377_000],
      ['medical_assistance', 0],
      ['supplementary', 803_000],
    ]);
    expect(answer.personalFen).toBe(500_000);
    expect(answer.personalCapital).toBe('伍仟元整');
    expect(answer.layers[0]!.sentences.length).toBeGreaterThan(1);
    expect(counts()).toEqual(rows);
    expect(changes()).toBe(before);
  });

  it('is the same twice, and another after anything that decides has changed', () => {
    const { stayId, personId } = addPatient(hospital);
    const first = trial(stayId).trialHash;
    expect(trial(stayId).trialHash).toBe(first);
    const seen = new Set([first]);
    const changes = [
      () => addFees(hospital, stayId, { ownExpense: 1, inScope: 0, overLimit: 0, preSelfPay: 0 }),
      () => putSuixianIntoForce(hospital, { guarantee_base: 'in_scope' }),
      () => hospital.clock.set('2020-03-11T02:00:00.000Z'),
      () => {
        const other = addStay(hospital, personId);
        addFees(hospital, other);
        settle(hospital, other);
      },
    ];
    for (const change of changes) {
      change();
      seen.add(trial(stayId).trialHash);
    }
    expect(seen.size).toBe(changes.length + 1);
  });
});

describe('who may be settled, and when', () => {
  const tryTo = (stayId: string, asOrdinary = false) => refusalCode(() => trial(stayId, asOrdinary));

  it('not a stay without fees, or whose fees were all returned', async () => {
    const { personId } = addPatient(hospital);
    const stayId = addStay(hospital, personId);
    expect(await tryTo(stayId)).toBe('no_fees');
    addFees(hospital, stayId, { ownExpense: 0, inScope: 10, overLimit: 0, preSelfPay: 0 });
    addFees(hospital, stayId, { ownExpense: 0, inScope: -10, overLimit: 0, preSelfPay: 0 });
    expect(await tryTo(stayId)).toBe('no_fees');
  });

  it('not a stay whose fees are less than nothing', async () => {
    const { stayId } = addPatient(hospital, {}, { inScope: -100_000 });
    expect(await tryTo(stayId)).toBe('negative_amount');
  });

  it('not a patient who is not discharged, or only tomorrow', async () => {
    const { personId } = addPatient(hospital);
    for (const dischargedOn of [null, '2020-03-11']) {
      const stayId = addStay(hospital, personId, { dischargedOn });
      addFees(hospital, stayId);
      expect(await tryTo(stayId)).toBe('stay_not_discharged');
    }
  });

  it('an eligibility counts on its last day and no day longer; then only the explicit choice settles', async () => {
    const endsOn = '2020-03-10';
    const { stayId } = addPatient(hospital, { eligibilities: [{ ...registeredPoor, endsOn }] });
    expect(trial(stayId).eligibilities).toEqual(['registered_poor']);
    hospital.clock.set('2020-03-10T16:00:00.000Z');
    expect(await tryTo(stayId)).toBe('eligibility_ended');
    const ordinary = trial(stayId, true);
    expect(ordinary).toMatchObject({ asOrdinary: true, eligibilities: [], personalFen: 1_680_000 });
    expect(settle(hospital, stayId, true)).toMatchObject({ eligibilities: [], personalFen: 1_680_000 });
  });

  it('nobody becomes ordinary by silence, and nobody loses an eligibility by that choice', async () => {
    const { stayId } = addPatient(hospital, { eligibilities: [] });
    expect(await tryTo(stayId)).toBe('no_eligibility');
    expect(await tryTo(stayId, true)).toBe('not refused');
    expect(await tryTo(addPatient(hospital).stayId, true)).toBe('eligibility_counts');
  });

  it('whoever is not insured gets nothing from the insurances, as the pack says', () => {
    const { stayId } = addPatient(hospital, { insuranceState: 'none' });
    const paid = Object.fromEntries(trial(stayId).layers.map(({ layer, payFen }) => [layer, payFen]));
    expect(paid).toMatchObject({ basic_insurance: 0, critical_illness: 0 });
  });

  it('not without a policy for the insured place, and not where no rule of it matches', async () => {
    const { stayId } = addPatient(hospital, { region: '429998' });
    expect(await tryTo(stayId)).toBe('no_policy_in_force');
    const { personId } = addPatient(hospital);
    const unreferred = addStay(hospital, personId, { place: 'unreferred' });
    addFees(hospital, unreferred);
    expect(await tryTo(unreferred)).toBe('no_rule');
  });
});
