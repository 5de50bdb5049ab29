import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import {
  contentFileBeside,
  insertPart,
  openContentFile,
} from '../../../electron/service/attachments/content-file.ts';
import { archiveFileBeside } from '../../../electron/service/audit/archive-file.ts';
import { archiveOldRows, copyIntoArchive } from '../../../electron/service/audit/archive.ts';
import { appendAudit } from '../../../electron/service/audit/audit.ts';
import { verifyAuditBeside } from '../../../electron/service/audit/verify.ts';
import { connectReadOnly } from '../../../electron/service/database/connection.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { finishKeyChange, type KeyChangeStep } from '../../../electron/service/keys/change-key.ts';
import { openTestHospital, testKeyHex } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';

const nextKeyHex = 'd4'.repeat(32);
const program = path.join(import.meta.dirname, 'change-key-program.ts');
let model: string;
let folder: string;

/** A file with a settlement, an attached paper and rows in the archive, as a stop of the program left it: with its log. */
beforeAll(async () => {
  const hospital = openTestHospital({ nowIso: '2026-01-05T02:00:00.000Z' });
  const { context } = hospital;
  putSuixianIntoForce(hospital);
  settle(hospital, addPatient(hospital).stayId);
  writeSetting(context, undefined, 'auditKeptMonths', 6, '2020-01-01' as LocalDate);
  const content = openContentFile(context.connection);
  insertPart(content, 'paper', 0, Buffer.from('a paper that was attached'));
  content.close();
  hospital.clock.advanceMs(300 * 24 * 60 * 60_000);
  appendAudit(context, undefined, 'documents.checked', null, {});
  await archiveOldRows(context, (order) => ({
    result: Promise.resolve(copyIntoArchive(order)),
    stop: () => Promise.resolve(),
  }));
  model = mkdtempSync(path.join(tmpdir(), 'onestop-key-model-'));
  for (const name of readdirSync(context.dataFolder)) {
    if (!name.endsWith('-shm'))
      cpSync(path.join(context.dataFolder, name), path.join(model, name), { recursive: true });
  }
  hospital.close();
});
afterAll(() => rmSync(model, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-key-'));
  cpSync(model, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const clock = { now: () => new Date() };
const under = (keyHex: string) => ({
  file: path.join(folder, 'hospital.db'),
  keyHex,
  nativeBinding: null,
  busyTimeoutMs: 5000,
});
const change = () => finishKeyChange({ connection: under(testKeyHex), nextKeyHex, clock });
const killBefore = (step: KeyChangeStep) =>
  spawnSync(process.execPath, [program, under(testKeyHex).file, testKeyHex, nextKeyHex, step]).signal;

function expectAllUnderNewKey(): void {
  const connection = under(nextKeyHex);
  expect(() => connectReadOnly(under(testKeyHex))).toThrow('database_wrong_key');
  const database = openDatabase({ ...connection, clock });
  expect(database.prepare('SELECT count(*) FROM settlement').pluck().get()).toBe(1);
  const acts = database.prepare("SELECT act FROM audit WHERE act LIKE 'keys.key%'").pluck().all();
  expect(acts).toEqual(['keys.key_changed']);
  database.close();
  expect(verifyAuditBeside({ connection, head: null })).toMatchObject({ ok: true });
  const content = connectReadOnly({ ...connection, file: contentFileBeside(connection) });
  expect(content.prepare('SELECT bytes FROM attachment_part').pluck().get()).toEqual(
    Buffer.from('a paper that was attached'),
  );
  content.close();
  // Nothing under the old key, and nothing half-made, is left beside it.
  for (const beside of [contentFileBeside, archiveFileBeside]) {
    expect([existsSync(beside(connection)), existsSync(beside(under(testKeyHex)))]).toEqual([true, false]);
  }
  expect(readdirSync(folder).filter((name) => name.includes('rekeying'))).toEqual([]);
}

describe('a change of key', () => {
  it('writes the file and what lies beside it anew, and nothing opens under the old key', () => {
    expect(change()).toBe('changed');
    expectAllUnderNewKey();
    // Asked again, as by a start whose answer was lost.
    expect(change()).toBe('changed');
    expectAllUnderNewKey();
  });

  it.each([
    'attachments',
    'archive',
    'file',
    'file_encrypted',
    'file_proved',
    'log_closed',
    'switched',
    'tidied',
  ] as const)(
    'that is killed before “%s” leaves a file that one of the two keys opens, and the next start ends it',
    (step) => {
      expect(killBefore(step)).toBe('SIGKILL');
      const isSwitched = step === 'switched' || step === 'tidied';
      const database = openDatabase({ ...under(isSwitched ? nextKeyHex : testKeyHex), clock });
      expect(database.prepare('SELECT count(*) FROM settlement').pluck().get()).toBe(1);
      database.close();
      expect(change()).toBe('changed');
      expectAllUnderNewKey();
    },
  );

  it('that cannot be done leaves everything under the old key, and the log says so', () => {
    const damaged = contentFileBeside(under(testKeyHex));
    writeFileSync(damaged, Buffer.alloc(8192, 7));
    expect(change()).toBe('not_changed');
    const database = openDatabase({ ...under(testKeyHex), clock });
    const row = database.prepare("SELECT detail FROM audit WHERE act = 'keys.key_not_changed'").pluck();
    expect(row.get()).toBe('{"code":"database_wrong_key"}');
    database.close();
    expect(verifyAuditBeside({ connection: under(testKeyHex), head: null })).toMatchObject({ ok: true });
    expect(readdirSync(folder).filter((name) => name.includes('rekeying'))).toEqual([]);
  });
});
