import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planHousehold } from '../../../electron/service/household/plan.ts';
import { readHouseholdOf } from '../../../electron/service/household/read.ts';
import { householdRequests } from '../../../shared/contract/household.ts';
import { actsOf } from '../audit/acts-of.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, addPerson, addStay, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';
import { by, settleBy } from '../payments/paying.ts';

let hospital: TestHospital;
let personId: string;

/** 王秀英 was settled on 10 March and owes 5,000.00; 王小明 lies here; 李建国 is of another household. */
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  const patient = addPatient(hospital, { name: '王秀英', entry: { householdNumber: 'H77' } });
  ({ personId } = patient);
  settleBy(hospital, patient.stayId, { payments: [by('deferred', 500_000)] });
  const child = addPerson(hospital, {
    name: '王小明',
    insuranceState: 'none',
    eligibilities: [{ category: 'subsistence_allowance', beginsOn: '2018-01-01', endsOn: '2019-12-31' }],
    entry: { householdNumber: 'H77', relation: '孙子' },
  });
  addStay(hospital, child, { dischargedOn: null });
  addPerson(hospital, { name: '李建国', entry: { householdNumber: 'H78' } });
});
afterEach(() => hospital.close());

const read = () => {
  const household = readHouseholdOf(hospital.context, personId);
  expect(householdRequests['household.read'].output.parse(household)).toEqual(household);
  return household;
};
const plan = (more: object = {}) =>
  planHousehold(hospital.context, hospital.actor('clerk'), {
    personId,
    doctorName: '陈医生',
    doctorPlace: '青山镇卫生院',
    doctorPhone: '13900000009',
    note: '每月送药一次，由村医负责',
    ...more,
  });

describe('the page of a household', () => {
  it('says who belongs to it, what each is entitled to and the year so far to the fen, and of nobody else', () => {
    const { members, total, householdNumber, year } = read();
    expect([householdNumber, year, members.map(({ name }) => name)]).toEqual([
      'H77',
      2020,
      ['王秀英', '王小明'],
    ]);
    expect(members[0]).toMatchObject({
      settlementCount: 1,
      openStayCount: 0,
      totalFen: 6_000_000,
      personalFen: 500_000,
      owedFen: 500_000,
    });
    expect(members[1]).toMatchObject({
      relation: '孙子',
      insuranceState: 'none',
      openStayCount: 1,
      totalFen: 0,
      eligibilities: [{ category: 'subsistence_allowance', validToday: false }],
    });
    expect(total).toEqual({
      settlementCount: 1,
      totalFen: 6_000_000,
      personalFen: 500_000,
      owedFen: 500_000,
    });
  });

  it('keeps family doctor and plan, the newest first, and what stood there before', async () => {
    expect(read().plans).toEqual([]);
    plan();
    expect(plan({ note: '改为每两周一次' }).plans).toMatchObject([
      { doctorName: '陈医生', note: '改为每两周一次', byName: '测试1号' },
      { note: '每月送药一次，由村医负责' },
    ]);
    expect(await refusalCode(async () => plan({ doctorName: '', note: '' }))).toBe('household_plan_empty');
    expect(read().plans).toHaveLength(2);
    expect(actsOf(hospital, 'household.planned')).toEqual([personId, personId]);
  });

  it('is not there for whom the roster gives no number', async () => {
    const alone = addPerson(hospital, { entry: { householdNumber: null } });
    expect(await refusalCode(async () => readHouseholdOf(hospital.context, alone))).toBe(
      'household_number_missing',
    );
  });
});
