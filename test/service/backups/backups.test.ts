import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { contentFileBeside } from '../../../electron/service/attachments/content-file.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { readBackupName } from '../../../electron/service/backups/name.ts';
import { listBackups } from '../../../electron/service/backups/record.ts';
import { connectReadOnly } from '../../../electron/service/database/connection.ts';
import { runFileJob } from '../../../electron/service/file-work/file-work.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { addPatient, day, putSuixianIntoForce, settle } from '../harness/patient.ts';
import { startTestBackups } from './running.ts';

let hospital: TestHospital;
let folder: string;

beforeEach(() => {
  hospital = openTestHospital();
  folder = path.join(hospital.context.dataFolder, 'backups');
});
afterEach(() => hospital.close());

const copies = (where = folder) =>
  (existsSync(where) ? readdirSync(where) : []).filter((name) => name.endsWith('.db')).toSorted();

function openCopy(name: string, keyHex = hospital.keyHex) {
  return connectReadOnly({ ...hospital.context.connection, file: path.join(folder, name), keyHex });
}

const hourMs = 60 * 60_000;

describe('the driver', () => {
  it('cannot copy an encrypted file by its own backup(): the day it can, this says so', async () => {
    const target = path.join(hospital.context.dataFolder, 'by-driver.db');
    await expect(hospital.context.database.backup(target)).rejects.toThrow(
      'backup is not supported with incompatible source and target databases',
    );
  });
});

