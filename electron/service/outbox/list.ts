import type { OutboxRow as ListedRow } from '../../../shared/contract/outbox.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { factHolds } from './holding.ts';
import { type DeliveryState, shownState, waitedFor } from './row.ts';
import { isThere, type ToldRow } from './told.ts';
import { actsOf } from './which-acts.ts';

interface StoredRow extends Omit<ListedRow, 'state' | 'waitsFor' | 'acts'> {
  readonly state: DeliveryState;
  readonly isOpen: 0 | 1;
  readonly isThere: ToldRow['isThere'];
  readonly stayId: string;
  readonly waitsForId: string | null;
}

type Which =
  | "closed_at IS NULL AND state = 'dead' ORDER BY sequence"
  | "closed_at IS NULL AND state <> 'dead' ORDER BY sequence"
  | 'closed_at IS NOT NULL ORDER BY sequence DESC'
  | 'id = @outboxId';

/** What needs a person, however much waits before it; then what waits, oldest first; then the newest closed ones. */
export function listRows(context: ServiceContext, limit: number): ListedRow[] {
  const dead = rows(context, "closed_at IS NULL AND state = 'dead' ORDER BY sequence", { limit });
  const room = limit - dead.length;
  const waiting = rows(context, "closed_at IS NULL AND state <> 'dead' ORDER BY sequence", { limit: room });
  const closed = rows(context, 'closed_at IS NOT NULL ORDER BY sequence DESC', {
    limit: room - waiting.length,
  });
  return [...dead, ...waiting, ...closed];
}

/** One row as it stands in the list; undefined when there is none. */
export function listedRow(context: ServiceContext, outboxId: string): ListedRow | undefined {
  return rows(context, 'id = @outboxId', { limit: 1, outboxId })[0];
}

function rows(
  context: ServiceContext,
  which: Which,
  of: { readonly limit: number; readonly outboxId?: string },
): ListedRow[] {
  return statement<typeof of, StoredRow>(
    context.database,
    `SELECT id AS outboxId, kind, part, fact_id AS factId, stay_id AS stayId,
       json_extract(record, '$.person.name') AS personName, amount_fen AS amountFen, state, recorded_at AS recordedAt,
       done_at AS doneAt, attempts, next_attempt_at AS nextAttemptAt, last_reason AS lastReason,
       closed_at IS NULL AS isOpen, CASE WHEN state = 'dead' THEN ${isThere('this')} ELSE 'perhaps' END AS isThere,
       (SELECT count(*) FROM platform_difference WHERE outbox_id = this.id)
         + (SELECT count(*) FROM platform_item_difference WHERE outbox_id = this.id) AS differenceCount,
       (SELECT count(*) FROM outbox_note WHERE outbox_id = this.id) AS noteCount,
       CASE WHEN closed_at IS NULL THEN ${waitedFor('this')} END AS waitsForId
     FROM outbox AS this WHERE ${which} LIMIT 0 + @limit`,
  )
    .all(of)
    .map((row) => shown(context, row));
}

function shown(context: ServiceContext, row: StoredRow): ListedRow {
  const { isOpen, isThere: there, stayId: _, waitsForId, ...listed } = row;
  const waitsFor = waitsForId === null ? null : (rowWaitedFor(context, waitsForId) ?? null);
  const holds = row.state !== 'dead' || isOpen === 0 || factHolds(context, row);
  return {
    ...listed,
    state: shownState(row),
    waitsFor,
    acts: actsOf({ ...row, isThere: there }, holds),
    lastReason: row.lastReason ?? reasonToWait(waitsFor),
  };
}

function rowWaitedFor(context: ServiceContext, outboxId: string): ListedRow['waitsFor'] | undefined {
  return statement<[string], NonNullable<ListedRow['waitsFor']>>(
    context.database,
    'SELECT id AS outboxId, kind, state FROM outbox WHERE id = ?',
  ).get(outboxId);
}

function reasonToWait(waitsFor: ListedRow['waitsFor']): string | null {
  if (waitsFor === null) return null;
  return waitsFor.state === 'dead' ? '等此人较早的一条记录处理好后再传。' : '等此人较早的记录上传后再传。';
}
