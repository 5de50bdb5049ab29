import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFollowUps } from '../../../electron/service/follow-up/due.ts';
import { followUpTable } from '../../../electron/service/follow-up/list-table.ts';
import { recordCall } from '../../../electron/service/follow-up/record.ts';
import { recordDeath } from '../../../electron/service/people/death.ts';
import { readPerson } from '../../../electron/service/people/person.ts';
import { winterOf } from '../../../electron/service/follow-up/winter.ts';
import { applicationsOf } from '../../../electron/service/hardship/applications.ts';
import { reverseSettlement } from '../../../electron/service/settlements/reverse.ts';
import { followUpRequests } from '../../../shared/contract/follow-up.ts';
import { actsOf } from '../audit/acts-of.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { addPatient, day, putSuixianIntoForce } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

import { by, settleBy } from '../payments/paying.ts';

let hospital: TestHospital;
let stayId: string;
let personId: string;
let settlementId: string;

/** Discharged on 9 March and settled on the 10th, critical illness insurance paid; and a small stay beside it. */
beforeEach(() => {
  hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  ({ stayId, personId } = addPatient(hospital, { name: '王秀英' }));
  ({ settlementId } = settleBy(hospital, stayId, { payments: [by('deferred', 500_000)] }));
  const small = addPatient(
    hospital,
    { name: '李建国' },
    { inScope: 2000, ownExpense: 0, overLimit: 0, preSelfPay: 0 },
  );
  settleBy(hospital, small.stayId, { payments: [by('cash', 20_000)] });
});
afterEach(() => hospital.close());

const at = (text: string) => hospital.clock.set(`${text}T02:00:00.000Z`);
const listed = async (which: 'due' | 'needs' = 'due', township = '') => {
  const list = await listFollowUps(hospital.context, { which, township });
  expect(followUpRequests['followUp.list'].output.parse(list)).toEqual(list);
  return list.patients.map(({ personName, occasion, dueOn }) => [personName, occasion, dueOn]);
};
const call = (more: object = {}) => ({
  requestId: hospital.context.newId(),
  stayId,
  occasion: 'discharge' as const,
  calledOn: day('2020-04-20'),
  outcome: 'reached' as const,
  condition: '按时服药',
  needs: [],
  needWords: '',
  apply: null,
  ...more,
});
const record = (more: object = {}) => recordCall(hospital.context, hospital.actor('clerk'), call(more));
const afterDischarge = ['王秀英', 'discharge', '2020-04-08'];

describe('who is to be called', () => {
  it('is due some days after the discharge, as a stay of major disease, until somebody answered', async () => {
    at('2020-04-07');
    expect(await listed()).toEqual([]);
    at('2020-04-20');
    expect(await listed()).toEqual([afterDischarge]);
    expect(await listed('due', '测试镇')).toHaveLength(1);
    expect(await listed('due', '别的镇')).toEqual([]);
    record({ outcome: 'no_answer' });
    expect(await listed()).toEqual([afterDischarge]);
    record();
    expect(await listed()).toEqual([]);
  });

  it('is called once more in winter, once, and not who has died', async () => {
    at('2020-04-20');
    await listed();
    record();
    at('2020-10-31');
    expect(await listed()).toEqual([]);
    at('2020-11-01');
    expect(await listed()).toEqual([['王秀英', 'winter', '2020-11-01']]);
    record({ occasion: 'winter', calledOn: day('2020-11-01') });
    at('2021-02-28');
    expect(await listed()).toEqual([]);
    at('2021-11-02');
    expect(await listed()).toEqual([['王秀英', 'winter', '2021-11-01']]);
    record({ occasion: 'winter', calledOn: day('2021-11-02'), outcome: 'died' });
    at('2022-01-05');
    expect(await listed()).toEqual([]);
  });

  it('is nobody whose settlement was reversed, and one call serves for discharge and winter', async () => {
    at('2020-11-05');
    expect(await listed()).toEqual([afterDischarge]);
    record({ calledOn: day('2020-11-05') });
    expect(await listed()).toEqual([]);
    await reverseSettlement(hospital.context, hospital.actor('clerk'), {
      requestId: hospital.context.newId(),
      settlementId,
      reason: '录错',
      secondPerson: { login: 'cashier_lead', password: testPassword },
    });
    at('2021-11-05');
    expect(await listed()).toEqual([]);
  });

  it('is nobody who is known to be dead, and again whoever is said to live after all', async () => {
    at('2020-04-20');
    const { idNumber } = readPerson(hospital.context, personId);
    const death = (diedOn: string | null) =>
      recordDeath(hospital.context, hospital.actor('finance'), {
        idNumber,
        diedOn: diedOn === null ? null : day(diedOn),
        source: '公安户籍',
      });
    death('2020-04-01');
    expect(await listed()).toEqual([]);
    death(null);
    expect(await listed()).toEqual([afterDischarge]);
    at('2020-04-21');
    record({ outcome: 'died' });
    expect(await listed()).toEqual([]);
    at('2020-11-05');
    expect(await listed()).toEqual([]);
  });

  it('knows the winter from November to February', () => {
    const winters = ['2020-10-31', '2020-11-01', '2020-12-31', '2021-02-28', '2021-03-01'].map((one) =>
      winterOf(day(one)),
    );
    expect(winters).toEqual([undefined, '2020-11-01', '2020-11-01', '2020-11-01', undefined]);
  });
});

