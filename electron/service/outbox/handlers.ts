import type { OutboxRow as ListedRow } from '../../../shared/contract/outbox.ts';
import type { Handlers, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { waitsForEarlier } from './row.ts';
import { uploadSummary } from './summary.ts';
import { forgetAppointments } from './transitions.ts';

export const outboxHandlers: Pick<Handlers, 'outbox.list' | 'outbox.sendNow'> = {
  'outbox.list': (context, { input }) => ({
    summary: uploadSummary(context),
    rows: listRows(context, input.limit),
  }),
  'outbox.sendNow': (context) => {
    forgetAppointments(context);
    context.wakeSender('person');
    return {};
  },
};

type StoredRow = ListedRow & { readonly waits: 0 | 1 };

/** Open rows, oldest first; then the newest closed ones up to the limit. */
function listRows(context: ServiceContext, limit: number): ListedRow[] {
  const open = rows(context, 'closed_at IS NULL ORDER BY sequence', limit);
  const closed = rows(context, 'closed_at IS NOT NULL ORDER BY sequence DESC', limit - open.length);
  return [...open, ...closed];
}

function rows(
  context: ServiceContext,
  which: 'closed_at IS NULL ORDER BY sequence' | 'closed_at IS NOT NULL ORDER BY sequence DESC',
  limit: number,
): ListedRow[] {
  return statement<[number], StoredRow>(
    context.database,
    `SELECT id AS outboxId, kind, fact_id AS factId, json_extract(record, '$.person.name') AS personName,
       amount_fen AS amountFen, state, recorded_at AS recordedAt, done_at AS doneAt, attempts,
       next_attempt_at AS nextAttemptAt, last_reason AS lastReason,
       (SELECT count(*) FROM platform_difference WHERE outbox_id = this.id) AS differenceCount,
       this.closed_at IS NULL AND ${waitsForEarlier('this')} AS waits
     FROM outbox AS this WHERE ${which} LIMIT ?`,
  )
    .all(limit)
    .map(({ waits, ...row }) => ({
      ...row,
      lastReason: row.lastReason ?? (waits === 1 ? '等此人较早的记录上传后再传。' : null),
    }));
}
