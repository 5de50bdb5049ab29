import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestInput, RequestName, RequestOutput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Role } from '../../../shared/contract/request.ts';
import { answer } from '../../../electron/service/answer.ts';
import { handlers } from '../../../electron/service/handlers.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;
beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const [officeWindow, otherWindow] = [1, 2];
const secondPerson = { login: 'finance', password: testPassword };
const dayMs = 24 * 60 * 60_000;
const given = '稻田 收割机 星期四';
const chosen = '窗口外面下着小雨呢好';

async function ask<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
  windowId = officeWindow,
): Promise<RequestOutput<Name>> {
  const answered = await answer(hospital.context, handlers, {
    windowId,
    name,
    input,
    fromHost: false,
    filePath: null,
  });
  if (!answered.ok) throw new Refusal(answered.error.code, answered.error.sentence);
  return answered.value as RequestOutput<Name>;
}

const signIn = (login: string, password: string, windowId = otherWindow) =>
  ask('staff.signIn', { login, password }, windowId);
const codeOf = (work: () => Promise<unknown>) => refusalCode(work);
const accountOf = (role: Role) => hospital.actor(role).accountId;
const actsOf = () =>
  hospital.context.database.prepare("SELECT act FROM audit WHERE act LIKE 'staff.%'").pluck().all();

describe('an account that somebody made', () => {
  beforeEach(async () => {
    await signIn('information_office', testPassword, officeWindow);
    await ask('staff.createAccount', {
      login: 'xiaoli',
      displayName: '李晓',
      role: 'clerk',
      password: given,
    });
  });

  it('does nothing before its person has changed the password, and everything after', async () => {
    expect((await signIn('xiaoli', given)).passwordDue).toBe('given');
    expect(await codeOf(() => ask('people.search', { text: '张' }, otherWindow))).toBe('password_change_due');
    const change = (password: string, newPassword: string) =>
      ask('staff.changePassword', { password, newPassword }, otherWindow);
    expect(await codeOf(() => change('not the one', chosen))).toBe('password_wrong');
    expect(await codeOf(() => change(given, 'xiaoli 的密码好记'))).toBe('password_names_account');
    expect(await codeOf(() => change(given, given))).toBe('password_used_before');
    expect((await change(given, chosen)).passwordDue).toBeNull();
    expect(await ask('people.search', { text: '张' }, otherWindow)).toBeDefined();
    expect((await signIn('xiaoli', chosen)).passwordDue).toBeNull();
    expect(await codeOf(() => signIn('xiaoli', given))).toBe('sign_in_wrong');
    expect(actsOf()).toContain('staff.password_changed');
    expect(verifyAudit(hospital.context.database).ok).toBe(true);
  });

  it('is refused with a password that is guessed first, and nothing of it stays', async () => {
    const weak = { login: 'weak', displayName: '王某', role: 'clerk', password: 'Password2026!' } as const;
    expect(await codeOf(() => ask('staff.createAccount', weak))).toBe('password_common');
    expect((await ask('staff.list', {})).map(({ login }) => login)).not.toContain('weak');
  });

  it('does not take back one of the last three passwords', async () => {
    let old = given;
    await signIn('xiaoli', given);
    for (const next of [`${chosen}甲`, `${chosen}乙`]) {
      await ask('staff.changePassword', { password: old, newPassword: next }, otherWindow);
      old = next;
    }
    const back = { password: old, newPassword: given };
    expect(await codeOf(() => ask('staff.changePassword', back, otherWindow))).toBe('password_used_before');
  });
});

describe('a password that was reset', () => {
  beforeEach(() => signIn('information_office', testPassword, officeWindow));

  it('takes a second person, ends the sessions of the account, and is good for one sign-in', async () => {
    await signIn('clerk', testPassword);
    const order = { accountId: accountOf('clerk'), newPassword: given };
    const alone = { ...order, secondPerson: { login: 'information_office', password: testPassword } };
    expect(await codeOf(() => ask('staff.resetPassword', alone))).toBe('second_person_is_same');
    await ask('staff.resetPassword', { ...order, secondPerson });
    expect(await ask('staff.session', {}, otherWindow)).toBeNull();
    expect(await codeOf(() => signIn('clerk', testPassword))).toBe('sign_in_wrong');
    expect((await signIn('clerk', given)).passwordDue).toBe('given');
  });

  it('lets nobody be the second person: whoever gave it would be both', async () => {
    const lead = accountOf('cashier_lead');
    await ask('staff.resetPassword', { accountId: lead, newPassword: given, secondPerson });
    const order = {
      accountId: accountOf('clerk'),
      role: 'none' as const,
      secondPerson: { login: 'cashier_lead', password: given },
    };
    expect(await codeOf(() => ask('staff.changeRole', order))).toBe('second_person_password_due');
  });

  it('is not for one’s own account, nor for one that there is not', async () => {
    const own = { accountId: accountOf('information_office'), newPassword: given, secondPerson };
    expect(await codeOf(() => ask('staff.resetPassword', own))).toBe('password_own');
    const nobody = { ...own, accountId: hospital.context.newId() };
    expect(await codeOf(() => ask('staff.resetPassword', nobody))).toBe('staff_account_unknown');
  });
});

describe('a role', () => {
  beforeEach(() => signIn('information_office', testPassword, officeWindow));

  it('that is changed counts from the next request on', async () => {
    await signIn('clerk', testPassword);
    await ask('staff.changeRole', { accountId: accountOf('clerk'), role: 'auditor', secondPerson });
    expect((await ask('staff.session', {}, otherWindow))?.role).toBe('auditor');
  });

  it('that is taken away closes the account, whose login nobody gets again', async () => {
    await signIn('clerk', testPassword);
    const left = await ask('staff.changeRole', { accountId: accountOf('clerk'), role: 'none', secondPerson });
    expect(left.map(({ login }) => login)).not.toContain('clerk');
    expect(await ask('staff.session', {}, otherWindow)).toBeNull();
    expect(await codeOf(() => signIn('clerk', testPassword))).toBe('sign_in_wrong');
    const again = { login: 'CLERK', displayName: '别人', role: 'clerk', password: given } as const;
    expect(await codeOf(() => ask('staff.createAccount', again))).toBe('login_taken');
  });

  it('of the last account of the information office stays, and so does one’s own', async () => {
    const own = { accountId: accountOf('information_office'), role: 'none', secondPerson } as const;
    expect(await codeOf(() => ask('staff.changeRole', own))).toBe('role_own');
    const other = await ask('staff.createAccount', {
      login: 'office2',
      displayName: '吴某',
      role: 'information_office',
      password: given,
    });
    await ask('staff.changeRole', { accountId: other.accountId, role: 'none', secondPerson });
    const same = { accountId: accountOf('clerk'), role: 'clerk', secondPerson } as const;
    expect(await codeOf(() => ask('staff.changeRole', same))).toBe('role_unchanged');
  });
});

describe('a password that is older than the hospital allows', () => {
  it('is due at the next sign-in, and not a day before', async () => {
    writeSetting(hospital.context, undefined, 'passwordDays', 90, '2020-01-01' as LocalDate);
    hospital.clock.advanceMs(89 * dayMs);
    expect((await signIn('clerk', testPassword)).passwordDue).toBeNull();
    hospital.clock.advanceMs(dayMs);
    expect((await signIn('clerk', testPassword)).passwordDue).toBe('expired');
  });
});
