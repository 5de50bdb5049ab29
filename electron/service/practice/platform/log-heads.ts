import { z } from 'zod';
import { readSentLogHead } from '../../../../shared/audit/log-head.ts';
import { appendOnly, type Migration } from '../../database/migrations/migration.ts';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';

export const logHeads: Migration = {
  version: 8,
  title: 'heads of the logs of windows',
  sql: `
CREATE TABLE log_head (
  fixmedins_code TEXT NOT NULL, dev_no TEXT NOT NULL, sequence INTEGER NOT NULL, hash TEXT NOT NULL,
  received_at TEXT NOT NULL, PRIMARY KEY (fixmedins_code, dev_no, sequence, hash)
) STRICT, WITHOUT ROWID;
${appendOnly('log_head')}
`,
};

/** Whose log it is, and the head as it came (shared/audit/log-head.ts). */
export interface SentHead {
  readonly hospitalCode: string;
  readonly window: string;
  readonly text: string;
}

/** Keeps what a window says of its log, whatever else becomes of its message; another text than a head says nothing. */
export function keepLogHead({ database, clock }: Office, { hospitalCode, window, text }: SentHead): void {
  const head = readSentLogHead(text);
  if (head === undefined) return;
  statement<[string, string, number, string, string]>(
    database,
    'INSERT INTO log_head VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(hospitalCode, window, head.sequence, head.hash, clock.now().toISOString());
}

export const logHeadsQuerySchema = z.object({ hospitalCode: z.string().max(30) });

export interface HeldLogHead {
  readonly window: string;
  readonly sequence: number;
  readonly hash: string;
  readonly receivedAt: string;
}

/** As many as somebody compares. */
const mostAnswered = 1_000;

/** What a hospital's windows said of their logs, the newest first. A real centre is asked by telephone. */
export function heldLogHeads(
  { database }: Office,
  { hospitalCode }: z.output<typeof logHeadsQuerySchema>,
): HeldLogHead[] {
  return statement<[string, number], HeldLogHead>(
    database,
    `SELECT dev_no AS window, sequence, hash, received_at AS receivedAt FROM log_head WHERE fixmedins_code = ?
     ORDER BY received_at DESC, sequence DESC LIMIT 0 + ?`,
  ).all(hospitalCode, mostAnswered);
}
