import type { ServiceContext } from '../context.ts';
import { databaseRefusal } from '../database/failure.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { traceOf } from '../fault.ts';
import { ownReasons } from '../platform/codes.ts';
import { transactionOf } from '../platform/messages.ts';
import { type Ended, interruptedAttempt, keepAttempt } from './attempts.ts';
import { type Ending, type Next, usualMostSetbacks } from './ending.ts';
import { learn } from './identifiers.ts';
import { keepDifferences } from './keep-differences.ts';
import { kindsOfRecord } from './kinds.ts';
import { dueRows, type OutboxRow, rowsBeingSent, type TurnLimits } from './row.ts';

/**
 * The one commit between two turns of the sender: what came of the rows of the last turn, and the rows of the next,
 * marked `sending` before a byte of them leaves. What the endings unblock is among them.
 */
export function turnOver(
  context: ServiceContext,
  endings: readonly Ending[],
  limits: TurnLimits,
): OutboxRow[] {
  const commit = (keep: (ending: Ending) => void): OutboxRow[] =>
    inTransaction(context.database, () => {
      for (const ending of endings) keep(ending);
      return marked(context, dueRows(context, limits));
    });
  try {
    return commit((ending) => writeEnding(context, ending));
  } catch (error) {
    // The file itself fails: nothing is kept. A fault with one row: once more, each row by itself, which costs more.
    if (databaseRefusal(error) !== undefined) throw error;
    const savepoint = context.database.transaction((ending: Ending) => writeEnding(context, ending));
    return commit((ending) => keepByItself(context, ending, savepoint));
  }
}

/** Who has no number yet is asked after first (1101), and a settlement in doubt is asked about: that does nothing there. */
function marked(context: ServiceContext, rows: readonly OutboxRow[]): OutboxRow[] {
  const isSent = ({ personNumber, state }: OutboxRow) => personNumber !== null && state === 'pending';
  markSending(context, rows.filter(isSent));
  return rows.map((row) => {
    if (isSent(row)) return { ...row, state: 'sending' };
    const isCorrected = row.personNumber !== null && row.onStick === 0;
    if (isCorrected) keepCorrecting(context, row, context.clock.now().toISOString());
    return row;
  });
}