describe('a copy', () => {
  it('holds what was there, under the same key, is proved and named, and stands in the record', async () => {
    putSuixianIntoForce(hospital);
    const { stayId } = addPatient(hospital);
    const { slipNumber } = settle(hospital, stayId);
    const { backups } = startTestBackups(hospital);
    const made = await backups.now(hospital.actor('information_office'));
    expect(copies()).toEqual([made.fileName]);
    const copy = openCopy(made.fileName);
    expect(copy.prepare('SELECT slip_number FROM settlement').pluck().all()).toEqual([slipNumber]);
    copy.close();
    expect(() => openCopy(made.fileName, 'b2'.repeat(32))).toThrow('database_wrong_key');
    expect(readFileSync(path.join(folder, made.fileName)).includes('SQLite format')).toBe(false);
    const [row] = listBackups(hospital.context, 10);
    expect(row).toMatchObject({ outcome: 'proved', cause: 'requested', fileName: made.fileName });
    expect(row?.content).toMatchObject({
      settlementCount: 1,
      lastSettlement: { slipNumber },
      openUploadCount: hospital.context.database
        .prepare('SELECT count(*) FROM outbox WHERE closed_at IS NULL')
        .pluck()
        .get(),
    });
    expect(readBackupName(made.fileName)).toMatchObject({ auditSequence: row?.content?.auditSequence });
    expect(row?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is whole although somebody writes all the while, and holds no half of a transaction', async () => {
    const { database } = hospital.context;
    const insert = database.prepare("INSERT INTO person (id, created_at) VALUES (?, '2020')");
    const pair = database.transaction((index: number) => {
      insert.run(`a${index}`);
      insert.run(`b${index}`);
    });
    for (let index = 0; index < 3000; index += 1) pair(index);
    let written = 3000;
    const { backups } = startTestBackups(hospital, {
      run: (name, order, tell) => {
        const job = runFileJob(name, order, tell);
        const write = setInterval(() => {
          for (let turn = 0; turn < 5; turn += 1) pair((written += 1));
        }, 1);
        job.result.finally(() => clearInterval(write)).catch(() => undefined);
        return job;
      },
    });
    const made = await backups.now(hospital.actor('information_office'));
    expect(written).toBeGreaterThan(3000);
    const copy = openCopy(made.fileName);
    const count = (like: string) =>
      copy.prepare<[string], number>('SELECT count(*) FROM person WHERE id GLOB ?').pluck().get(like);
    expect(count('a*')).toBe(count('b*'));
    expect(count('a*')).toBeGreaterThanOrEqual(3000);
    copy.close();
    expect(database.prepare('SELECT count(*) FROM person').pluck().get()).toBe(written * 2);
  });

  it('also lies in the second folder, and its absence there takes nothing from the first', async () => {
    const second = path.join(hospital.context.dataFolder, 'stick');
    mkdirSync(second);
    writeFileSync(path.join(second, '照片.jpg'), 'not ours');
    writeSetting(hospital.context, undefined, 'backupSecondFolder', second, day('2020-01-01'));
    const { backups } = startTestBackups(hospital);
    const first = await backups.now(hospital.actor('information_office'));
    expect(first.second).toEqual({ failure: null });
    expect(copies(second)).toEqual(copies());
    expect(
      readFileSync(path.join(second, first.fileName)).equals(readFileSync(path.join(folder, first.fileName))),
    ).toBe(true);
    rmSync(second, { recursive: true });
    hospital.clock.advanceMs(hourMs);
    const next = await backups.now(hospital.actor('information_office'));
    expect(next.second).toEqual({ failure: 'second_folder_missing' });
    expect(copies()).toHaveLength(2);
  });

  it('that was cut off by a power failure is cleaned away at the next run, and nothing else is', async () => {
    mkdirSync(folder);
    const left = 'hospital-2020-03-09T02-00-00-000Z-k7KQ2-9XWD.unproved';
    for (const name of [left, `${left}-journal`, 'notes.unproved', 'hospital.txt']) {
      writeFileSync(path.join(folder, name), 'x');
    }
    const { backups } = startTestBackups(hospital);
    const made = await backups.now(hospital.actor('information_office'));
    expect(readdirSync(folder).toSorted()).toEqual(
      [made.fileName, 'hospital.txt', 'notes.unproved'].toSorted(),
    );
  });

  it('of a file with a broken page is not kept: the failure is put down and said', async () => {
    hospital.context.database.pragma('wal_checkpoint(TRUNCATE)');
    const bytes = readFileSync(hospital.file);
    const broken = path.join(hospital.context.dataFolder, 'broken.db');
    bytes[4096 * 12 + 500]! ^= 0xff;
    writeFileSync(broken, bytes);
    const { backups } = startTestBackups(hospital, {
      run: (name, order, tell) =>
        runFileJob(name, { ...order, connection: { ...hospital.context.connection, file: broken } }, tell),
    });
    await expect(backups.now(hospital.actor('information_office'))).rejects.toThrow('database_damaged');
    expect(copies()).toEqual([]);
    expect(listBackups(hospital.context, 1)).toMatchObject([
      { outcome: 'failed', failureCode: 'database_damaged', fileName: null },
    ]);
    expect(backups.state()).toMatchObject({ lastGoodAt: null, overdue: true });
  });

  it('is made although the attached papers cannot be read, and the screen says what is missing', async () => {
    writeFileSync(contentFileBeside(hospital.context.connection), 'no database at all'.repeat(1000));
    const { backups } = startTestBackups(hospital);
    const made = await backups.now(hospital.actor('information_office'));
    expect(copies()).toEqual([made.fileName]);
    expect(backups.state().lastGoodAt).toBe(hospital.clock.now().toISOString());
    expect(backups.state().lastFailure).toContain('证件附件没有全部备份');
    const outcomes = listBackups(hospital.context, 10).map(({ outcome, failureCode }) => [
      outcome,
      failureCode,
    ]);
    expect(outcomes).toEqual([
      ['failed', 'backup_attachments_failed'],
      ['proved', null],
    ]);
  });

  it('is refused while another is being made', async () => {
    const { backups } = startTestBackups(hospital);
    const first = backups.now(hospital.actor('information_office'));
    expect(() => backups.now(hospital.actor('information_office'))).toThrow('backup_running');
    await first;
  });

  it('that is stopped half-way is no failure, and leaves nothing under a name', async () => {
    const { backups } = startTestBackups(hospital, {
      run: (name, order, tell) => {
        const job = runFileJob(name, order, tell);
        queueMicrotask(() => void backups.stop());
        return job;
      },
    });
    await expect(backups.now(hospital.actor('information_office'))).rejects.toThrow('file_work_stopped');
    await backups.idle();
    expect(copies()).toEqual([]);
    expect(listBackups(hospital.context, 10)).toEqual([]);
  });
});

describe('the schedule', () => {
  it('makes the first copy of a day, then one after so many hours, also after a restart', async () => {
    const first = startTestBackups(hospital);
    await first.wake();
    expect(listBackups(hospital.context, 10).map(({ cause }) => cause)).toEqual(['first_of_day']);
    hospital.clock.advanceMs(3 * hourMs);
    await first.wake();
    expect(listBackups(hospital.context, 10)).toHaveLength(1);
    hospital.clock.advanceMs(hourMs + 1000);
    // A restart changes nothing: what is put down decides.
    await first.backups.stop();
    const again = startTestBackups(hospital);
    await again.wake();
    expect(listBackups(hospital.context, 10).map(({ cause }) => cause)).toEqual(['interval', 'first_of_day']);
    hospital.clock.set('2020-03-11T00:30:00.000Z');
    await again.wake();
    expect(listBackups(hospital.context, 10)[0]?.cause).toBe('first_of_day');
  });

  it('waits half an hour after a failure, and says it when the last good copy is too old', async () => {
    const full = new Refusal('disk_nearly_full', '磁盘快满了。');
    const test = startTestBackups(hospital, {
      requireRoom: async () => {
        throw full;
      },
    });
    await test.wake();
    expect(listBackups(hospital.context, 10)).toMatchObject([
      { outcome: 'failed', failureCode: 'disk_nearly_full' },
    ]);
    expect(test.sleepsMs.at(-1)).toBe(15 * 60_000);
    hospital.clock.advanceMs(15 * 60_000);
    await test.wake();
    expect(listBackups(hospital.context, 10)).toHaveLength(1);
    hospital.clock.advanceMs(15 * 60_000);
    await test.wake();
    expect(listBackups(hospital.context, 10)).toHaveLength(2);
    expect(test.backups.state()).toMatchObject({ overdue: true, lastFailure: '磁盘快满了。' });
  });
});

describe('rotation', () => {
  const keep = (newest: number) => {
    for (const [name, value] of [
      ['backupKeepNewest', newest],
      ['backupKeepWeeks', 0],
      ['backupKeepMonths', 0],
    ] as const) {
      writeSetting(hospital.context, undefined, name, value, day('2020-01-01'));
    }
  };
  const makeOne = async (test: ReturnType<typeof startTestBackups>) => {
    hospital.clock.advanceMs(hourMs);
    return (await test.backups.now(hospital.actor('information_office'))).fileName;
  };

  it('takes what is beyond the plan, and puts it down', async () => {
    keep(2);
    const test = startTestBackups(hospital);
    const names = [await makeOne(test), await makeOne(test), await makeOne(test)];
    expect(copies()).toEqual(names.slice(1));
    expect(hospital.context.database.prepare('SELECT outcome FROM backup_removal').pluck().all()).toEqual([
      'removed',
    ]);
  });

  it('leaves alone what it did not make: foreign names, and other content under its own name', async () => {
    keep(1);
    const test = startTestBackups(hospital);
    const first = await makeOne(test);
    writeFileSync(path.join(folder, 'hospital-2019-01-01T00-00-00-000Z-a1-k7KQ2-9XWD.db'), 'foreign');
    writeFileSync(path.join(folder, 'before-version-3-2019.db'), 'before a migration');
    // Somebody put another file in place of the first copy.
    copyFileSync(hospital.file, path.join(folder, first));
    const second = await makeOne(test);
    expect(copies()).toEqual(
      [
        'before-version-3-2019.db',
        'hospital-2019-01-01T00-00-00-000Z-a1-k7KQ2-9XWD.db',
        first,
        second,
      ].toSorted(),
    );
    expect(hospital.context.database.prepare('SELECT outcome FROM backup_removal').pluck().all()).toEqual([
      'other_content',
    ]);
  });

  it('never takes a good copy for a newer one that failed', async () => {
    keep(1);
    const good = startTestBackups(hospital);
    const name = await makeOne(good);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const bad = startTestBackups(hospital, {
      run: (job, order, tell) => {
        if (job === 'copy') throw new Error('a thread cannot be started');
        return runFileJob(job, order, tell);
      },
    });
    hospital.clock.advanceMs(hourMs);
    await expect(bad.backups.now(hospital.actor('information_office'))).rejects.toThrow('backup_failed');
    expect(copies()).toEqual([name]);
    vi.restoreAllMocks();
  });
});
