import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidV7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/service/database/open.ts';
import type { Opening } from '../../shared/contract/messages.ts';
import { openingOf, ServiceProgram } from './harness/program.ts';

let folder: string;
let opening: Opening;
const programs: ServiceProgram[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-service-'));
  opening = openingOf({ dataFolder: folder, keyHex: 'c3'.repeat(32), practice: true });
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

  it('settles a stay once, whoever asks at once, and answers the same request alike', async () => {
    const program = start();
    await program.open(opening);
    await signIn(program, 'clerk');
    const { hits } = await program.value<{ hits: { personId: string }[] }>('people.search', {
      text: '王秀英',
    });
    const card = () =>
      program.value<{ stays: { stayId: string }[]; year: { stays: number } }>('people.card', {
        personId: hits[0]!.personId,
      });
    const [{ stayId }] = (await card()).stays as [{ stayId: string }];
    const question = { stayId, asOrdinary: false };
    const trial = await program.value<{ trialHash: string; personalFen: number }>(
      'settlements.trial',
      question,
    );
    const payments = [{ means: 'cash', amountFen: trial.personalFen, reference: null }];
    const settle = (requestId: string, more = {}) =>
      program.ask('settlements.settle', {
        ...question,
        requestId,
        trialHash: trial.trialHash,
        payments,
        ...more,
      });
    const [one, other] = [uuidV7(), uuidV7()];
    const answers = await Promise.all([one, one, other, one].map((requestId) => settle(requestId)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(new Set(answers.filter(({ ok }) => ok).map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[2]).toMatchObject({ ok: false, error: { code: 'stay_already_settled' } });
    const changed = [{ means: 'bank', amountFen: trial.personalFen, reference: null }];
    expect(await settle(one, { payments: changed })).toMatchObject({ error: { code: 'request_id_reused' } });
    expect((await card()).year.stays).toBe(1);
    expect(program.log).toBe('');
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
    expect(await program.ask('hospital.status', {})).toMatchObject({ error: { code: 'database_wrong_key' } });
    expect(readFileSync(path.join(folder, 'hospital.db')).equals(before)).toBe(true);
    expect(await program.open({ ...opening, practice: false })).toEqual({ kind: 'opened' });
    expect(await program.value('hospital.status', {})).toMatchObject({
      practice: false,
      practiceAccounts: [],
    });
  });

  it('answers the first questions before the practice platform listens, and the others once it is told of it', async () => {
    const program = start();
    await program.open({ ...opening, practice: false, platformFollows: true });
    const asked = program.next('asks_platform');
    expect(await program.value('hospital.status', {})).toMatchObject({ practice: false });
    const answers: string[] = [];
    const search = program.ask('people.search', { text: '王' }).then(() => answers.push('search'));
    await asked;
    expect(answers).toEqual([]);
    program.send({ kind: 'platform', url: null });
    await search;
    program.child.disconnect();
    expect(await program.ended()).toBe(0);
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
