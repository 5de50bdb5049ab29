import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { archiveOldRows, archivedUpTo, copyIntoArchive } from '../../../electron/service/audit/archive.ts';
import { archiveFileBeside, bringArchive } from '../../../electron/service/audit/archive-file.ts';
import { appendAudit } from '../../../electron/service/audit/audit.ts';
import { logHead } from '../../../electron/service/audit/head.ts';
import { searchAudit } from '../../../electron/service/audit/search.ts';
import { verifyAudit, verifyAuditBeside } from '../../../electron/service/audit/verify.ts';
import { connect } from '../../../electron/service/database/connection.ts';
import { writeSetting } from '../../../electron/service/hospital/settings.ts';
import { openTestHospital, type TestHospital } from '../harness/hospital.ts';
import { startTestBackups } from '../backups/running.ts';

let hospital: TestHospital;
let oldHead: { readonly sequence: number; readonly hash: string };

/** Twelve rows of long ago, one of today, and a setting of six months. */
beforeEach(() => {
  hospital = openTestHospital({ nowIso: '2026-01-05T02:00:00.000Z' });
  const { context } = hospital;
  writeSetting(context, undefined, 'auditKeptMonths', 6, '2020-01-01' as LocalDate);
  for (let index = 0; index < 12; index += 1) {
    appendAudit(context, hospital.actor('clerk'), 'documents.checked', `old-${index}`, { index });
  }
  oldHead = logHead(context)!;
  hospital.clock.advanceMs(300 * 24 * 60 * 60_000);
  appendAudit(context, hospital.actor('clerk'), 'documents.checked', 'new', {});
});
afterEach(() => hospital.close());

const run = (order: Parameters<typeof copyIntoArchive>[0]) => ({
  result: Promise.resolve(copyIntoArchive(order)),
  stop: () => Promise.resolve(),
});
const beside = (head: typeof oldHead | null = null) =>
  verifyAuditBeside({ connection: hospital.context.connection, head });
const firstRow = () =>
  hospital.context.database.prepare('SELECT min(sequence) FROM audit').pluck().get() as number;
const found = (text: string) =>
  searchAudit({
    connection: hospital.context.connection,
    question: { subject: 'documents', account: 'clerk', text },
    from: '2000',
    before: '2100',
  }).rows.map(({ subjectId, isArchived, accountName }) => ({ subjectId, isArchived, accountName }));

describe('rows older than the setting', () => {
  it('leave the file once they are in the archive; the log goes on from them, and is found and verified with them', async () => {
    const clerk = hospital.actor('clerk').displayName;
    expect(await archiveOldRows(hospital.context, run)).toBe(true);
    expect(archivedUpTo(hospital.context)).toBe(oldHead.sequence);
    expect(firstRow()).toBe(oldHead.sequence + 1);
    expect(verifyAudit(hospital.context.database)).toMatchObject({ ok: true });
    expect(beside(oldHead)).toMatchObject({ ok: true, rowCount: logHead(hospital.context)!.sequence });
    expect(beside({ sequence: 3, hash: 'f'.repeat(16) })).toEqual({ ok: false, problem: 'head_missing' });
    expect(found('old-7')).toEqual([{ subjectId: 'old-7', isArchived: true, accountName: clerk }]);
    expect(found('new')).toEqual([{ subjectId: 'new', isArchived: false, accountName: clerk }]);
    expect(await archiveOldRows(hospital.context, run)).toBe(false);
  });

  it('lie there unreadable to whoever takes the disk', async () => {
    await archiveOldRows(hospital.context, run);
    const bytes = readFileSync(archiveFileBeside(hospital.context.connection));
    expect(bytes.includes('old-7')).toBe(false);
    expect(bytes.includes('SQLite format')).toBe(false);
  });

  it('are archived behind the next copy, and the archive lies beside the copies too', async () => {
    const { context } = hospital;
    const { backups } = startTestBackups(hospital);
    await backups.now(hospital.actor('information_office'));
    expect(firstRow()).toBe(oldHead.sequence + 1);
    await backups.now(hospital.actor('information_office'));
    const copies = { ...context.connection, file: path.join(context.dataFolder, 'backups', 'hospital.db') };
    expect(existsSync(archiveFileBeside(copies))).toBe(true);
    await backups.stop();
  });

  it('that nobody archived are not taken out, whoever says so', () => {
    const { database } = hospital.context;
    expect(() => database.exec('DELETE FROM audit')).toThrow('append_only: audit');
  });
});

describe('an interruption', () => {
  it('behind the copying leaves every row in both, and the next run ends it', async () => {
    copyIntoArchive({ connection: hospital.context.connection, before: '2026-06-01' });
    expect([archivedUpTo(hospital.context), firstRow()]).toEqual([0, 1]);
    expect(beside(oldHead)).toMatchObject({ ok: true });
    expect(found('old-7')).toHaveLength(1);
    await archiveOldRows(hospital.context, run);
    expect(firstRow()).toBe(oldHead.sequence + 1);
    expect(beside(oldHead)).toMatchObject({ ok: true });
  });

  it('among the rows that leave shows each once, and the next run takes out the rest', async () => {
    const { database } = hospital.context;
    await archiveOldRows(hospital.context, run);
    const left = firstRow();
    expect(left).toBe(oldHead.sequence + 1);
    // As if the power had failed behind the first of them.
    bringBack(5);
    expect(firstRow()).toBe(oldHead.sequence - 4);
    expect(verifyAudit(database)).toMatchObject({ ok: true });
    expect(beside(oldHead)).toMatchObject({ ok: true });
    expect(found('old-11')).toHaveLength(1);
    await archiveOldRows(hospital.context, run);
    expect(firstRow()).toBe(left);
  });
});

function bringBack(count: number): void {
  const { connection, database } = hospital.context;
  const archive = connect({ ...connection, file: archiveFileBeside(connection) });
  const rows = archive.prepare('SELECT * FROM audit ORDER BY sequence DESC LIMIT ?').all(count);
  archive.close();
  const insert = database.prepare(
    'INSERT INTO audit VALUES (@sequence, @at, @account_id, @act, @subject_id, @detail, @previous_hash, @hash)',
  );
  for (const row of rows) insert.run(row);
}

describe('an archive', () => {
  it('that is missing, shortened, changed or another one is noticed', async () => {
    await archiveOldRows(hospital.context, run);
    const { connection } = hospital.context;
    const change = (sql: string): void => {
      const archive = connect({ ...connection, file: archiveFileBeside(connection) });
      archive.exec(
        'DROP TRIGGER IF EXISTS audit_is_never_updated; DROP TRIGGER IF EXISTS audit_is_never_deleted;',
      );
      archive.exec(sql);
      archive.close();
    };
    change(`UPDATE audit SET detail = '{"index":99}' WHERE subject_id = 'old-3'`);
    expect(beside()).toMatchObject({ ok: false, problem: 'changed' });
    change('DELETE FROM audit WHERE sequence > 10');
    expect(beside()).toMatchObject({ ok: false, problem: 'archive_missing' });
  });

  it('of another log takes no row, and none leaves the file', async () => {
    const other = openTestHospital({ nowIso: '2026-01-05T02:00:00.000Z' });
    appendAudit(other.context, undefined, 'documents.checked', 'another', {});
    copyIntoArchive({ connection: other.context.connection, before: '2026-06-01' });
    bringArchive(other.context.connection, hospital.context.connection);
    other.close();
    await expect(archiveOldRows(hospital.context, run)).rejects.toMatchObject({
      code: 'audit_archive_differs',
    });
    expect(firstRow()).toBe(1);
  });
});
