import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, type AllHandlers } from '../../electron/service/answer.ts';
import type { Asked } from '../../electron/service/gate.ts';
import { handlers } from '../../electron/service/handlers.ts';
import { requests } from '../../shared/contract/contract.ts';
import { hostRequests } from '../../shared/contract/host.ts';
import { type Role, roles } from '../../shared/contract/request.ts';
import { fen } from '../../shared/money/fen.ts';
import { openTestHospital, type TestHospital, testPassword } from './harness/hospital.ts';

let hospital: TestHospital;

beforeEach(() => {
  hospital = openTestHospital();
});
afterEach(() => {
  hospital.close();
  vi.restoreAllMocks();
});

const signInAs = (role: Role) =>
  hospital.context.sessions.set(1, { ...hospital.actor(role), passwordDue: null, codeDue: false });

async function ask(asked: Partial<Asked>, with_: AllHandlers = handlers): Promise<unknown> {
  const whole = { windowId: 1, name: '', fromHost: false, input: {}, filePath: null, ...asked };
  const answered = await answer(hospital.context, with_, whole);
  return answered.ok ? answered.value : answered.error.code;
}

const acts = () => hospital.context.database.prepare('SELECT act, detail FROM audit ORDER BY sequence').all();

describe('the gate', () => {
  it('has a handler for every request that the service answers, and no other', () => {
    const names = Object.entries(requests)
      .filter(([, { answeredBy }]) => answeredBy === 'service')
      .map(([name]) => name);
    expect(Object.keys(handlers.window).toSorted()).toEqual(names.toSorted());
    expect([...Object.keys(handlers.host), 'host.authorize'].toSorted()).toEqual(
      Object.keys(hostRequests).toSorted(),
    );
  });

  it.each(['', 'no.such', '__proto__', 'constructor', 'toString', 'files.choose', 'documents.printers'])(
    'does not know the request %o',
    async (name) => {
      signInAs('clerk');
      expect(await ask({ name })).toBe('request_unknown');
      expect(await ask({ name, fromHost: true })).toBe('request_unknown');
    },
  );

  it('keeps what main asks from windows, and what windows ask from main', async () => {
    signInAs('clerk');
    for (const name of Object.keys(hostRequests)) expect(await ask({ name })).toBe('request_unknown');
    expect(await ask({ name: 'staff.session', fromHost: true })).toBe('request_unknown');
  });

  it('lets nobody in without an account, and says so in the log', async () => {
    const closed = Object.entries(requests).filter(
      ([, { allowed, answeredBy }]) => allowed !== 'anyone' && answeredBy === 'service',
    );
    expect(closed.length).toBeGreaterThan(15);
    for (const [name] of closed) expect([name, await ask({ name })]).toEqual([name, 'not_signed_in']);
    for (const name of Object.keys(hostRequests))
      expect(await ask({ name, fromHost: true })).toBe('not_signed_in');
    expect(acts().at(-1)).toMatchObject({ act: 'request.not_signed_in' });
  });

  it('lets each role do what the contract says and nothing else', async () => {
    for (const role of roles) {
      signInAs(role);
      for (const [name, { allowed, answeredBy }] of Object.entries(requests)) {
        if (answeredBy !== 'service' || typeof allowed === 'string') continue;
        // Input that fits nothing: a request that is allowed gets as far as that.
        const code = await ask({ name, input: 'nonsense' });
        const roleMay = (allowed as readonly Role[]).includes(role);
        expect([role, name, code]).toEqual([role, name, roleMay ? 'input_not_valid' : 'not_allowed']);
      }
    }
    expect(acts().at(-1)).toMatchObject({ act: 'request.not_allowed' });
  });

  it('lets main print only for a window that may print', async () => {
    signInAs('auditor');
    const subjectId = hospital.context.newId();
    const input = { kind: 'slip', subjectId, paper: 'A5', reason: null };
    expect(await ask({ name: 'host.prepareDocument', fromHost: true, input })).toBe('not_allowed');
    signInAs('clerk');
    expect(await ask({ name: 'host.prepareDocument', fromHost: true, input })).toBe('settlement_unknown');
  });

  it('tells main whether a window may do what main answers itself', async () => {
    const authorize = (name: string) => ask({ name: 'host.authorize', fromHost: true, input: { name } });
    signInAs('auditor');
    expect(await authorize('documents.printers')).toEqual({});
    expect(await authorize('documents.print')).toBe('not_allowed');
    expect(await authorize('hasOwnProperty')).toBe('request_unknown');
    hospital.context.sessions.clear();
    expect(await authorize('files.choose')).toBe('not_signed_in');
  });

  it('takes no input that is not of the contract: superfluous, missing, of another kind, too long', async () => {
    const wrong = [
      null,
      [],
      'x',
      {},
      { login: 'clerk' },
      { login: 'clerk', password: testPassword, role: 'auditor' },
      { login: 'clerk', password: 5 },
      { login: 'x'.repeat(41), password: 'x' },
      { login: 'a\u202eb', password: 'x' },
    ];
    for (const input of wrong) expect(await ask({ name: 'staff.signIn', input })).toBe('input_not_valid');
    expect(hospital.context.sessions.size).toBe(0);
  });

  it('names the fields that are wrong and never quotes what was in them', async () => {
    const asked = { windowId: 1, fromHost: false, filePath: null };
    const input = { login: '', password: 'secret', extra: 'secret' };
    const answered = await answer(hospital.context, handlers, { ...asked, name: 'staff.signIn', input });
    expect(answered).toMatchObject({ ok: false, error: { problems: [{ column: 'login' }, { column: '' }] } });
    expect(JSON.stringify(answered)).not.toContain('secret');
  });

  it('turns a fault into a number for the log, which says where and never whose', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const faulty = {
      ...handlers,
      window: {
        ...handlers.window,
        'staff.session': () => {
          throw new TypeError('欧阳建国 429913196503150019');
        },
      },
    };
    expect(await ask({ name: 'staff.session' }, faulty)).toBe('internal_error');
    const written = log.mock.calls.flat().join('\n');
    expect(written).toContain('in staff.session: TypeError');
    expect(written).toContain('answer.test.ts');
    expect(written).not.toMatch(/欧阳|4299/);
  });

  it('gives out nothing that is not of the contract', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const leaking = {
      ...handlers,
      window: {
        ...handlers.window,
        'staff.session': () => ({
          ...hospital.actor('clerk'),
          passwordDue: null,
          codeDue: false,
          passwordHash: 'secret',
        }),
      },
    };
    expect(await ask({ name: 'staff.session' }, leaking)).toBe('internal_error');
  });

  it('asks for the role that the account has now, and signs out whose account was closed', async () => {
    const { context } = hospital;
    const { accountId } = hospital.actor('finance');
    const give = (role: string) =>
      context.database
        .prepare("INSERT INTO staff_role (id, account_id, role, recorded_at) VALUES (?, ?, ?, '2020-03-10')")
        .run(context.newId(), accountId, role);
    await ask({ name: 'staff.signIn', input: { login: 'finance', password: testPassword } });
    expect(await ask({ name: 'staff.list' })).toBe('not_allowed');
    give('auditor');
    expect(await ask({ name: 'staff.list' })).toHaveLength(5);
    expect(await ask({ name: 'staff.session' })).toMatchObject({ role: 'auditor' });
    give('none');
    expect(await ask({ name: 'staff.list' })).toBe('not_signed_in');
    expect(await ask({ name: 'staff.session' })).toBeNull();
    give('finance');
    expect(await ask({ name: 'staff.session' })).toBeNull();
  });

  it('says in words when a sum passes nine billion yuan', async () => {
    const faulty = {
      ...handlers,
      window: { ...handlers.window, 'staff.session': () => fen(900_000_000_001) as never },
    };
    expect(await ask({ name: 'staff.session' }, faulty)).toBe('amount_too_large');
  });

  it('says when another program holds the file', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { database } = hospital.context;
    database.pragma('busy_timeout = 20');
    const held = hospital.holdFile();
    expect(await ask({ name: 'staff.signIn', input: { login: 'clerk', password: testPassword } })).toBe(
      'database_locked',
    );
    held.letGo();
    expect(
      await ask({ name: 'staff.signIn', input: { login: 'clerk', password: testPassword } }),
    ).toMatchObject({
      login: 'clerk',
    });
  });
});
