import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/**
 * The postings of one clerk between two closes, in the order of commit: after the first named one, up to and with the
 * second. Null: from the beginning, or up to now.
 */
export interface Span {
  readonly clerkId: string;
  readonly afterPostingId: string | null;
  readonly upToPostingId: string | null;
}

/**
 * SQL: a posting, under the name `posting`, is of the span. What a close itself posted as its variance is of none: it is in
 * the count already.
 */
export const inSpan = `posting.recorded_by = @clerkId
  AND posting.rowid > coalesce((SELECT rowid FROM ledger_posting WHERE id = @afterPostingId), 0)
  AND (@upToPostingId IS NULL OR posting.rowid <= (SELECT rowid FROM ledger_posting WHERE id = @upToPostingId))
  AND NOT EXISTS (SELECT 1 FROM day_close WHERE variance_posting_id = posting.id)`;

export interface LastClose {
  readonly dayCloseId: string;
  readonly closedAt: string;
  readonly upToPostingId: string;
  readonly upToDocumentId: string | null;
  readonly floatLeftFen: number;
}

/** A clerk's newest close. */
export function lastClose(context: ServiceContext, clerkId: string): LastClose | undefined {
  return statement<[string], LastClose>(
    context.database,
    `SELECT id AS dayCloseId, recorded_at AS closedAt, up_to_posting_id AS upToPostingId,
       up_to_document_id AS upToDocumentId, float_left_fen AS floatLeftFen
     FROM day_close WHERE clerk_id = ? ORDER BY rowid DESC LIMIT 1`,
  ).get(clerkId);
}

/** The newest posting of all, paper, or approval: where a span ends that is closed now. */
export function newest(
  context: ServiceContext,
  table: 'ledger_posting' | 'document' | 'approval',
): string | null {
  const sql = `SELECT id FROM ${table} ORDER BY rowid DESC LIMIT 1`;
  return statement<[], { id: string }>(context.database, sql).get()?.id ?? null;
}
