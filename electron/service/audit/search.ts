import type { Database } from 'better-sqlite3';
import {
  type AuditFound,
  type AuditLogRow,
  type AuditQuestion,
  mostAuditRows,
} from '../../../shared/contract/audit.ts';
import { connectReadOnly, type ConnectionOptions } from '../database/connection.ts';

export interface AuditSearchOrder {
  readonly connection: ConnectionOptions;
  readonly question: Omit<AuditQuestion, 'fromDay' | 'toDay'>;
  /** Instants of the hospital's days: from the first, before the second. */
  readonly from: string;
  readonly before: string;
}

/**
 * What was done by whom, the newest first. In a thread: the log has no index but its order (an index would be a page in
 * every commit), so years of it are walked through.
 */
export function searchAudit({ connection, ...order }: AuditSearchOrder): AuditFound {
  const database = connectReadOnly(connection);
  try {
    return searchIn(database, order);
  } finally {
    database.close();
  }
}

function searchIn(
  database: Database,
  { question, from, before }: Omit<AuditSearchOrder, 'connection'>,
): AuditFound {
  const { subject, account, text } = question;
  const rows = database
    .prepare<object, AuditLogRow>(
      `SELECT sequence, at, display_name AS accountName, act, subject_id AS subjectId, detail
       FROM audit LEFT JOIN staff_account AS account ON account.id = audit.account_id
       WHERE at >= @from AND at < @before
         AND (@subject IS NULL OR substr(act, 1, length(@subject) + 1) = @subject || '.')
         AND (@account = '' OR instr(lower(login), @account) > 0 OR instr(lower(display_name), @account) > 0)
         AND (@text = '' OR instr(detail, @text) > 0 OR instr(coalesce(subject_id, ''), @text) > 0)
       ORDER BY sequence DESC LIMIT 0 + @most`,
    )
    .all({ from, before, subject, account: account.toLowerCase(), text, most: mostAuditRows + 1 });
  return { rows: rows.slice(0, mostAuditRows), more: rows.length > mostAuditRows };
}
