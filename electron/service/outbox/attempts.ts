import type { ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { correctedCode, ownReasons } from '../platform/codes.ts';
import { messageIdOf } from '../platform/message-id.ts';
import { transactionOf, transactionOfRow, visitTransactionOf } from '../platform/messages.ts';
import type { Exchange, Setback } from '../platform/outcome.ts';
import type { OutboxRow } from './row.ts';

/** How an exchange ended. `interrupted`: the program stopped before it knew. */
export type Ended = Exchange & { readonly outcome: 'accepted' | Setback['outcome'] | 'interrupted' };

/** Every exchange is kept, whatever came of it, without personal data. Called inside the caller's transaction. */
export function keepAttempt(context: ServiceContext, row: OutboxRow, ended: Ended): Ended {
  insertRow(context.database, 'outbox_attempt', {
    outbox_id: row.id,
    transaction_code: ended.transactionCode,
    message_id: ended.messageId,
    at: ended.at,
    outcome: ended.outcome,
    code: ended.code,
    reason: ended.reason,
    duration_ms: ended.durationMs,
  });
  return ended;
}

/** The attempt that a stopped program left behind. */
export function interruptedAttempt(context: ServiceContext, row: OutboxRow): Ended {
  return {
    transactionCode: transactionOfRow(row),
    messageId: messageIdOf(row.id, correctionsOf(context, row.id)),
    at: context.clock.now().toISOString(),
    durationMs: 0,
    outcome: 'interrupted',
    code: 'interrupted',
    reason: ownReasons.interrupted,
    retryAfterMs: undefined,
  };
}

/**
 * How many messages of a row were corrected (2601), as the correction or the message itself was answered: the next goes
 * out under a new message id.
 */
export function correctionsOf(context: ServiceContext, rowId: string): number {
  const row = statement<[string], { count: number }>(
    context.database,
    `SELECT count(*) AS count FROM outbox_attempt AS attempt WHERE outbox_id = ? AND ${isCorrection('attempt')}`,
  ).get(rowId);
  return row?.count ?? 0;
}

/** SQL condition: from that attempt on the message that went before certainly did nothing at the platform. */
export function isCorrection(attempt: string): string {
  return `CASE WHEN ${attempt}.transaction_code = '${transactionOf.correct}' THEN ${attempt}.outcome = 'accepted'
    ELSE ${attempt}.code = '${correctedCode}' AND ${attempt}.transaction_code NOT IN (${neverCorrected}) END`;
}

const { identify, ask, settlement, reversal } = transactionOf;
const ofVisits = [visitTransactionOf.settlement, visitTransactionOf.reversal];
const neverCorrected = [identify, ask, settlement, reversal, ...ofVisits].map((code) => `'${code}'`).join();
