import type { FileContent } from '../../../shared/contract/backups.ts';
import type { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import type { ProvedCopy } from './copy.ts';
import type { CopyToRemove, RemovedCopy } from './remove.ts';

/** Why a copy was made. */
export type BackupCause = 'first_of_day' | 'interval' | 'requested';

export interface BackupBegun {
  readonly backupId: string;
  readonly cause: BackupCause;
  readonly startedAt: string;
  readonly requestedBy: Actor | undefined;
}

/** Puts a proved copy down, with the folders it lies in. */
export function recordProved(
  context: ServiceContext,
  begun: BackupBegun,
  copy: ProvedCopy,
  folders: { readonly data: string; readonly second: string | null },
): void {
  const { database, clock } = context;
  const now = clock.now().toISOString();
  inTransaction(database, () => {
    insertBackup(context, begun, { endedAt: now, copy, failure: null });
    const place = statement<[string, string, string, string | null, string]>(
      database,
      'INSERT INTO backup_copy (backup_id, place, folder, failure, recorded_at) VALUES (?, ?, ?, ?, ?)',
    );
    place.run(begun.backupId, 'data', folders.data, null, now);
    if (copy.second !== null && folders.second !== null) {
      place.run(begun.backupId, 'second', folders.second, copy.second.failure, now);
    }
    const { fileName, sha256, sizeBytes, attachmentsFailure } = copy;
    appendAudit(context, begun.requestedBy, 'backup.proved', begun.backupId, {
      cause: begun.cause,
      fileName,
      sha256,
      sizeBytes,
      attachmentsFailure,
      secondFailure: copy.second?.failure ?? null,
    });
  });
}

/** A copy that could not be made or did not pass: kept with the reason, and shown. */
export function recordFailed(
  context: ServiceContext,
  begun: BackupBegun,
  keyFingerprint: string,
  refusal: Refusal,
): void {
  inTransaction(context.database, () => {
    const endedAt = context.clock.now().toISOString();
    insertBackup(context, begun, { endedAt, copy: null, failure: { refusal, keyFingerprint } });
    const { cause } = begun;
    appendAudit(context, begun.requestedBy, 'backup.failed', begun.backupId, { cause, code: refusal.code });
  });
}

interface Ended {
  readonly endedAt: string;
  readonly copy: ProvedCopy | null;
  readonly failure: { readonly refusal: Refusal; readonly keyFingerprint: string } | null;
}

function insertBackup(context: ServiceContext, begun: BackupBegun, { endedAt, copy, failure }: Ended): void {
  statement<object>(
    context.database,
    `INSERT INTO backup (id, cause, started_at, ended_at, outcome, file_name, size_bytes, sha256, key_fingerprint,
       content, failure_code, failure_reason, requested_by)
     VALUES (@id, @cause, @startedAt, @endedAt, @outcome, @fileName, @sizeBytes, @sha256, @key, @content, @code,
       @reason, @by)`,
  ).run({
    id: begun.backupId,
    cause: begun.cause,
    startedAt: begun.startedAt,
    endedAt,
    outcome: copy === null ? 'failed' : 'proved',
    fileName: copy?.fileName ?? null,
    sizeBytes: copy?.sizeBytes ?? null,
    sha256: copy?.sha256 ?? null,
    key: copy?.keyFingerprint ?? failure?.keyFingerprint ?? '',
    content: copy === null ? null : JSON.stringify(copy.content),
    code: failure?.refusal.code ?? null,
    reason: failure?.refusal.sentence ?? null,
    by: begun.requestedBy?.accountId ?? null,
  });
}

/** What became of copies beyond the plan. A removal that failed is tried again and not put down. */
export function recordRemovals(context: ServiceContext, removed: readonly RemovedCopy[]): void {
  const certain = removed.filter(({ outcome }) => outcome !== 'failed');
  if (certain.length === 0) return;
  inTransaction(context.database, () => {
    const insert = statement<[string, string, string, string]>(
      context.database,
      'INSERT INTO backup_removal (backup_id, place, outcome, recorded_at) VALUES (?, ?, ?, ?)',
    );
    const now = context.clock.now().toISOString();
    for (const { backupId, place, outcome } of certain) insert.run(backupId, place, outcome, now);
    appendAudit(context, undefined, 'backup.rotated', null, { removed: certain });
  });
}

/** One attempt as the record tells it. */
export interface BackupRow {
  readonly backupId: string;
  readonly cause: BackupCause;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly outcome: 'proved' | 'failed';
  readonly fileName: string | null;
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
  readonly keyFingerprint: string;
  readonly content: FileContent | null;
  readonly failureCode: string | null;
  readonly failureReason: string | null;
  /** In the second folder: `none` was set, it is there, or why not. */
  readonly secondFailure: string | null;
  readonly inSecond: boolean;
}

/** The newest attempts, the newest first. */
export function listBackups(context: ServiceContext, limit: number): BackupRow[] {
  const rows = statement<
    [number],
    Omit<BackupRow, 'content' | 'inSecond'> & { content: string | null; inSecond: 0 | 1 }
  >(
    context.database,
    `SELECT backup.id AS backupId, cause, started_at AS startedAt, ended_at AS endedAt, outcome,
       file_name AS fileName, size_bytes AS sizeBytes, sha256, key_fingerprint AS keyFingerprint, content,
       failure_code AS failureCode, failure_reason AS failureReason, second.failure AS secondFailure,
       (second.backup_id IS NOT NULL AND second.failure IS NULL) AS inSecond
     FROM backup LEFT JOIN backup_copy AS second ON second.backup_id = backup.id AND second.place = 'second'
     ORDER BY backup.rowid DESC LIMIT 0 + ?`,
  ).all(limit);
  return rows.map((row) => ({
    ...row,
    content: row.content === null ? null : (JSON.parse(row.content) as FileContent),
    inSecond: row.inSecond === 1,
  }));
}

/** When the last good copy was begun, and whether the newest attempt failed. */
export function lastBackups(context: ServiceContext): {
  readonly lastGoodAt: string | null;
  readonly lastAttempt: { readonly endedAt: string; readonly failureReason: string | null } | null;
} {
  const good = statement<[], { at: string }>(
    context.database,
    "SELECT started_at AS at FROM backup WHERE outcome = 'proved' ORDER BY rowid DESC LIMIT 1",
  ).get();
  const attempt = statement<[], { endedAt: string; failureReason: string | null }>(
    context.database,
    'SELECT ended_at AS endedAt, failure_reason AS failureReason FROM backup ORDER BY rowid DESC LIMIT 1',
  ).get();
  return { lastGoodAt: good?.at ?? null, lastAttempt: attempt ?? null };
}

/** Every proved copy of one place that was not removed yet, with what is needed to know it again. */
export function standingCopies(
  context: ServiceContext,
  place: 'data' | 'second',
): (CopyToRemove & { readonly at: Date })[] {
  const rows = statement<[string], CopyToRemove & { startedAt: string }>(
    context.database,
    `SELECT backup.id AS backupId, place, folder, file_name AS fileName, size_bytes AS sizeBytes, sha256,
       started_at AS startedAt
     FROM backup_copy JOIN backup ON backup.id = backup_copy.backup_id
     WHERE place = ? AND backup_copy.failure IS NULL AND NOT EXISTS (SELECT 1 FROM backup_removal AS removal
       WHERE removal.backup_id = backup_copy.backup_id AND removal.place = backup_copy.place)`,
  ).all(place);
  return rows.map(({ startedAt, ...copy }) => ({ ...copy, at: new Date(startedAt) }));
}
