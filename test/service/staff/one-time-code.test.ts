import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer } from '../../../electron/service/answer.ts';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { handlers } from '../../../electron/service/handlers.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { approve } from '../../../electron/service/staff/approve.ts';
import { timeStepOf } from '../../../electron/service/staff/one-time-code.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { RequestInput, RequestName, RequestOutput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const [financeWindow, officeWindow] = [1, 2];
const stepMs = 30_000;

async function ask<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
  windowId = financeWindow,
): Promise<RequestOutput<Name>> {
  const asked = { windowId, name, input, fromHost: false, filePath: null };
  const answered = await answer(hospital.context, handlers, asked);
  if (!answered.ok) throw new Refusal(answered.error.code, answered.error.sentence);
  return answered.value as RequestOutput<Name>;
}

const codeOf = (work: () => Promise<unknown>) => refusalCode(work);
const signIn = (login: string, code?: string, windowId = financeWindow, password = testPassword) =>
  ask('staff.signIn', { login, password, ...(code === undefined ? {} : { code }) }, windowId);

/** What the phone shows, so many steps away from now. */
function onPhone(secret: string, steps = 0): string {
  const timestamp = hospital.clock.now().getTime() + steps * stepMs;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

const wrongFor = (secret: string) => (onPhone(secret) === '000000' ? '111111' : '000000');

/** Sets up codes for finance; the next half minute has begun afterwards. */
async function enrol(): Promise<string> {
  await signIn('finance');
  const { secret } = await ask('staff.beginCode', { password: testPassword });
  await ask('staff.confirmCode', { code: onPhone(secret) });
  hospital.clock.advanceMs(stepMs);
  return secret;
}

describe('a one-time code', () => {
  it('is that of RFC 6238, appendix B', () => {
    const secret = Secret.fromLatin1('12345678901234567890').base32;
    for (const [seconds, code] of [
      [59, '287082'],
      [1111111109, '081804'],
      [1234567890, '005924'],
      [20000000000, '353130'],
    ] as const) {
      hospital.clock.set(new Date(seconds * 1000).toISOString());
      expect(timeStepOf(hospital.context, secret, code)).toBe(Math.floor(seconds / 30));
    }
  });

  it('counts nothing before the first right one, and the password was asked', async () => {
    await signIn('finance');
    expect(await codeOf(() => ask('staff.confirmCode', { code: '123456' }))).toBe('one_time_code_not_begun');
    expect(await codeOf(() => ask('staff.beginCode', { password: 'wrong' }))).toBe('password_wrong');
    const { secret, uri } = await ask('staff.beginCode', { password: testPassword });
    expect(uri).toContain(`secret=${secret}`);
    expect(await codeOf(() => ask('staff.confirmCode', { code: wrongFor(secret) }))).toBe(
      'one_time_code_wrong',
    );
    expect(await codeOf(() => signIn('finance'))).toBe('not refused');
  });

  it('is asked for after the right password, and lets in once', async () => {
    const secret = await enrol();
    expect(await codeOf(() => signIn('finance', undefined, 1, 'wrong'))).toBe('sign_in_wrong');
    expect(await codeOf(() => signIn('finance'))).toBe('one_time_code_needed');
    const code = onPhone(secret);
    expect(await codeOf(() => signIn('finance', code, 1, 'wrong'))).toBe('sign_in_wrong');
    expect(await codeOf(() => signIn('finance', code))).toBe('not refused');
    expect(await codeOf(() => signIn('finance', code))).toBe('one_time_code_wrong');
    hospital.reopen();
    expect(await codeOf(() => signIn('finance', code))).toBe('one_time_code_wrong');
  });

  it('counts one step before and after now, never one before the last that counted', async () => {
    const secret = await enrol();
    hospital.clock.advanceMs(10 * stepMs);
    expect(await codeOf(() => signIn('finance', onPhone(secret, 2)))).toBe('one_time_code_wrong');
    expect(await codeOf(() => signIn('finance', onPhone(secret, -2)))).toBe('one_time_code_wrong');
    expect(await codeOf(() => signIn('finance', onPhone(secret, -1)))).toBe('not refused');
    expect(await codeOf(() => signIn('finance', onPhone(secret, 1)))).toBe('not refused');
    expect(await codeOf(() => signIn('finance', onPhone(secret)))).toBe('one_time_code_wrong');
  });

  it('lets one of two in that use it at once', async () => {
    const secret = await enrol();
    const code = onPhone(secret);
    const codes = await Promise.all([1, 2, 3].map((at) => codeOf(() => signIn('finance', code, at))));
    expect(codes.filter((one) => one === 'not refused')).toHaveLength(1);
  });

  it('that is wrong counts towards the lockout, and asking for it takes nothing away and adds nothing', async () => {
    const secret = await enrol();
    for (let each = 0; each < 8; each += 1) {
      expect(await codeOf(() => signIn('finance'))).toBe('one_time_code_needed');
    }
    for (let each = 0; each < 4; each += 1) {
      expect(await codeOf(() => signIn('finance', wrongFor(secret)))).toBe('one_time_code_wrong');
      expect(await codeOf(() => signIn('finance'))).toBe('one_time_code_needed');
    }
    expect(await codeOf(() => signIn('finance', wrongFor(secret)))).toBe('one_time_code_wrong');
    expect(await codeOf(() => signIn('finance', onPhone(secret)))).toBe('sign_in_locked');
    hospital.clock.advanceMs(30_000);
    expect(await codeOf(() => signIn('finance'))).toBe('one_time_code_needed');
    expect(await codeOf(() => signIn('finance', onPhone(secret)))).toBe('not refused');
  });

  it('is asked of the second person too', async () => {
    const secret = await enrol();
    const act = { act: 'test.act', subjectId: 'subject', reason: '录错病案号' };
    const asSecond = (code?: string) =>
      codeOf(() =>
        approve(
          hospital.context,
          hospital.actor('cashier_lead'),
          { login: 'finance', password: testPassword, ...(code === undefined ? {} : { code }) },
          act,
        ),
      );
    expect(await asSecond()).toBe('one_time_code_needed');
    expect(await asSecond(wrongFor(secret))).toBe('one_time_code_wrong');
    const code = onPhone(secret);
    expect(await asSecond(code)).toBe('not refused');
    expect(await asSecond(code)).toBe('one_time_code_wrong');
  });

  it('of another phone takes one of the old phone, and that one opens nothing any more', async () => {
    const old = await enrol();
    await signIn('finance', onPhone(old));
    hospital.clock.advanceMs(stepMs);
    expect(await codeOf(() => ask('staff.beginCode', { password: testPassword }))).toBe(
      'one_time_code_needed',
    );
    const { secret } = await ask('staff.beginCode', { password: testPassword, code: onPhone(old) });
    await ask('staff.confirmCode', { code: onPhone(secret) });
    hospital.clock.advanceMs(stepMs);
    expect(await codeOf(() => signIn('finance', onPhone(old)))).toBe('one_time_code_wrong');
    expect(await codeOf(() => signIn('finance', onPhone(secret)))).toBe('not refused');
  });

  it('of a lost phone is taken away by two people, with both in the log', async () => {
    const secret = await enrol();
    await signIn('finance', onPhone(secret));
    await signIn('information_office', undefined, officeWindow);
    const { accountId } = hospital.actor('finance');
    const remove = (login: string) =>
      ask('staff.removeCode', { accountId, secondPerson: { login, password: testPassword } }, officeWindow);
    expect(await codeOf(() => remove('information_office'))).toBe('second_person_is_same');
    const accounts = await remove('cashier_lead');
    expect(accounts.find((one) => one.accountId === accountId)?.hasCode).toBe(false);
    expect(await ask('staff.session', {})).toBeNull();
    expect(await codeOf(() => signIn('finance'))).toBe('not refused');
    expect(await codeOf(() => remove('cashier_lead'))).toBe('one_time_code_none');
    const { database } = hospital.context;
    const approval = database.prepare("SELECT * FROM approval WHERE act = 'staff.removeCode'").get();
    expect(approval).toMatchObject({
      account_id: hospital.actor('information_office').accountId,
      second_account_id: hospital.actor('cashier_lead').accountId,
      subject_id: accountId,
    });
    const acts = database.prepare("SELECT act FROM audit WHERE act LIKE 'staff.code%'").pluck().all();
    expect(acts).toEqual(['staff.code_enrolled', 'staff.code_removed']);
    expect(
      database.prepare('SELECT count(*) FROM audit WHERE detail LIKE ?').pluck().get(`%${secret}%`),
    ).toBe(0);
    expect(verifyAudit(database).ok).toBe(true);
  });
});

describe('where the hospital wants codes', () => {
  const want = (value: 'information_office' | 'information_office_and_finance') =>
    writeSetting(hospital.context, undefined, 'oneTimeCodeFor', value, '2020-01-01' as LocalDate);

  it('the account sets them up before anything else, and approves nothing before', async () => {
    want('information_office_and_finance');
    expect((await signIn('finance')).codeDue).toBe(true);
    expect(await codeOf(() => ask('overview.read', {}))).toBe('one_time_code_due');
    const second = { login: 'finance', password: testPassword };
    const act = { act: 'test.act', subjectId: 'subject', reason: '录错病案号' };
    const lead = hospital.actor('cashier_lead');
    expect(await codeOf(() => approve(hospital.context, lead, second, act))).toBe('second_person_code_due');
    const { secret } = await ask('staff.beginCode', { password: testPassword });
    expect((await ask('staff.confirmCode', { code: onPhone(secret) })).codeDue).toBe(false);
    expect(await codeOf(() => ask('overview.read', {}))).toBe('not refused');
    hospital.clock.advanceMs(stepMs);
    expect((await signIn('finance', onPhone(secret))).codeDue).toBe(false);
  });

  it('of the information office only, everybody else signs in as before', async () => {
    want('information_office');
    expect((await signIn('information_office')).codeDue).toBe(true);
    expect((await signIn('finance')).codeDue).toBe(false);
    expect((await signIn('clerk')).codeDue).toBe(false);
    expect(await codeOf(() => ask('staff.beginCode', { password: testPassword }))).toBe('not_allowed');
  });
});
