import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parameterNames, type ParameterValues } from '../../../shared/contract/parameters.ts';
import {
  changeBackupFolder,
  changeParameters,
  readParameters,
} from '../../../electron/service/hospital/parameters.ts';
import { readSetting } from '../../../electron/service/hospital/settings.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { day } from '../harness/patient.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const secondPerson = { login: 'finance', password: testPassword };
const change = (values: Partial<ParameterValues>, fromDay = '2020-03-10', second = secondPerson) =>
  changeParameters(hospital.context, hospital.actor('information_office'), {
    fromDay: day(fromDay),
    values,
    secondPerson: second,
  });

describe('the parameters of a hospital', () => {
  it('are all shown with what counts today', () => {
    const { values, backupSecondFolder } = readParameters(hospital.context);
    expect(Object.keys(values).sort()).toEqual([...parameterNames].sort());
    expect(values).toMatchObject({ backupEveryHours: 4, 'unsent.warnCount': 200, 'unsent.stopFen': null });
    expect(backupSecondFolder).toBeNull();
  });

  it('change from their day on, approved and logged in the words of the screen', async () => {
    await change({ backupEveryHours: 2, 'unsent.stopFen': 300_000_000, 'unsent.warnCount': 200 });
    expect(readSetting(hospital.context, 'backupEveryHours')).toBe(2);
    expect(readSetting(hospital.context, 'unsentLimits')).toMatchObject({
      warnCount: 200,
      warnFen: 200_000_000,
      stopFen: 300_000_000,
    });
    const reason = hospital.context.database.prepare('SELECT reason FROM approval').pluck().get();
    expect(reason).toBe('自 2020-03-10 起：两次备份最多相隔 2 小时，多少金额暂停新的结算 3,000,000.00 元');
  });

  it('of settling are the settings that settling reads', async () => {
    await change({ cashRounding: 1, 'difference.warnFen': 50, 'difference.refuseFen': null });
    expect(readSetting(hospital.context, 'cashRounding')).toBe('jiao');
    expect(readSetting(hospital.context, 'trialDifference')).toEqual({ warnFen: 50, refuseFen: null });
    expect(readParameters(hospital.context).values).toMatchObject({
      cashRounding: 1,
      'difference.warnFen': 50,
      'difference.refuseFen': null,
    });
  });

  it('that count from a later day do not count today', async () => {
    await change({ backupKeepNewest: 30 }, '2020-03-11');
    expect(readParameters(hospital.context).values.backupKeepNewest).toBe(14);
    hospital.clock.advanceMs(24 * 3_600_000);
    expect(readParameters(hospital.context).values.backupKeepNewest).toBe(30);
  });

  it.each([
    ['nothing that differs', { backupEveryHours: 4 }, 'parameter_nothing_changed'],
    ['more than a week between copies', { backupEveryHours: 169 }, 'parameter_out_of_bounds'],
    ['no number where one must stand', { diskWarnMegabytes: null }, 'parameter_out_of_bounds'],
    ['a limit of less than a yuan', { 'unsent.stopFen': 99 }, 'parameter_out_of_bounds'],
    ['a warning after the stop', { 'unsent.stopCount': 100 }, 'parameter_warning_useless'],
    ['a rounding that there is not', { cashRounding: 2 }, 'parameter_out_of_bounds'],
    ['a refusal before the warning', { diskRefuseMegabytes: 9_000 }, 'parameter_warning_useless'],
  ] as const)('are not changed by %s, and nothing is written', async (_, values, code) => {
    const before = readParameters(hospital.context);
    await expect(refusalCode(() => change(values))).resolves.toBe(code);
    expect(readParameters(hospital.context)).toEqual(before);
    expect(hospital.context.database.prepare('SELECT count(*) FROM approval').pluck().get()).toBe(0);
  });

  it('are not changed for days that have passed, nor by one person alone', async () => {
    const late = () => change({ backupEveryHours: 2 }, '2020-03-09');
    await expect(refusalCode(late)).resolves.toBe('parameter_day_in_past');
    const alone = { login: 'information_office', password: testPassword };
    const self = () => change({ backupEveryHours: 2 }, '2020-03-10', alone);
    await expect(refusalCode(self)).resolves.toBe('second_person_is_same');
    expect(readSetting(hospital.context, 'backupEveryHours')).toBe(4);
  });

  it('know a second folder for copies, and none again', async () => {
    const actor = hospital.actor('information_office');
    await changeBackupFolder(hospital.context, actor, '/media/usb', secondPerson);
    expect(readParameters(hospital.context).backupSecondFolder).toBe('/media/usb');
    await changeBackupFolder(hospital.context, actor, null, secondPerson);
    expect(readParameters(hospital.context).backupSecondFolder).toBeNull();
  });
});
