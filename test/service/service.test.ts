import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/service/database/open.ts';
import type { Opening } from '../../shared/contract/host.ts';
import { repositoryFolder } from './harness/hospital.ts';
import { ServiceProgram } from './harness/program.ts';

let folder: string;
let opening: Opening;
const programs: ServiceProgram[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-service-'));
  opening = {
    kind: 'open',
    dataFolder: folder,
    keyHex: 'c3'.repeat(32),
    practice: true,
    packsFolder: path.join(repositoryFolder, 'shared/policy/packs'),
    practiceFolder: path.join(repositoryFolder, 'electron/service/practice/files'),
    nativeBinding: null,
    platformUrl: null,
  };
});
afterEach(async () => {
  for (const { child } of programs) child.kill('SIGKILL');
  await Promise.all(programs.splice(0).map((program) => program.ended()));
  rmSync(folder, { recursive: true, force: true });
});

function start(): ServiceProgram {
  const program = new ServiceProgram();
  programs.push(program);
  return program;
}

interface Status {
  practice: boolean;
  hospitalName: string;
  practiceAccounts: { login: string; password: string; role: string }[];
}

async function signIn(program: ServiceProgram, role: string): Promise<void> {
  const { practiceAccounts } = await program.value<Status>('hospital.status', {});
  const { login, password } = practiceAccounts.find((account) => account.role === role)!;
  await program.value('staff.signIn', { login, password });
}

describe('the service as a program', () => {
  it('opens and fills the practice hospital, answers, closes, and finds everything again', async () => {
    const first = start();
    expect(await first.open(opening)).toEqual({ kind: 'opened' });
    const status = await first.value<Status>('hospital.status', {});
    expect(status).toMatchObject({ practice: true });
    expect(status.practiceAccounts).toHaveLength(5);
    expect(await first.ask('settlements.list', { day: null, limit: 10 })).toMatchObject({
      ok: false,
      error: { code: 'not_signed_in' },
    });
    await signIn(first, 'clerk');
    const settled = await first.value('settlements.list', { day: null, limit: 10 });
    first.send({ kind: 'close' });
    await first.next('closed');
    expect(await first.ended()).toBe(0);
    expect(readdirSync(folder)).toEqual(['hospital.db']);

    const second = start();
    expect(await second.open(opening)).toEqual({ kind: 'opened' });
    expect(await second.value('staff.session', {})).toBeNull();
    await signIn(second, 'clerk');
    expect(await second.value('settlements.list', { day: null, limit: 10 })).toEqual(settled);
    expect(second.log).toBe('');
  });

  it('says why a file does not open, leaves it as it is, and may be asked again', async () => {
    openDatabase({
      ...opening,
      file: path.join(folder, 'hospital.db'),
      clock: { now: () => new Date() },
    }).close();
    const before = readFileSync(path.join(folder, 'hospital.db'));
    const program = start();
    const wrong = { ...opening, practice: false, keyHex: 'd4'.repeat(32) };
    expect(await program.open(wrong)).toMatchObject({ error: { code: 'database_wrong_key' } });
    expect(await program.ask('hospital.status', {})).toMatchObject({ error: { code: 'service_not_open' } });
    expect(readFileSync(path.join(folder, 'hospital.db')).equals(before)).toBe(true);
    expect(await program.open({ ...opening, practice: false })).toEqual({ kind: 'opened' });
    expect(await program.value('hospital.status', {})).toMatchObject({
      practice: false,
      practiceAccounts: [],
    });
  });

  it('ends when main goes, with the file closed', async () => {
    const program = start();
    await program.open({ ...opening, practice: false });
    program.child.disconnect();
    expect(await program.ended()).toBe(0);
    expect(readdirSync(folder)).toEqual(['hospital.db']);
  });

  it('forgets who was signed in at a window that closed', async () => {
    const program = start();
    await program.open(opening);
    await signIn(program, 'clerk');
    expect(await program.value('staff.session', {})).toMatchObject({ role: 'clerk' });
    program.send({ kind: 'window_closed', windowId: 1 });
    expect(await program.value('staff.session', {})).toBeNull();
  });

  it('drops what is not of the contract and goes on', async () => {
    const program = start();
    await program.open({ ...opening, practice: false });
    for (const nonsense of [{}, { kind: 'request', call: 0 }, { kind: 'open' }]) program.send(nonsense);
    expect(await program.value('hospital.status', {})).toMatchObject({ hospitalName: '（医院尚未设置）' });
    expect(program.log).toContain('not of the contract');
  });
});
