import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import { insertRow } from '../../../electron/service/database/insert-row.ts';
import type { Role } from '../../../shared/contract/request.ts';
import type { Opening } from '../../../shared/contract/messages.ts';
import { openingOf, ServiceProgram } from '../harness/program.ts';
import { openTestHospital, type TestHospital, testKeyHex, testPassword } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { startTestBackups } from '../backups/running.ts';

/* The service as a program beside a file that it cannot open: what is answered then, and how it comes back. */

let whole: string;
let folder: string;
let opening: Opening;
let slipNumber: string;
const programs: ServiceProgram[] = [];

beforeAll(async () => {
  const hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  slipNumber = settle(hospital, addPatient(hospital).stayId).slipNumber;
  giveCodes(hospital, 'cashier_lead');
  const { backups } = startTestBackups(hospital);
  await backups.now(hospital.actor('information_office'));
  await backups.stop();
  settle(hospital, addPatient(hospital).stayId);
  hospital.context.database.pragma('wal_checkpoint(TRUNCATE)');
  whole = mkdtempSync(path.join(tmpdir(), 'onestop-whole-'));
  cpSync(hospital.context.dataFolder, whole, { recursive: true });
  for (const log of ['-wal', '-shm']) rmSync(path.join(whole, `hospital.db${log}`), { force: true });
  hospital.close();
});
afterAll(() => rmSync(whole, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-closed-'));
  cpSync(whole, folder, { recursive: true });
  opening = openingOf({ dataFolder: folder, keyHex: testKeyHex, practice: false });
});
afterEach(() => {
  for (const { child } of programs.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const phone = Secret.fromLatin1('12345678901234567890');
/** What that phone shows now. */
const onPhone = () => new TOTP({ secret: phone }).generate();

function giveCodes({ actor, context }: TestHospital, role: Role): void {
  const { accountId } = actor(role);
  insertRow(context.database, 'one_time_secret', {
    id: context.newId(),
    account_id: accountId,
    secret: phone.base32,
    approval_id: null,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: accountId,
  });
}

function start(): ServiceProgram {
  const program = new ServiceProgram();
  programs.push(program);
  return program;
}

const file = () => path.join(folder, 'hospital.db');

function breakAt(page: number): Buffer {
  const bytes = readFileSync(file());
  bytes[page * 4096 + 1234]! ^= 0xff;
  writeFileSync(file(), bytes);
  return bytes;
}

type Listed = RequestOutput<'backups.list'>;
type Rehearsed = RequestOutput<'recovery.rehearse'>;
const people = (login: string, second: string, password = testPassword) => ({
  person: { login, password },
  secondPerson: { login: second, password: testPassword },
});

describe('a damaged file', () => {
  it('is explained, and a copy is put in its place by two people of that copy', async () => {
    const damaged = breakAt(20);
    const program = start();
    expect(await program.open(opening)).toMatchObject({
      kind: 'not_opened',
      error: { code: 'database_damaged' },
      recoverable: true,
    });
    expect(await program.value('recovery.state', {})).toMatchObject({
      open: false,
      refusal: { code: 'database_damaged' },
      fileBytes: damaged.length,
    });
    // Nothing else is answered, and nobody can sign in: the accounts stand in the file.
    expect(await program.ask('people.search', { text: '欧阳' })).toMatchObject({
      ok: false,
      error: { code: 'database_damaged' },
    });
    const { copies } = await program.value<Listed>('backups.list', {});
    expect(copies).toMatchObject([
      { problem: null, content: { settlementCount: 1, lastSettlement: { slipNumber } } },
    ]);
    const [copy] = copies;
    const rehearsed = await program.value<Rehearsed>('recovery.rehearse', {
      source: copy!.source,
      askCentre: true,
    });
    expect(rehearsed.centre.asked).toBe('not_set');
    const restore = (by: ReturnType<typeof people>) =>
      program.ask('recovery.restore', { rehearsalId: rehearsed.rehearsalId, reason: '文件损坏', ...by });
    for (const [by, code] of [
      [people('information_office', 'information_office'), 'second_person_is_same'],
      [people('clerk', 'finance'), 'recovery_person_not_allowed'],
      [people('information_office', 'clerk'), 'recovery_person_not_allowed'],
      [people('information_office', 'finance', '不对的密码'), 'recovery_person_wrong'],
      [{ ...people('x', 'finance'), person: null as never }, 'recovery_person_missing'],
    ] as const) {
      expect(await restore(by)).toMatchObject({ ok: false, error: { code } });
    }
    expect(readFileSync(file()).equals(damaged)).toBe(true);
    const anew = program.next('starts_anew');
    const answer = await restore(people('information_office', 'finance'));
    expect(answer).toMatchObject({ ok: true });
    await anew;
    expect(await program.ended()).toBe(0);
    const next = start();
    expect(await next.open(opening)).toEqual({ kind: 'opened' });
    const { setAside } = (answer as { value: { setAside: string } }).value;
    expect(readFileSync(path.join(folder, 'set-aside', setAside)).equals(damaged)).toBe(true);
    expect(await next.value('recovery.state', {})).toMatchObject({ open: true });
    await next.value('staff.signIn', { login: 'information_office', password: testPassword });
    const after = await next.value<Listed>('backups.list', {});
    expect(after.copies.map(({ source: { place } }) => place).toSorted()).toEqual(['data', 'set_aside']);
  });

  it('asks for the one-time codes that its people have in the copy, and the file in place knows that they were used', async () => {
    breakAt(20);
    const program = start();
    await program.open(opening);
    const { copies } = await program.value<Listed>('backups.list', {});
    const { rehearsalId } = await program.value<Rehearsed>('recovery.rehearse', {
      source: copies[0]!.source,
      askCentre: false,
    });
    const person = { login: 'information_office', password: testPassword };
    const restore = (code: { code?: string }) =>
      program.ask('recovery.restore', {
        rehearsalId,
        reason: '文件损坏',
        person,
        secondPerson: { login: 'cashier_lead', password: testPassword, ...code },
      });
    expect(await restore({})).toMatchObject({
      error: { code: 'one_time_code_needed', sentence: expect.stringContaining('测试2号') as string },
    });
    const wrong = ['000000', '111111', '222222', '333333'].find((one) => one !== onPhone())!;
    expect(await restore({ code: wrong })).toMatchObject({ error: { code: 'one_time_code_wrong' } });
    expect(existsSync(path.join(folder, 'restoring'))).toBe(false);
    const code = onPhone();
    expect(await restore({ code })).toMatchObject({ ok: true });
    await program.ended();
    const next = start();
    expect(await next.open(opening)).toEqual({ kind: 'opened' });
    const again = { login: 'cashier_lead', password: testPassword, code };
    expect(await next.ask('staff.signIn', again)).toMatchObject({ error: { code: 'one_time_code_wrong' } });
  });

  it('is read around its broken pages into a new file, which is put in place only when people choose it', async () => {
    const damaged = breakAt(40);
    const program = start();
    await program.open(opening);
    const report = await program.value<RequestOutput<'recovery.salvage'>>('recovery.salvage', {});
    expect(program.events.some(({ name }) => name === 'recovery.progress')).toBe(true);
    expect(readFileSync(file()).equals(damaged)).toBe(true);
    const rehearsed = await program.value<Rehearsed>('recovery.rehearse', {
      source: report.source,
      askCentre: false,
    });
    expect(rehearsed.source.place).toBe('salvaged');
    const input = {
      rehearsalId: rehearsed.rehearsalId,
      reason: '用救出的数据',
      ...people('information_office', 'finance'),
    };
    expect(await program.ask('recovery.restore', input)).toMatchObject({ ok: true });
    await program.ended();
    expect(await start().open(opening)).toEqual({ kind: 'opened' });
  });
});

describe('a file that is gone, empty or not to be opened', () => {
  it.each([
    ['gone', () => rmSync(file()), 'database_missing'],
    ['empty', () => writeFileSync(file(), ''), 'database_damaged'],
    ['broken in its first page', () => breakAt(0), 'database_wrong_key'],
  ])('%s is never made anew, and a copy can take its place', async (_, harm, code) => {
    harm();
    const before = existsSync(file()) ? readFileSync(file()) : undefined;
    const program = start();
    expect(await program.open(opening)).toMatchObject({ error: { code }, recoverable: true });
    expect(existsSync(file()) ? readFileSync(file()) : undefined).toEqual(before);
    const { copies } = await program.value<Listed>('backups.list', {});
    const rehearsed = await program.value<Rehearsed>('recovery.rehearse', {
      source: copies[0]!.source,
      askCentre: false,
    });
    expect(rehearsed.lost.presentReadable).toBe(false);
    const input = {
      rehearsalId: rehearsed.rehearsalId,
      reason: '换用',
      ...people('information_office', 'finance'),
    };
    expect(await program.ask('recovery.restore', input)).toMatchObject({ ok: true });
    await program.ended();
    const next = start();
    expect(await next.open(opening)).toEqual({ kind: 'opened' });
    expect(readdirSync(folder)).not.toContain('restoring');
  });
});

it('a service that is killed after a restoration was confirmed puts the copy in place at its next start', async () => {
  breakAt(20);
  const program = start();
  await program.open(opening);
  const { copies } = await program.value<Listed>('backups.list', {});
  const { rehearsalId } = await program.value<Rehearsed>('recovery.rehearse', {
    source: copies[0]!.source,
    askCentre: false,
  });
  const anew = program.next('starts_anew');
  void program.ask('recovery.restore', {
    rehearsalId,
    reason: '换用',
    ...people('information_office', 'finance'),
  });
  await Promise.race([anew, program.ended()]);
  program.child.kill('SIGKILL');
  expect(existsSync(path.join(folder, 'restoring', 'journal.json'))).toBe(true);
  const next = start();
  expect(await next.open(opening)).toEqual({ kind: 'opened' });
});
