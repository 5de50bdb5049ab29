import type { Database } from 'better-sqlite3';
import type { AuditVerdict, NotedHead } from '../../../shared/contract/audit.ts';
import { connectReadOnly, type ConnectionOptions } from '../database/connection.ts';
import { auditHash, type AuditRow, chainStart } from './audit.ts';

/** What the rows say of themselves. */
export type ChainVerdict = Exclude<AuditVerdict, { readonly problem: 'head_missing' }>;

/**
 * Walks the whole log and checks every hash. Rows cut off at the end leave a whole chain: only a head that was noted
 * elsewhere (day sheet, upload) shows them, hence `head` and `rowCount`.
 */
export function verifyAudit(database: Database): ChainVerdict {
  const rows = database.prepare<[], AuditRow & { previous_hash: string; hash: string }>(
    'SELECT sequence, at, account_id, act, subject_id, detail, previous_hash, hash FROM audit ORDER BY sequence',
  );
  let [head, rowCount] = [chainStart, 0];
  for (const row of rows.iterate()) {
    const { sequence } = row;
    if (sequence !== rowCount + 1) return { ok: false, sequence, problem: 'missing' };
    if (row.previous_hash !== head) return { ok: false, sequence, problem: 'not_chained' };
    if (row.hash !== auditHash(head, row)) return { ok: false, sequence, problem: 'changed' };
    head = row.hash;
    rowCount = sequence;
  }
  return { ok: true, rowCount, head };
}

export interface VerifyOrder {
  readonly connection: ConnectionOptions;
  /** A head that was noted elsewhere and has to be found; null: none was. */
  readonly head: NotedHead | null;
}

/** The same for a file that somebody works in, on a connection of its own: in a thread. */
export function verifyAuditBeside({ connection, head }: VerifyOrder): AuditVerdict {
  const database = connectReadOnly(connection);
  try {
    const verdict = verifyAudit(database);
    if (!verdict.ok || head === null || holds(database, head)) return verdict;
    return { ok: false, problem: 'head_missing' };
  } finally {
    database.close();
  }
}

/** A head with the number of its row has to stand in that very row. */
function holds(database: Database, { sequence, hash }: NotedHead): boolean {
  const sql = `SELECT 1 FROM audit WHERE substr(hash, 1, length(@hash)) = @hash
    AND (@sequence IS NULL OR sequence = @sequence) LIMIT 1`;
  return database.prepare<object>(sql).get({ sequence, hash }) !== undefined;
}
