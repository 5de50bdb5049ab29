import type { LogHead } from '../../../shared/audit/log-head.ts';
import type { ServiceContext } from '../context.ts';
import { type ConnectionOptions, connectReadOnly } from '../database/connection.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import type { RunningJob } from '../file-work/file-work.ts';
import { readSetting } from '../hospital/settings.ts';
import { addToArchive, archiveDiffers, headOf, rowsAfter } from './archive-file.ts';
import { appendAudit } from './audit.ts';

/** What is copied into the archive, in a thread. */
export interface ArchiveOrder {
  readonly connection: ConnectionOptions;
  /** Rows of before this instant, up to the first that is not. */
  readonly before: string;
}

/**
 * Copies old rows into the archive; those that an interrupted run brought already stay, if they are the same.
 * @returns the head of the archive. Refuses `audit_archive_differs`.
 */
export function copyIntoArchive({ connection, before }: ArchiveOrder): LogHead {
  const log = connectReadOnly(connection);
  try {
    return addToArchive(connection, (head) => {
      requireSame(log, head);
      return rowsAfter(log, head.sequence, before);
    });
  } finally {
    log.close();
  }
}

/** The archive's last row is one of this log, or the one that this log goes on from. */
function requireSame(log: ReturnType<typeof connectReadOnly>, head: LogHead): void {
  if (head.sequence === 0) return;
  const sql = `SELECT 1 FROM audit WHERE sequence = @sequence AND hash = @hash
    UNION ALL SELECT 1 FROM audit_archive WHERE last_sequence = @sequence AND last_hash = @hash`;
  if (log.prepare<object>(sql).get(head) === undefined) throw archiveDiffers();
}

export type RunArchiving = (order: ArchiveOrder) => RunningJob<LogHead>;

/**
 * Takes rows that are older than the setting out of the file, once they are in the archive. Three steps, each good to be
 * stopped behind: the rows are in the archive; the file names the archive's head; the rows leave the file, some at a time.
 * The next run goes on where it was. @returns whether anything was old enough
 */
export async function archiveOldRows(context: ServiceContext, run: RunArchiving): Promise<boolean> {
  takeOutArchived(context);
  const before = keptSince(context);
  if (!hasRowsBefore(context, before)) return false;
  const head = await run({ connection: context.connection, before }).result;
  inTransaction(context.database, () => {
    const known = archivedUpTo(context);
    if (head.sequence <= known) return;
    insertRow(context.database, 'audit_archive', {
      last_sequence: head.sequence,
      last_hash: head.hash,
      recorded_at: context.clock.now().toISOString(),
    });
    const detail = { fromRow: known + 1, toRow: head.sequence, hash: head.hash, before };
    appendAudit(context, undefined, 'audit.archived', null, detail);
  });
  takeOutArchived(context);
  return true;
}

/** Months back from now, in the world's calendar: a day more or less decides nothing here. */
function keptSince(context: ServiceContext): string {
  const since = new Date(context.clock.now());
  since.setUTCMonth(since.getUTCMonth() - readSetting(context, 'auditKeptMonths'));
  return since.toISOString();
}

function hasRowsBefore({ database }: ServiceContext, before: string): boolean {
  const sql = 'SELECT at FROM audit ORDER BY sequence LIMIT 1';
  const first = statement<[], { at: string }>(database, sql).get();
  return first !== undefined && first.at < before;
}

/** The last row that the archive is known to hold; 0: none. */
export function archivedUpTo({ database }: Pick<ServiceContext, 'database'>): number {
  const sql = 'SELECT coalesce(max(last_sequence), 0) AS sequence FROM audit_archive';
  return statement<[], { sequence: number }>(database, sql).get()?.sequence ?? 0;
}

/** So many at a time that nobody at a window waits for it. */
const rowsATime = 500;

function takeOutArchived(context: ServiceContext): void {
  const { database } = context;
  const last = archivedUpTo(context);
  if (last === 0 || headOf(database).sequence <= last) return;
  const take = statement<[number, number]>(
    database,
    'DELETE FROM audit WHERE sequence IN (SELECT sequence FROM audit WHERE sequence <= ? ORDER BY sequence LIMIT 0 + ?)',
  );
  while (inTransaction(database, () => take.run(last, rowsATime).changes) === rowsATime);
}
