import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { LogHead } from '../../../shared/audit/log-head.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import {
  type ConnectionOptions,
  connect,
  connectReadOnly,
  prepareConnection,
} from '../database/connection.ts';
import { appendOnly } from '../database/migrations/migration.ts';
import { auditHash, type AuditRow, chainStart } from './audit.ts';

/*
 * Rows of the log that are older than the setting lie in a file of their own beside the hospital's, under the same key
 * and in the same chain. It only ever grows, so a copy of it needs only the rows that it does not have yet.
 */

const schema = `
CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, account_id TEXT, act TEXT NOT NULL, subject_id TEXT,
  detail TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
) STRICT;
${appendOnly('audit')}`;

export type ChainedRow = AuditRow & { readonly previous_hash: string; readonly hash: string };
const columns = 'sequence, at, account_id, act, subject_id, detail, previous_hash, hash';

/** Where the archive of a hospital's file lies, or of a copy of it; the name says which key opens it. */
export function archiveFileBeside({ file, keyHex }: Pick<ConnectionOptions, 'file' | 'keyHex'>): string {
  return path.join(path.dirname(file), `audit-archive-k${keyFingerprint(keyHex)}.db`);
}

/** To look into it; undefined where nothing was ever archived. */
export function readArchive(connection: ConnectionOptions): Database | undefined {
  const file = archiveFileBeside(connection);
  if (!existsSync(file)) return undefined;
  const database = connectReadOnly({ ...connection, file });
  // A stop while it was made leaves a file without its table: nothing is in it.
  if (hasTable(database)) return database;
  database.close();
  return undefined;
}

function openArchive(connection: ConnectionOptions): Database {
  const database = connect({ ...connection, file: archiveFileBeside(connection) });
  try {
    prepareConnection(database);
    if (!hasTable(database)) database.transaction(() => database.exec(schema)).immediate();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function hasTable(database: Database): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'audit'").get() !== undefined;
}

/** The rows of a log after a place, in their order. */
export function rowsAfter(
  database: Database,
  sequence: number,
  before: string | null = null,
): IterableIterator<ChainedRow> {
  const sql = `SELECT ${columns} FROM audit WHERE sequence > @sequence ORDER BY sequence`;
  const rows = database.prepare<object, ChainedRow>(sql).iterate({ sequence });
  return before === null ? rows : whileBefore(rows, before);
}

function* whileBefore(rows: Iterable<ChainedRow>, before: string): IterableIterator<ChainedRow> {
  for (const row of rows) {
    if (row.at >= before) return;
    yield row;
  }
}

/** The last row of a log; row 0 where it has none. */
export function headOf(database: Database): LogHead {
  const sql = 'SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1';
  return database.prepare<[], LogHead>(sql).get() ?? { sequence: 0, hash: chainStart };
}

/** So many rows a transaction: a stop loses no more than these, and the next run goes on behind what is there. */
const rowsATime = 5_000;

/**
 * Adds rows to the archive beside a file, each only if it continues the chain. @returns the archive's new head. Refuses
 * `audit_archive_differs`, where what lies there is another log.
 */
export function addToArchive(
  connection: ConnectionOptions,
  rowsBehind: (head: LogHead) => Iterable<ChainedRow>,
): LogHead {
  const archive = openArchive(connection);
  try {
    let head = headOf(archive);
    const insert = archive.prepare(
      'INSERT INTO audit VALUES (@sequence, @at, @account_id, @act, @subject_id, @detail, @previous_hash, @hash)',
    );
    const add = archive.transaction((rows: readonly ChainedRow[]) => {
      for (const row of rows) insert.run(row);
    });
    let waiting: ChainedRow[] = [];
    for (const row of rowsBehind(head)) {
      if (!continues(head, row)) throw archiveDiffers();
      head = { sequence: row.sequence, hash: row.hash };
      waiting.push(row);
      if (waiting.length < rowsATime) continue;
      add.immediate(waiting);
      waiting = [];
    }
    add.immediate(waiting);
    // A copy can then be read where nothing can be written.
    archive.pragma('journal_mode = DELETE');
    return head;
  } finally {
    archive.close();
  }
}

/** Whether a row stands right behind that head, as it was written. */
export function continues(head: LogHead, row: ChainedRow): boolean {
  return (
    row.sequence === head.sequence + 1 &&
    row.previous_hash === head.hash &&
    row.hash === auditHash(head.hash, row)
  );
}

/** Brings what the archive beside `to` does not have yet out of the one beside `from`. Nothing where nothing was archived. */
export function bringArchive(from: ConnectionOptions, to: ConnectionOptions): void {
  const source = readArchive(from);
  if (source === undefined) return;
  try {
    addToArchive(to, ({ sequence }) => rowsAfter(source, sequence));
  } finally {
    source.close();
  }
}

export function archiveDiffers(): Refusal {
  return new Refusal(
    'audit_archive_differs',
    '存档的日志和本库的日志接不上，没有转存，本库的日志一条也没有少。请信息科保留现场，核对日志。',
  );
}
