import type { Database } from 'better-sqlite3';
import { auditHash, type AuditRow, chainStart } from './audit.ts';

export type AuditVerdict =
  | { readonly ok: true; readonly rowCount: number; readonly head: string }
  /** The first row that does not fit: changed, out of order, or after a row that is missing. */
  | {
      readonly ok: false;
      readonly sequence: number;
      readonly problem: 'missing' | 'not_chained' | 'changed';
    };

/**
 * Walks the whole log and checks every hash. Rows cut off at the end leave a whole chain: only a head that was noted
 * elsewhere (day sheet, upload) shows them, hence `head` and `rowCount`.
 */
export function verifyAudit(database: Database): AuditVerdict {
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
