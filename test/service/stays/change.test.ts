import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeStay } from '../../../electron/service/stays/change.ts';
import { readStay } from '../../../electron/service/stays/stay.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addFees, addPerson, addStay, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
let stayId: string;
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  stayId = addStay(hospital, addPerson(hospital), { admittedOn: '2020-03-01', dischargedOn: null });
});
afterEach(() => hospital.close());

type Change = Partial<Parameters<typeof changeStay>[2]>;

function change(to: Change) {
  const { place, department, bed, admittedOn, dischargedOn, diagnoses } = readStay(hospital.context, stayId);
  const whole = { stayId, place, department, bed, admittedOn, dischargedOn, diagnoses, ...to };
  return changeStay(hospital.context, hospital.actor('clerk'), whole);
}

const details = () =>
  hospital.context.database.prepare('SELECT discharged_on, bed FROM stay_detail ORDER BY rowid').raw().all();

describe('a change of a stay', () => {
  it('makes a stay without a discharge day one that can be settled', async () => {
    addFees(hospital, stayId);
    expect(await refusalCode(() => settle(hospital, stayId))).toBe('stay_not_discharged');
    expect(change({ dischargedOn: day('2020-03-09') }).dischargedOn).toBe('2020-03-09');
    expect(settle(hospital, stayId).kind).toBe('final');
  });

  it('is a fact beside the earlier one, and the last one counts even when the clock was set back', () => {
    const bed = readStay(hospital.context, stayId).bed;
    hospital.clock.set('2020-03-10T02:00:00Z');
    change({ bed: '12床' });
    hospital.clock.set('2020-03-10T01:00:00Z');
    change({ bed: '15床' });
    expect(details()).toEqual([
      [null, bed],
      [null, '12床'],
      [null, '15床'],
    ]);
    expect(readStay(hospital.context, stayId).bed).toBe('15床');
  });

  it('opens no second bed; of two that were open before each is discharged', async () => {
    const { personId } = readStay(hospital.context, stayId);
    const later = addStay(hospital, personId, { admittedOn: '2020-03-05', dischargedOn: null });
    change({ dischargedOn: day('2020-03-07') });
    stayId = later;
    change({ dischargedOn: day('2020-03-09') });
    stayId = addStay(hospital, personId, { admittedOn: '2020-02-01', dischargedOn: '2020-02-05' });
    expect(await refusalCode(() => change({ dischargedOn: null }))).toBe('stay_still_open');
  });

  it('is refused with days that leave loaded fees outside, and once the stay is settled', async () => {
    change({ dischargedOn: day('2020-03-09') });
    addFees(hospital, stayId);
    const outside = { admittedOn: day('2020-03-09') };
    expect(await refusalCode(() => change(outside))).toBe('charged_outside_stay');
    expect(await refusalCode(() => change({ dischargedOn: day('2020-03-11') }))).toBe('discharged_in_future');
    settle(hospital, stayId);
    expect(await refusalCode(() => change({ bed: '3床' }))).toBe('stay_already_settled');
    expect(details()).toHaveLength(2);
  });
});
