import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Acknowledgement } from '../platform/outcome.ts';
import { type Ended, interruptedAttempt, keepAttempt } from './attempts.ts';
import { differencesOf } from './difference.ts';
import { learn } from './identifiers.ts';
import type { UploadRecord } from './record.ts';
import { type DeliveryState, type OutboxRow, rowsBeingSent } from './row.ts';

/** What becomes of a row that is not done yet. */
export interface Next {
  readonly state: 'pending' | 'unknown' | 'dead';
  readonly code: string;
  readonly reason: string | null;
  /** Null: at once. */
  readonly nextAttemptAt: Date | null;
}

/** From here on the record may be on the network; committed before the first byte leaves. */
export function markSending(context: ServiceContext, row: OutboxRow): void {
  inTransaction(context.database, () =>
    statement<[string]>(
      context.database,
      `UPDATE outbox SET state = 'sending', next_attempt_at = NULL WHERE id = ? AND state = 'pending'`,
    ).run(row.id),
  );
}

/** Keeps what 1101 taught; the row itself did not move. */
export function keepPersonNumber(
  context: ServiceContext,
  row: OutboxRow,
  ended: Ended,
  personNumber: string,
): void {
  inTransaction(context.database, () => {
    keepAttempt(context, row, ended);
    learn(context, 'person', row.personId, personNumber);
  });
}

/** The exchanges did not finish the row: it waits, is in doubt, or needs a person. */
export function putOff(context: ServiceContext, row: OutboxRow, ended: readonly Ended[], next: Next): void {
  inTransaction(context.database, () => {
    for (const exchange of ended) keepAttempt(context, row, exchange);
    setState(context, row, next);
  });
}

/** The platform has it. Its number, its answer and every amount in which it differs are kept with the row. */
export function finish(
  context: ServiceContext,
  row: OutboxRow,
  record: UploadRecord,
  ended: readonly Ended[],
  acknowledgement: Acknowledgement,
): void {
  inTransaction(context.database, () => {
    for (const exchange of ended) keepAttempt(context, row, exchange);
    learn(context, record.kind === 'admission' ? 'stay' : 'settlement', row.factId, acknowledgement.number);
    statement<[string, string, string]>(
      context.database,
      'INSERT INTO platform_answer (outbox_id, answer, recorded_at) VALUES (?, ?, ?)',
    ).run(row.id, acknowledgement.answer, context.clock.now().toISOString());
    if (record.kind !== 'admission' && acknowledgement.amounts !== null) {
      keepDifferences(context, row, record, acknowledgement.amounts);
    }
    const code = ended.at(-1)?.code ?? '';
    setState(context, row, { state: 'done', code, reason: null, nextAttemptAt: null });
  });
}

function keepDifferences(
  context: ServiceContext,
  row: OutboxRow,
  record: Parameters<typeof differencesOf>[0],
  amounts: Parameters<typeof differencesOf>[1],
): void {
  const insert = statement<[string, string, string, string, number, number, string]>(
    context.database,
    `INSERT INTO platform_difference (id, outbox_id, settlement_id, part, ours_fen, theirs_fen, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const now = context.clock.now().toISOString();
  for (const { part, oursFen, theirsFen } of differencesOf(record, amounts)) {
    insert.run(context.newId(), row.id, row.factId, part, oursFen, theirsFen, now);
  }
}

/**
 * Rows that were being sent when the program stopped, or when a commit failed: whether they arrived is unknown.
 * Called while nothing is being sent.
 */
export function doubtInterrupted(context: ServiceContext): void {
  inTransaction(context.database, () => {
    for (const row of rowsBeingSent(context)) {
      const interrupted = interruptedAttempt(context, row);
      keepAttempt(context, row, interrupted);
      const { code, reason } = interrupted;
      setState(context, row, { state: 'unknown', code, reason, nextAttemptAt: null });
    }
  });
}

/** Every unsent row that was put off is tried as soon as it can be. */
export function forgetAppointments(context: ServiceContext): void {
  inTransaction(context.database, () =>
    statement<[]>(
      context.database,
      `UPDATE outbox SET next_attempt_at = NULL
       WHERE closed_at IS NULL AND state IN ('pending', 'unknown') AND next_attempt_at IS NOT NULL`,
    ).run(),
  );
}

function setState(
  context: ServiceContext,
  row: OutboxRow,
  next: Omit<Next, 'state'> & { readonly state: DeliveryState },
): void {
  const doneAt = next.state === 'done' ? context.clock.now().toISOString() : null;
  statement<[string, string | null, string, string | null, string | null, string | null, string]>(
    context.database,
    `UPDATE outbox SET state = ?, attempts = attempts + 1, next_attempt_at = ?, last_code = ?, last_reason = ?,
       done_at = ?, closed_at = ?
     WHERE id = ?`,
  ).run(
    next.state,
    next.nextAttemptAt?.toISOString() ?? null,
    next.code,
    next.reason,
    doneAt,
    doneAt,
    row.id,
  );
}
