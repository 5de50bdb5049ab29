import type { Database } from 'better-sqlite3';
import {
  type AuditFound,
  type AuditLogRow,
  type AuditQuestion,
  mostAuditRows,
} from '../../../shared/contract/audit.ts';
import { connectReadOnly, type ConnectionOptions } from '../database/connection.ts';
import { readArchive } from './archive-file.ts';

export interface AuditSearchOrder {
  readonly connection: ConnectionOptions;
  readonly question: Omit<AuditQuestion, 'fromDay' | 'toDay'>;
  /** Instants of the hospital's days: from the first, before the second. */
  readonly from: string;
  readonly before: string;
}

/**
 * What was done by whom, the newest first, and what lies in the archive behind it. In a thread: the log has no index but
 * its order (an index would be a page in every commit), so years of it are walked through.
 */
export function searchAudit({ connection, ...order }: AuditSearchOrder): AuditFound {
  const database = connectReadOnly(connection);
  const archive = readArchive(connection);
  try {
    const accounts = accountsOf(database);
    const rows = searchIn(database, order, accounts);
    if (archive !== undefined && rows.length <= mostAuditRows) {
      const oldest = oldestIn(database);
      const archived = searchIn(archive, order, accounts, oldest);
      rows.push(...archived.map((row) => ({ ...row, isArchived: true })));
    }
    return { rows: rows.slice(0, mostAuditRows), more: rows.length > mostAuditRows };
  } finally {
    archive?.close();
    database.close();
  }
}

interface Account {
  readonly id: string;
  readonly login: string;
  readonly name: string;
}

/** The archive names accounts by their id alone. */
function accountsOf(database: Database): Account[] {
  return database.prepare<[], Account>('SELECT id, login, display_name AS name FROM staff_account').all();
}

/** The first row that is not taken out: what the archive holds from there on is shown once. */
function oldestIn(database: Database): number {
  const sql = 'SELECT coalesce(min(sequence), 1) FROM audit';
  return database.prepare<[], number>(sql).pluck().get() ?? 1;
}

function searchIn(
  database: Database,
  { question, from, before }: Omit<AuditSearchOrder, 'connection'>,
  accounts: readonly Account[],
  below = Number.MAX_SAFE_INTEGER,
): AuditLogRow[] {
  const { subject, account, text } = question;
  const wanted = account.toLowerCase();
  const meant = accounts.filter(({ login, name }) =>
    [login, name].some((one) => one.toLowerCase().includes(wanted)),
  );
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const rows = database
    .prepare<object, Omit<AuditLogRow, 'accountName' | 'isArchived'> & { readonly accountId: string | null }>(
      `SELECT sequence, at, account_id AS accountId, act, subject_id AS subjectId, detail FROM audit
       WHERE sequence < @below AND at >= @from AND at < @before
         AND (@subject IS NULL OR substr(act, 1, length(@subject) + 1) = @subject || '.')
         AND (@account = '' OR account_id IN (SELECT value FROM json_each(@meant)))
         AND (@text = '' OR instr(detail, @text) > 0 OR instr(coalesce(subject_id, ''), @text) > 0)
       ORDER BY sequence DESC LIMIT 0 + @most`,
    )
    .all({
      from,
      before,
      subject,
      account: wanted,
      meant: JSON.stringify(meant.map(({ id }) => id)),
      text,
      below,
      most: mostAuditRows + 1,
    });
  return rows.map(({ accountId, ...row }) => ({
    ...row,
    accountName: accountId === null ? null : (names.get(accountId) ?? accountId),
    isArchived: false,
  }));
}
