import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RequestInput } from '../../../shared/contract/contract.ts';
import { answer } from '../../../electron/service/answer.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { handlers } from '../../../electron/service/handlers.ts';
import { practiceAccounts } from '../../../electron/service/practice/accounts.ts';
import { nameOrigin } from '../../../electron/service/hospital/settings.ts';
import { newId } from '../../../electron/service/new-id.ts';
import type { ServiceContext } from '../../../electron/service/context.ts';
import { TestClock } from '../harness/clock.ts';
import { testKeyHex } from '../harness/hospital.ts';

let folder: string;
let context: ServiceContext;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onestop-first-'));
  const connection = {
    file: join(folder, 'hospital.db'),
    keyHex: testKeyHex,
    nativeBinding: null,
    busyTimeoutMs: 5000,
  };
  const clock = new TestClock('2026-11-22T02:00:00.000Z');
  const database = openDatabase({ ...connection, clock });
  context = {
    database,
    connection,
    clock,
    newId,
    publish: () => undefined,
    practice: false,
    dataFolder: folder,
    packsFolder: folder,
    practiceFolder: folder,
    platformUrl: null,
    sessions: new Map(),
    wakeSender: () => undefined,
  };
  nameOrigin(context);
});
afterEach(() => {
  context.database.close();
  rmSync(folder, { recursive: true });
});

const first: RequestInput<'staff.firstStart'> = {
  hospital: {
    hospitalName: '某县人民医院',
    hospitalCode: 'H42991300001',
    level: 2,
    countyLevel: true,
    region: '429913',
    zone: 'Asia/Shanghai',
    windowName: '1号窗',
  },
  login: 'wuting',
  displayName: '吴婷',
  password: '稻田 收割机 星期四',
};

const ask = (name: string, input: unknown, windowId = 1) =>
  answer(context, handlers, { windowId, name, input, fromHost: false, filePath: null });
const codeOf = async (name: string, input: unknown, windowId = 1) => {
  const answered = await ask(name, input, windowId);
  return answered.ok ? 'answered' : answered.error.code;
};

test('a new file asks who it is for, and is a hospital with one account after that', async () => {
  expect(await ask('hospital.status', {})).toMatchObject({ ok: true, value: { isNew: true } });
  expect(await ask('staff.firstStart', first)).toMatchObject({
    ok: true,
    value: { login: 'wuting', role: 'information_office', passwordDue: null },
  });
  expect(await ask('hospital.status', {})).toMatchObject({
    ok: true,
    value: { isNew: false, hospitalName: '某县人民医院', windowName: '1号窗' },
  });
  // Signed in, and heard: the account may do what its role may.
  expect(await codeOf('staff.list', {})).toBe('answered');
  expect(await codeOf('staff.signIn', { login: 'wuting', password: first.password }, 2)).toBe('answered');
});

test('no password that anybody else knows opens it: the practice hospital’s accounts are not there', async () => {
  for (const { login, password } of practiceAccounts) {
    expect(await codeOf('staff.signIn', { login, password }, 2)).toBe('sign_in_wrong');
  }
  const [practised] = practiceAccounts;
  expect(await codeOf('staff.firstStart', { ...first, password: practised!.password })).toBe(
    'password_common',
  );
  await ask('staff.firstStart', first);
  expect(await ask('hospital.status', {})).toMatchObject({
    value: { practice: false, practiceAccounts: [] },
  });
  for (const { login, password } of practiceAccounts) {
    expect(await codeOf('staff.signIn', { login, password }, 2)).toBe('sign_in_wrong');
  }
});

test('a file with an account is nobody’s to set up again', async () => {
  await ask('staff.firstStart', first);
  expect(await codeOf('staff.firstStart', { ...first, login: 'thief' }, 3)).toBe('already_set_up');
  expect(await codeOf('staff.list', {}, 3)).toBe('not_signed_in');
});

test('of two windows at once one is first, and the file has one account', async () => {
  const codes = await Promise.all([
    codeOf('staff.firstStart', first, 1),
    codeOf('staff.firstStart', { ...first, login: 'other' }, 2),
  ]);
  expect(codes.toSorted()).toEqual(['already_set_up', 'answered']);
  expect(context.database.prepare('SELECT count(*) FROM staff_account').pluck().get()).toBe(1);
});

test.each([
  ['a password that is guessed first', { ...first, password: 'Password2026!' }, 'password_common'],
  ['a region that is none', { ...first, hospital: { ...first.hospital, region: '4299' } }, 'input_not_valid'],
  ['a level that is none', { ...first, hospital: { ...first.hospital, level: 4 } }, 'input_not_valid'],
])('%s leaves the file new', async (_what, input, code) => {
  expect(await codeOf('staff.firstStart', input)).toBe(code);
  expect(await ask('hospital.status', {})).toMatchObject({ ok: true, value: { isNew: true } });
  expect(context.database.prepare("SELECT count(*) FROM setting WHERE name <> 'origin'").pluck().get()).toBe(
    0,
  );
});
