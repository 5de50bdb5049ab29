import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readHospital, today, writeSetting } from '../../../electron/service/hospital/settings.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';

const day = (text: string) => text as LocalDate;
let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

describe('the settings of the hospital', () => {
  it('count from their day on, and earlier days keep what counted for them', () => {
    const { context } = hospital;
    writeSetting(context, hospital.actor('information_office'), 'level', 3, day('2020-03-01'));
    expect(readHospital(context, day('2020-02-29')).level).toBe(2);
    expect(readHospital(context, day('2020-03-01')).level).toBe(3);
  });

  it('that was recorded last counts when two begin on the same day', () => {
    const { context } = hospital;
    writeSetting(context, undefined, 'windowName', '一号窗', day('2020-03-01'));
    writeSetting(context, undefined, 'windowName', '二号窗', day('2020-03-01'));
    expect(readHospital(context, day('2020-03-01')).windowName).toBe('二号窗');
  });

  it('that was recorded last counts also after the clock was set back', () => {
    const { context } = hospital;
    writeSetting(context, undefined, 'windowName', '一号窗', day('2020-03-01'));
    const earlier = { ...context, newId: () => '01000000-0000-7000-8000-000000000000' };
    writeSetting(earlier, undefined, 'windowName', '二号窗', day('2020-03-01'));
    expect(readHospital(context, day('2020-03-01')).windowName).toBe('二号窗');
  });

  it('that were taken back before they were kept do not count', () => {
    const { context } = hospital;
    const takeBack = context.database.transaction(() => {
      writeSetting(context, undefined, 'level', 3, day('2020-03-01'));
      expect(readHospital(context, day('2020-03-01')).level).toBe(3);
      throw new Error('taken back');
    });
    expect(takeBack).toThrow('taken back');
    expect(readHospital(context, day('2020-03-01')).level).toBe(2);
    // Its row takes the place in the file that the row before had.
    writeSetting(context, undefined, 'level', 1, day('2020-03-01'));
    expect(readHospital(context, day('2020-03-01')).level).toBe(1);
  });

  it('that are missing are named in the refusal', () => {
    expect(() => readHospital(hospital.context, day('2019-12-31'))).toThrow(
      /hospital_not_set_up.*hospitalName/,
    );
  });

  it('that make no sense are refused before they are written', () => {
    const write = () => writeSetting(hospital.context, undefined, 'level', 4 as never, day('2020-03-01'));
    expect(write).toThrow('Invalid input');
    expect(readHospital(hospital.context, day('2020-03-01')).level).toBe(2);
  });

  it('make the business day a day of the hospital, not of Greenwich', () => {
    hospital.clock.set('2020-03-10T15:59:59.999Z');
    expect(today(hospital.context)).toBe('2020-03-10');
    hospital.clock.set('2020-03-10T16:00:00.000Z');
    expect(today(hospital.context)).toBe('2020-03-11');
  });
});
