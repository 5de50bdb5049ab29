import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccount, findAccount, listAccounts } from '../../../electron/service/staff/accounts.ts';
import { keepPassword, passwordMatches } from '../../../electron/service/staff/password.ts';
import { checkCredentials, signIn, signOut } from '../../../electron/service/staff/sign-in.ts';
import { openTestHospital, type TestHospital, testPassword } from '../harness/hospital.ts';
import { refusalCode } from '../harness/refusal.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => hospital.close());

const attempt = (login: string, password: string) =>
  refusalCode(() => signIn(hospital.context, 1, { login, password }));

function auditOf(act: string): unknown[] {
  return hospital.context.database
    .prepare('SELECT account_id, subject_id, detail FROM audit WHERE act = ? ORDER BY sequence')
    .all(act);
}

describe('signing in', () => {
  it('gives the session to the window that asked, and to no other', async () => {
    const session = await signIn(hospital.context, 7, { login: 'FINANCE', password: testPassword });
    expect(session).toMatchObject({ login: 'finance', role: 'finance' });
    expect([...hospital.context.sessions]).toEqual([[7, session]]);
    expect(auditOf('staff.signed_in')).toMatchObject([{ account_id: session.accountId }]);
    signOut(hospital.context, 7);
    expect(hospital.context.sessions.size).toBe(0);
    expect(auditOf('staff.signed_out')).toHaveLength(1);
  });

  it('signs out who was there before, and lets nobody in whom the log does not know', async () => {
    await signIn(hospital.context, 7, { login: 'finance', password: testPassword });
    await signIn(hospital.context, 7, { login: 'clerk', password: testPassword });
    expect(auditOf('staff.signed_out')).toMatchObject([{ account_id: hospital.actor('finance').accountId }]);
    hospital.context.database.pragma('busy_timeout = 20');
    const held = hospital.holdFile();
    const other = { login: 'auditor', password: testPassword };
    await expect(signIn(hospital.context, 8, other)).rejects.toThrow('locked');
    expect([...hospital.context.sessions.keys()]).toEqual([7]);
    held.letGo();
  });

  it('answers an unknown login and a wrong password alike, and both stand in the log without what was typed', async () => {
    expect(await attempt('finance', 'wrong-password-1')).toBe('sign_in_wrong');
    expect(await attempt('my-password-by-mistake', 'wrong-password-2')).toBe('sign_in_wrong');
    const accountId = findAccount(hospital.context, 'finance')!.accountId;
    expect(auditOf('staff.password_refused')).toEqual([
      { account_id: null, subject_id: accountId, detail: '{}' },
      { account_id: null, subject_id: null, detail: '{}' },
    ]);
    expect(hospital.context.sessions.size).toBe(0);
  });

  it('waits after five wrong passwords, longer after each, and lets the right one in afterwards', async () => {
    for (let index = 0; index < 5; index += 1)
      expect(await attempt('finance', 'wrong')).toBe('sign_in_wrong');
    expect(await attempt('finance', testPassword)).toBe('sign_in_locked');
    hospital.clock.advanceMs(30_000);
    expect(await attempt('finance', 'wrong')).toBe('sign_in_wrong');
    hospital.clock.advanceMs(59_999);
    expect(await attempt('Finance', testPassword)).toBe('sign_in_locked');
    hospital.clock.advanceMs(1);
    expect(await attempt('finance', testPassword)).toBe('not refused');
    expect(await attempt('finance', 'wrong')).toBe('sign_in_wrong');
  });

  it('makes an account wait as long when the program was started anew, and no longer', async () => {
    for (let index = 0; index < 5; index += 1) await attempt('finance', 'wrong');
    const anew = { ...hospital.context, sessions: new Map() };
    const again = (password: string) => refusalCode(() => signIn(anew, 1, { login: 'FINANCE', password }));
    expect(await again(testPassword)).toBe('sign_in_locked');
    hospital.clock.advanceMs(30_000);
    expect(await again('wrong')).toBe('sign_in_wrong');
    hospital.clock.advanceMs(59_999);
    expect(await again(testPassword)).toBe('sign_in_locked');
    hospital.clock.advanceMs(1);
    expect(await again(testPassword)).toBe('not refused');
  });

  it('forgets what went wrong before somebody signed in, and what is older than any wait', async () => {
    const started = () => ({ ...hospital.context, sessions: new Map() });
    const login = 'finance';
    for (let index = 0; index < 4; index += 1) await attempt(login, 'wrong');
    expect(await attempt(login, testPassword)).toBe('not refused');
    const wrong = { login, password: 'wrong' };
    expect(await refusalCode(() => signIn(started(), 1, wrong))).toBe('sign_in_wrong');
    for (let index = 0; index < 4; index += 1) await attempt(login, 'wrong');
    hospital.clock.advanceMs(15 * 60_000 + 1);
    const later = started();
    expect(await refusalCode(() => signIn(later, 1, wrong))).toBe('sign_in_wrong');
    expect(await refusalCode(() => signIn(later, 1, { login, password: testPassword }))).toBe('not refused');
  });

  it('lets nobody wait for days because the clock was set back', async () => {
    for (let index = 0; index < 5; index += 1) await attempt('finance', 'wrong');
    hospital.clock.set('2020-03-01T02:00:00.000Z');
    expect(await attempt('finance', testPassword)).toBe('not refused');
  });

  it('gains nothing from many attempts at once', async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => attempt('finance', 'wrong')));
    expect(codes.filter((code) => code === 'sign_in_locked')).toHaveLength(3);
  });

  it('is closed to an account whose newest role is none', async () => {
    const { database } = hospital.context;
    const { accountId } = findAccount(hospital.context, 'finance')!;
    database
      .prepare("INSERT INTO staff_role (id, account_id, role, recorded_at) VALUES (?, ?, 'none', 'x')")
      .run(hospital.context.newId(), accountId);
    expect(await attempt('finance', testPassword)).toBe('sign_in_wrong');
    expect(listAccounts(hospital.context).map(({ login }) => login)).not.toContain('finance');
  });
});

