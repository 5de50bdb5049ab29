import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recoveryKeyRows } from '../../../shared/recovery-key/recovery-key.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { startTestBackups } from '../backups/running.ts';
import { openTestHospital, repositoryFolder, testKeyHex, testPassword } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';

let whole: string;
let folder: string;
let copy: string;
let lostSlip: string;

beforeAll(async () => {
  const hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  settle(hospital, addPatient(hospital).stayId);
  const { backups } = startTestBackups(hospital);
  copy = (await backups.now(hospital.actor('information_office'))).fileName;
  lostSlip = settle(hospital, addPatient(hospital).stayId).slipNumber;
  hospital.context.database.pragma('wal_checkpoint(TRUNCATE)');
  whole = mkdtempSync(path.join(tmpdir(), 'onestop-recover-'));
  cpSync(hospital.context.dataFolder, whole, { recursive: true });
  for (const log of ['-wal', '-shm']) rmSync(path.join(whole, `hospital.db${log}`), { force: true });
  hospital.close();
});
beforeEach(() => {
  folder = path.join(whole, '..', `${path.basename(whole)}-${Date.now()}`);
  cpSync(whole, folder, { recursive: true });
  return () => rmSync(folder, { recursive: true, force: true });
});
afterAll(() => rmSync(whole, { recursive: true, force: true }));

async function recover(input: string, ...given: string[]) {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      path.join(repositoryFolder, 'electron/service/commands/recover.ts'),
      ...given,
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  return { code, output, errors };
}

const key = recoveryKeyRows(testKeyHex).join(' ');
const people = `${key}\ninformation_office\n${testPassword}\nfinance\n${testPassword}\n`;

describe('recovery without a window', () => {
  it('lists and rehearses under the key from paper, and writes nothing', async () => {
    const before = readFileSync(path.join(folder, 'hospital.db'));
    const listed = await recover(`${key}\n`, 'list', folder);
    expect(listed).toMatchObject({ code: 0, errors: '' });
    expect(listed.output).toContain(`data/${copy}`);
    const rehearsed = await recover(`${testKeyHex}\n`, 'rehearse', folder, `data/${copy}`);
    expect(rehearsed).toMatchObject({ code: 0 });
    expect(rehearsed.output).toContain(lostSlip);
    expect(readFileSync(path.join(folder, 'hospital.db')).equals(before)).toBe(true);
  });

  it('puts a copy in place by two people, not while the file is open, and not without them', async () => {
    const target = ['restore', folder, `data/${copy}`, '--reason', '文件损坏'];
    const open = openDatabase({
      file: path.join(folder, 'hospital.db'),
      keyHex: testKeyHex,
      nativeBinding: null,
      clock: { now: () => new Date() },
    });
    expect((await recover(people, ...target)).errors).toContain('recover_in_use');
    open.close();
    expect((await recover(`${key}\n`, ...target)).errors).toContain('recover_people_missing');
    expect(existsSync(path.join(folder, 'set-aside'))).toBe(false);
    const restored = await recover(people, ...target);
    expect(restored).toMatchObject({ code: 0 });
    const database = openDatabase({
      file: path.join(folder, 'hospital.db'),
      keyHex: testKeyHex,
      nativeBinding: null,
      clock: { now: () => new Date() },
    });
    expect(database.prepare('SELECT count(*) FROM settlement').pluck().get()).toBe(1);
    expect(database.prepare('SELECT login, second_login FROM restoration').get()).toEqual({
      login: 'information_office',
      second_login: 'finance',
    });
    database.close();
  });

  it('saves what can be read of a damaged file', async () => {
    const bytes = readFileSync(path.join(folder, 'hospital.db'));
    bytes[4096 * 60 + 99]! ^= 0xff;
    writeFileSync(path.join(folder, 'hospital.db'), bytes);
    const saved = await recover(`${key}\n`, 'salvage', folder);
    expect(saved).toMatchObject({ code: 0 });
    expect(saved.output).toContain('已保存 salvaged/');
  });

  it('says how it is used, and refuses a key with a mistyped row', async () => {
    expect(await recover('', 'list')).toMatchObject({ code: 2 });
    const mistyped = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}\n`;
    const refused = await recover(mistyped, 'list', folder);
    expect(refused.code).toBe(1);
    expect(refused.errors).toContain('recovery_key_');
  });
});
