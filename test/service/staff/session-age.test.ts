import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { sessionAt } from '../../../electron/service/staff/session.ts';
import { signIn } from '../../../electron/service/staff/sign-in.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const hourMs = 60 * 60_000;
const enter = () => signIn(hospital.context, 1, { login: 'clerk', password: testPassword });
const isIn = () => sessionAt(hospital.context, 1) !== undefined;
const limit = (hours: number | null) =>
  writeSetting(hospital.context, undefined, 'sessionHours', hours, '2020-01-01' as LocalDate);

describe('a session', () => {
  it('ends after twelve hours unless the hospital says otherwise, and stands in the log', async () => {
    await enter();
    hospital.clock.advanceMs(12 * hourMs - 1);
    expect(isIn()).toBe(true);
    hospital.clock.advanceMs(1);
    expect(isIn()).toBe(false);
    const ended = hospital.context.database
      .prepare("SELECT account_id FROM audit WHERE act = 'staff.session_ended'")
      .pluck();
    expect(ended.all()).toEqual([hospital.actor('clerk').accountId]);
    await enter();
    expect(isIn()).toBe(true);
  });

  it('ends after the hours of the parameter, or never', async () => {
    limit(8);
    await enter();
    hospital.clock.advanceMs(8 * hourMs);
    expect(isIn()).toBe(false);
    limit(null);
    await enter();
    hospital.clock.advanceMs(30 * hourMs);
    expect(isIn()).toBe(true);
  });

  it('grows no longer by setting the clock back', async () => {
    await enter();
    hospital.clock.advanceMs(-20 * hourMs);
    expect(isIn()).toBe(false);
  });
});
