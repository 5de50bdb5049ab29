import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidV7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeGb18030 } from '../../electron/service/practice/generate/gb18030.ts';
import type { RequestInput, RequestName, RequestOutput } from '../../shared/contract/contract.ts';
import type { HostRequestOutput } from '../../shared/contract/host.ts';
import { repositoryFolder } from '../service/harness/hospital.ts';
import { openingOf, ServiceProgram } from '../service/harness/program.ts';
import { PersonalStrings, practicePersons } from './personal-strings.ts';

/*
 * A practice hospital that is worked with, killed in the middle of it, opened again and closed: what lies in its folders
 * then, and what is given to support, is searched for every name, ID number and phone of its roster.
 */

const persons = practicePersons();
const search = new PersonalStrings(persons);

describe('the search itself', () => {
  it('finds a name, a number and a phone in each encoding, inside other bytes and in the name of a file', () => {
    expect(persons.length).toBeGreaterThan(700);
    const name = persons.find((text) => /^\p{Script=Han}{3}$/u.test(text))!;
    for (const text of [
      name,
      persons.find((one) => one.length === 18)!,
      persons.find((one) => one.length === 11)!,
    ]) {
      const wide = Buffer.from(text, 'utf16le');
      for (const bytes of [Buffer.from(text), wide, Buffer.from(wide).swap16(), encodeGb18030(text)]) {
        const inside = Buffer.concat([Buffer.alloc(1001, 0xe6), bytes, Buffer.alloc(7)]);
        expect(search.foundIn(inside)).toEqual([text]);
        expect(search.foundIn(inside.subarray(0, -8))).toEqual([]);
      }
    }
    expect(search.foundIn(Buffer.from('王'))).toEqual([]);
  });
});

describe('a stolen disk', () => {
  let folder: string;
  let program: ServiceProgram;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'onestop-disk-'));
    for (const part of ['data', 'temporary', 'support', 'terminal']) mkdirSync(path.join(folder, part));
    vi.stubEnv('TMPDIR', path.join(folder, 'temporary'));
  });
  afterAll(async () => {
    program.child.kill('SIGKILL');
    await program.ended();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  const ask = <Name extends RequestName>(name: Name, input: RequestInput<Name>) =>
    program.value<RequestOutput<Name>>(name, input);
  const signIn = (login: string) => ask('staff.signIn', { login, password: 'lianxi2020' });

  async function open(): Promise<void> {
    program = new ServiceProgram();
    const opening = openingOf({
      dataFolder: path.join(folder, 'data'),
      keyHex: 'c3'.repeat(32),
      practice: true,
    });
    expect(await program.open(opening)).toEqual({ kind: 'opened' });
  }

  /** A day at the desk: looked for, revealed, begun, attached, settled, printed; then a copy, and a file for support. */
  async function work(): Promise<void> {
    await signIn('zhangmin');
    const [hit] = (await ask('people.search', { text: '王秀英' })).hits;
    const { stays } = await ask('people.card', { personId: hit!.personId });
    const { stayId } = stays[0]!;
    await ask('people.reveal', { personId: hit!.personId });
    await ask('drafts.keep', { name: 'desk.note', text: persons.slice(0, 50).join(' ') });
    const paper = path.join(repositoryFolder, 'build/icons/icon.png');
    const attached = { stayId, kind: 'other', fileToken: 'A'.repeat(32) };
    expect(await program.ask('attachments.add', attached, { filePath: paper })).toMatchObject({ ok: true });
    const { trialHash, personalFen } = (await ask('settlements.trial', { stayId, asOrdinary: false })) as {
      trialHash: string;
      personalFen: number;
    };
    const { settlementId } = await ask('settlements.settle', {
      requestId: uuidV7(),
      stayId,
      asOrdinary: false,
      trialHash,
      payments: [{ means: 'cash', amountFen: personalFen, reference: null }],
    });
    await print(settlementId);
    await program.ask('people.search', { text: persons[0] });
    await signIn('zhoutao');
    await ask('backups.now', {});
    const told = await program.ask('host.diagnostics', {}, { fromHost: true });
    writeFileSync(path.join(folder, 'support', 'diagnostics.json'), JSON.stringify(told));
  }

  async function print(subjectId: string): Promise<void> {
    const wanted = { kind: 'slip', subjectId, day: null, paper: 'A5', reason: null };
    const prepared = await program.ask('host.prepareDocument', wanted, { fromHost: true });
    const { document } = (prepared as { value: HostRequestOutput<'host.prepareDocument'> }).value;
    const pdf = new TextEncoder().encode(`%PDF-1.7 ${JSON.stringify(document)} ${persons.join(' ')}`);
    const archived = { entry: document.entry, pdf };
    expect(await program.ask('host.archiveDocument', archived, { fromHost: true })).toMatchObject({
      ok: true,
    });
  }

  function look(): ReturnType<PersonalStrings['foundUnder']> {
    writeFileSync(path.join(folder, 'terminal', 'log.txt'), program.log);
    return search.foundUnder(folder);
  }

  it('shows no name, number or phone of the roster: in use, after a kill, and closed', async () => {
    await open();
    await work();
    const inUse = look();
    expect(inUse.found).toEqual([]);
    const names = readdirSync(path.join(folder, 'data'), { recursive: true }).map(String);
    expect(names).toEqual(
      expect.arrayContaining(['hospital.db', 'hospital.db-wal', expect.stringContaining('backup')]),
    );
    expect(inUse.byteCount).toBeGreaterThan(1_000_000);

    program.child.kill('SIGKILL');
    await program.ended();
    expect(look().found).toEqual([]);

    await open();
    await signIn('zhangmin');
    expect((await ask('people.search', { text: '王秀英' })).hits.length).toBeGreaterThan(0);
    program.send({ kind: 'close' });
    await program.next('closed');
    expect(await program.ended()).toBe(0);
    expect(look().found).toEqual([]);

    writeFileSync(path.join(folder, 'data', 'forgotten.csv'), `姓名\n${persons[5]}\n`);
    expect(look().found).toEqual([expect.stringContaining(persons[5]!)]);
  });
});
