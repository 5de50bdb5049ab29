import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupWarnings } from '../../../electron/service/backups/schedule-of-file.ts';
import { readBackupName } from '../../../electron/service/backups/name.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { startTestBackups } from './running.ts';

/* What the names of copies tell without a key. */

let hospital: TestHospital;
let folder: string;

beforeEach(() => {
  hospital = openTestHospital();
  folder = path.join(hospital.context.dataFolder, 'backups');
});
afterEach(() => hospital.close());

const copies = () => readdirSync(folder).filter((name) => name.endsWith('.db'));

it('keys of copies are told apart by their names', async () => {
  const { backups } = startTestBackups(hospital);
  const { fileName } = await backups.now(hospital.actor('information_office'));
  expect(readBackupName(fileName)?.keyFingerprint).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(readBackupName('../hospital.db')).toBeUndefined();
});

describe('a file that lost its log', () => {
  it('is found out by a copy that holds more, unless a copy was put in place since', async () => {
    const first = startTestBackups(hospital);
    expect(first.backups.isOlderThanCopies).toBe(false);
    const { content } = await first.backups.now(hospital.actor('information_office'));
    await first.backups.stop();
    expect(startTestBackups(hospital).backups.isOlderThanCopies).toBe(false);
    // The name of a copy of ours that holds one row more than the file does now.
    const held = hospital.context.database.prepare('SELECT max(sequence) FROM audit').pluck().get() as number;
    expect(content.auditSequence).toBeLessThanOrEqual(held);
    const [name] = copies();
    copyFileSync(path.join(folder, name!), path.join(folder, name!.replace(/-a\d+-/, `-a${held + 1}-`)));
    expect(startTestBackups(hospital).backups.isOlderThanCopies).toBe(true);
    expect(backupWarnings(hospital.context).map(({ code }) => code)).toEqual(['database_older_than_backup']);
    hospital.context.database
      .prepare(
        `INSERT INTO restoration (id, restored_at, source, source_sha256, audit_verdict, lost, reason, login, second_login)
         VALUES ('r', ?, 'data/x.db', 'x', '{}', '{}', '退回', 'a', 'b')`,
      )
      .run('2020-03-10T03:00:00.000Z');
    expect(startTestBackups(hospital).backups.isOlderThanCopies).toBe(false);
  });
});