describe('a call', () => {
  const money = { needs: ['money', 'medicine'], needWords: '家里没有收入' };
  const apply = { kind: 'charity' as const, addressee: '某县慈善会' };
  beforeEach(async () => {
    at('2020-04-20');
    await listed();
  });

  it('that finds a need keeps it listed, and begins the application with all amounts of the stay', async () => {
    const request = call({ ...money, apply });
    recordCall(hospital.context, hospital.actor('clerk'), request);
    recordCall(hospital.context, hospital.actor('clerk'), request);
    expect(applicationsOf(hospital.context, personId)).toMatchObject([
      { settlementId, kind: 'charity', addressee: '某县慈善会', reason: '回访：家里没有收入' },
    ]);
    expect(await listed('needs')).toEqual([['王秀英', 'discharge', '2020-04-20']]);
    at('2020-12-01');
    record({ occasion: 'winter', calledOn: day('2020-12-01') });
    expect(await listed('needs')).toEqual([]);
  });

  it('is kept with its application or not at all', async () => {
    record({ ...money, apply });
    expect(await refusalCode(async () => record({ ...money, apply }))).toBe('hardship_application_open');
    expect(actsOf(hospital, 'followUp.recorded')).toEqual([stayId]);
    const { patients } = await listFollowUps(hospital.context, { which: 'needs', township: '' });
    expect(patients[0]!.calls).toHaveLength(1);
    expect(patients[0]!.calls[0]).toMatchObject({ hasApplication: true, needs: ['money', 'medicine'] });
  });

  it.each([
    ['follow_up_day_wrong', { calledOn: day('2020-04-21') }],
    ['follow_up_day_wrong', { calledOn: day('2020-03-08') }],
    ['follow_up_need_unsaid', { outcome: 'no_answer', ...money }],
    ['follow_up_need_unsaid', { needs: ['visit'] }],
    ['follow_up_need_unsaid', { needs: ['visit'], needWords: '要复查', apply }],
    ['follow_up_stay_unknown', { stayId: '019f0000-0000-7000-8000-000000000000' }],
  ])('is refused %s', async (code, more) => {
    expect(await refusalCode(async () => record(more))).toBe(code);
    expect(await listed()).toEqual([afterDischarge]);
  });
});

describe('the list for a township', () => {
  it('holds telephone numbers, leaves with a second person only, and is written down', async () => {
    at('2020-04-20');
    const save = (login: 'cashier_lead' | 'clerk') =>
      followUpTable(hospital.context, hospital.actor('clerk'), {
        township: '测试镇',
        secondPerson: { login, password: testPassword },
      });
    expect(await refusalCode(() => save('clerk'))).toBe('second_person_is_same');
    const { table, fileName } = await save('cashier_lead');
    expect(fileName).toBe('回访名单 测试镇 2020-04-20.xlsx');
    expect(JSON.stringify((await readXlsx(table)).sheets)).toContain('13800005678');
    expect(actsOf(hospital, 'followUp.exported')).toEqual([null]);
  });

  it('holds everybody, also where the screen lists the first two hundred alone', async () => {
    for (let more = 0; more < 201; more += 1) {
      settleBy(hospital, addPatient(hospital, {}).stayId, { payments: [by('deferred', 500_000)] });
    }
    at('2020-04-20');
    const { patients, more } = await listFollowUps(hospital.context, { which: 'due', township: '' });
    expect([patients.length, more]).toEqual([200, true]);
    const { table } = await followUpTable(hospital.context, hospital.actor('clerk'), {
      township: '',
      secondPerson: { login: 'cashier_lead', password: testPassword },
    });
    const [due] = (await readXlsx(table)).sheets;
    expect(due!.rows.filter(([name]) => typeof name === 'string' && name !== '姓名').length).toBeGreaterThan(
      201,
    );
  });
});