/** From the commit on the records may be on the network. Many in one statement; for the usual one that costs thrice as much. */
function markSending(context: ServiceContext, rows: readonly OutboxRow[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const mark = "UPDATE outbox SET state = 'sending', next_attempt_at = NULL WHERE state = 'pending' AND id";
  if (rows.length === 1) {
    statement<[string]>(context.database, `${mark} = ?`).run(first.id);
    return;
  }
  const ids = JSON.stringify(rows.map(({ id }) => id));
  statement<[string]>(context.database, `${mark} IN (SELECT value FROM json_each(?))`).run(ids);
}

/** From the commit on a correction may be on the network, and undo what the platform takes of the row by another way. */
function keepCorrecting(context: ServiceContext, row: OutboxRow, now: string | null): void {
  if (row.state !== 'unknown' || kindsOfRecord[row.kind].isAsked) return;
  statement<[string | null, string]>(
    context.database,
    'UPDATE outbox SET correcting_since = ? WHERE id = ?',
  ).run(row.correctingSince ?? now, row.id);
}

/** Whether a correction may still be on the network after these exchanges; one that never left changes nothing. */
function correctingAfter({ correctingSince }: OutboxRow, exchanges: readonly Ended[]): string | null {
  const correction = exchanges.find(({ transactionCode }) => transactionCode === transactionOf.correct);
  if (correction === undefined) return correctingSince;
  if (correction.outcome === 'accepted' || correction.outcome === 'rejected') return null;
  const isLost = correction.outcome === 'unknown' || correction.outcome === 'duplicate';
  return correctingSince ?? (isLost ? correction.at : null);
}

/** A fault of the program with one row must not hold up the others: that row alone is undone, and is in doubt. */
function keepByItself(context: ServiceContext, ending: Ending, savepoint: (ending: Ending) => void): void {
  try {
    savepoint(ending);
  } catch (error) {
    if (databaseRefusal(error) !== undefined) throw error;
    console.error(`outbox row ${ending.row.id} failed: ${traceOf(error)}`);
    setState(context, ending.row, faulty(context, ending.row));
  }
}

/** Inside the caller's transaction. What a receipt file closed while the network was asked stays closed. */
export function writeEnding(context: ServiceContext, ending: Ending): void {
  const { row, exchanges } = ending;
  for (const exchange of exchanges) keepAttempt(context, row, exchange);
  switch (ending.came) {
    case 'done':
      return finish(context, ending);
    case 'identified':
      return learn(context, 'person', row.personId, ending.personNumber);
    case 'put_off':
      keepCorrecting(context, { ...row, correctingSince: correctingAfter(row, exchanges) }, null);
      setState(context, row, ending.next);
      return;
    case 'not_sent':
      keepCorrecting(context, row, null);
      return takeBack(context, row);
  }
}

/** The platform has it. Its number, its answer and every amount in which it differs are kept with the row. */
function finish(context: ServiceContext, ending: Extract<Ending, { came: 'done' }>): void {
  const { row, record, exchanges, acknowledgement } = ending;
  const code = exchanges.at(-1)?.code ?? '';
  const done = { state: 'done', code, reason: null, nextAttemptAt: null, countsAsSetback: false } as const;
  if (!setState(context, row, done)) return;
  const { brings } = kindsOfRecord[record.kind];
  if (brings !== null && acknowledgement.number !== null) {
    learn(context, brings, row.factId, acknowledgement.number);
  }
  statement<[string, string, string]>(
    context.database,
    'INSERT INTO platform_answer (outbox_id, answer, recorded_at) VALUES (?, ?, ?)',
  ).run(row.id, acknowledgement.answer, context.clock.now().toISOString());
  keepDifferences(context, row, record, acknowledgement);
}

/** It was marked, and nothing of it went out: certainly not sent. */
function takeBack(context: ServiceContext, row: OutboxRow): void {
  statement<[string]>(
    context.database,
    `UPDATE outbox SET state = 'pending' WHERE id = ? AND state = 'sending'`,
  ).run(row.id);
}

/**
 * Rows that were being sent when the program stopped, or when a commit failed: whether they arrived is unknown.
 * Called while nothing is being sent.
 */
export function doubtInterrupted(context: ServiceContext): void {
  inTransaction(context.database, () => {
    for (const row of rowsBeingSent(context)) {
      const { code, reason } = keepAttempt(context, row, interruptedAttempt(context, row));
      const next = { state: 'unknown', code, reason, nextAttemptAt: null, countsAsSetback: false } as const;
      setState(context, row, next);
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

const faultWaitMs = 60_000;

/** How far the row came is not known. */
function faulty({ clock }: ServiceContext, { setbacks }: OutboxRow): Next {
  if (setbacks + 1 >= usualMostSetbacks) {
    const code = 'in_doubt_too_often';
    return { state: 'dead', code, reason: ownReasons[code], nextAttemptAt: null, countsAsSetback: true };
  }
  const nextAttemptAt = new Date(clock.now().getTime() + faultWaitMs);
  return { state: 'unknown', code: 'fault', reason: ownReasons.fault, nextAttemptAt, countsAsSetback: true };
}

/** @returns false where the row was closed meanwhile: then it stays as it is. */
function setState(
  context: ServiceContext,
  row: OutboxRow,
  next: Omit<Next, 'state'> & { readonly state: Next['state'] | 'done' },
): boolean {
  const doneAt = next.state === 'done' ? context.clock.now().toISOString() : null;
  const { changes } = statement<
    [string, string | null, string, string | null, string | null, string | null, number, string]
  >(
    context.database,
    `UPDATE outbox SET state = ?, attempts = attempts + 1, next_attempt_at = ?, last_code = ?, last_reason = ?,
       done_at = ?, closed_at = ?, setbacks = setbacks + ?
     WHERE id = ? AND closed_at IS NULL`,
  ).run(
    next.state,
    next.nextAttemptAt?.toISOString() ?? null,
    next.code,
    next.reason,
    doneAt,
    doneAt,
    Number(next.countsAsSetback),
    row.id,
  );
  return changes === 1;
}