describe('accounts', () => {
  const account = {
    login: 'li',
    displayName: '李组长',
    role: 'clerk',
    password: 'caf\u00e9-long-enough',
  } as const;

  it('have logins that differ in more than capitals', async () => {
    const again = { ...account, login: 'Finance' };
    expect(await refusalCode(() => createAccount(hospital.context, undefined, again))).toBe('login_taken');
  });

  it('leave their login to nobody else when they are closed', async () => {
    const { context } = hospital;
    context.database
      .prepare(
        "INSERT INTO staff_role (id, account_id, role, recorded_at) VALUES (?, ?, 'none', '2020-03-10')",
      )
      .run(context.newId(), hospital.actor('clerk').accountId);
    const again = { login: 'Clerk', displayName: '另一人', role: 'clerk', password: testPassword } as const;
    expect(await refusalCode(() => createAccount(context, undefined, again))).toBe('login_taken');
  });

  it('keep no password, and two of the same password look different', async () => {
    const [first, second] = [await keepPassword('同一个密码啊啊啊'), await keepPassword('同一个密码啊啊啊')];
    expect(Buffer.from(first.hash).equals(Buffer.from(second.hash))).toBe(false);
    expect(first.scheme).toBe('scrypt:N=32768,r=8,p=3');
  });

  it('are still known by hashes of weaker parameters than today', async () => {
    const salt = Buffer.from('NaCl');
    // RFC 7914, section 12: the first 32 of its 64 bytes.
    const hash = Buffer.from('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162', 'hex');
    const kept = { scheme: 'scrypt:N=1024,r=8,p=16', salt, hash };
    expect(await passwordMatches('password', kept)).toBe(true);
    expect(await passwordMatches('passwore', kept)).toBe(false);
  });

  it('are checked the same way whichever form the characters were typed in', async () => {
    await createAccount(hospital.context, undefined, account);
    const typed = { login: 'li', password: 'cafe\u0301-long-enough' };
    expect(await checkCredentials(hospital.context, typed)).toMatchObject({ login: 'li' });
  });
});
