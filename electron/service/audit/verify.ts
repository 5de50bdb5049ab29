import type { Database } from 'better-sqlite3';
import type { LogHead } from '../../../shared/audit/log-head.ts';
import type { AuditVerdict, NotedHead } from '../../../shared/contract/audit.ts';
import { connectReadOnly, type ConnectionOptions } from '../database/connection.ts';
import { type ChainedRow, headOf, readArchive, rowsAfter } from './archive-file.ts';
import { auditHash, chainStart } from './audit.ts';

/** What the rows of one file say of themselves. */
export type ChainVerdict = Exclude<AuditVerdict, { readonly problem: 'head_missing' | 'archive_missing' }>;

/**
 * Walks the whole log of a file and checks every hash, from the row that its archive ends with on. Rows cut off at the end
 * leave a whole chain: only a head that was noted elsewhere (day sheet, upload) shows them, hence `head` and `rowCount`.
 */
export function verifyAudit(database: Database): ChainVerdict {
  const archived = archivedHead(database);
  if (archived === undefined) return verifyChain(rowsAfter(database, 0), { sequence: 0, hash: chainStart });
  const left = database
    .prepare<[], LogHead>('SELECT sequence, previous_hash AS hash FROM audit ORDER BY sequence LIMIT 1')
    .get();
  // Rows that are in the archive and not yet taken out stand before the seam, and have to lead to it.
  const begin =
    left === undefined || left.sequence > archived.sequence
      ? archived
      : { sequence: left.sequence - 1, hash: left.hash };
  const verdict = verifyChain(rowsAfter(database, 0), begin);
  if (!verdict.ok || begin === archived) return verdict;
  const seam = database.prepare<[number], string>('SELECT hash FROM audit WHERE sequence = ?').pluck();
  if (seam.get(archived.sequence) === archived.hash) return verdict;
  return { ok: false, sequence: archived.sequence, problem: 'changed' };
}

function verifyChain(rows: Iterable<ChainedRow>, begin: LogHead): ChainVerdict {
  let { sequence: rowCount, hash: head } = begin;
  for (const row of rows) {
    const { sequence } = row;
    if (sequence !== rowCount + 1) return { ok: false, sequence, problem: 'missing' };
    if (row.previous_hash !== head) return { ok: false, sequence, problem: 'not_chained' };
    if (row.hash !== auditHash(head, row)) return { ok: false, sequence, problem: 'changed' };
    head = row.hash;
    rowCount = sequence;
  }
  return { ok: true, rowCount, head };
}

/** What the file says that its archive ends with; a file of an earlier version has none. */
function archivedHead(database: Database): LogHead | undefined {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'audit_archive'").get();
  if (table === undefined) return undefined;
  return database
    .prepare<[], LogHead>(
      'SELECT last_sequence AS sequence, last_hash AS hash FROM audit_archive ORDER BY last_sequence DESC LIMIT 1',
    )
    .get();
}

export interface VerifyOrder {
  readonly connection: ConnectionOptions;
  /** A head that was noted elsewhere and has to be found; null: none was. */
  readonly head: NotedHead | null;
}

/** The log with its archive, of a file that somebody works in, on connections of its own: in a thread. */
export function verifyAuditBeside({ connection, head }: VerifyOrder): AuditVerdict {
  const database = connectReadOnly(connection);
  const archive = readArchive(connection);
  try {
    const verdict = verifyAudit(database);
    if (!verdict.ok) return verdict;
    const archived = archivedHead(database);
    const ofArchive = archived === undefined ? undefined : verifyArchive(archive, archived);
    if (ofArchive !== undefined) return ofArchive;
    if (head === null || holds(database, head) || (archive !== undefined && holds(archive, head))) {
      return verdict;
    }
    return { ok: false, problem: 'head_missing' };
  } finally {
    archive?.close();
    database.close();
  }
}

/** What is wrong with the archive; it may hold more than the file knows of, where a run was stopped. */
function verifyArchive(archive: Database | undefined, archived: LogHead): AuditVerdict | undefined {
  if (archive === undefined || headOf(archive).sequence < archived.sequence) {
    return { ok: false, problem: 'archive_missing' };
  }
  const verdict = verifyChain(rowsAfter(archive, 0), { sequence: 0, hash: chainStart });
  if (!verdict.ok) return verdict;
  return holds(archive, archived) ? undefined : { ok: false, problem: 'archive_missing' };
}

/** A head with the number of its row has to stand in that very row. */
function holds(database: Database, { sequence, hash }: NotedHead): boolean {
  const sql = `SELECT 1 FROM audit WHERE substr(hash, 1, length(@hash)) = @hash
    AND (@sequence IS NULL OR sequence = @sequence) LIMIT 1`;
  return database.prepare<object>(sql).get({ sequence, hash }) !== undefined;
}
