import type { AuditAct } from '../../../shared/audit/act-titles.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { withoutIdNumbers } from './plain-detail.ts';

/** What the first row chains to. */
export const chainStart = '0'.repeat(64);

export interface AuditRow {
  readonly sequence: number;
  readonly at: string;
  readonly account_id: string | null;
  readonly act: string;
  readonly subject_id: string | null;
  readonly detail: string;
}

/**
 * Writes one act into the log, inside the caller's transaction: the act and its row are kept together or not at all.
 * `detail` says what changed, before and after, and never holds an ID number (one that somebody typed is masked), a phone or
 * a password.
 */
export function appendAudit(
  context: ServiceContext,
  actor: Pick<Actor, 'accountId'> | undefined,
  act: AuditAct,
  subjectId: string | null,
  detail: Record<string, unknown>,
): void {
  const { database, clock } = context;
  inTransaction(database, () => {
    const last = statement<[], { sequence: number; hash: string }>(
      database,
      'SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1',
    ).get();
    const previousHash = last?.hash ?? chainStart;
    const row: AuditRow = {
      sequence: (last?.sequence ?? 0) + 1,
      at: clock.now().toISOString(),
      account_id: actor?.accountId ?? null,
      act,
      subject_id: subjectId,
      detail: withoutIdNumbers(canonicalJson(detail)),
    };
    const hash = auditHash(previousHash, row);
    insertRow(database, 'audit', { ...row, previous_hash: previousHash, hash });
  });
}

/** Each row's hash covers the row and the hash before it, so that no row can change, go or move unseen. */
export function auditHash(previousHash: string, row: AuditRow): string {
  const { sequence, at, account_id, act, subject_id, detail } = row;
  return sha256(previousHash + canonicalJson({ sequence, at, account_id, act, subject_id, detail }));
}
