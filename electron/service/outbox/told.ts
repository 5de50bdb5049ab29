import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { transactionOf } from '../platform/messages.ts';
import type { UploadKind } from './record.ts';
import { type ResolutionAct, resolve } from './resolve.ts';
import type { DeliveryState } from './row.ts';

/** The newest row of one part of a fact: what the platform was, or is to be, told of it. */
export interface ToldRow {
  readonly outboxId: string;
  readonly part: number;
  readonly state: DeliveryState;
  readonly isOpen: 0 | 1;
  /** How it was closed without being delivered. */
  readonly closedBy: ResolutionAct | null;
  /** The platform certainly did nothing with it: it was not sent, or every try so far did not reach it or was put off. */
  readonly isUnsent: 0 | 1;
  readonly record: string;
}

export function toldRows(context: ServiceContext, kind: UploadKind, factId: string): ToldRow[] {
  return statement<{ kind: UploadKind; factId: string; transaction: string }, ToldRow>(
    context.database,
    `SELECT id AS outboxId, part, state, closed_at IS NULL AS isOpen, record,
       (SELECT act FROM outbox_resolution WHERE outbox_id = told.id) AS closedBy,
       state = 'pending' AND NOT EXISTS (SELECT 1 FROM outbox_attempt AS attempt WHERE attempt.outbox_id = told.id
         AND transaction_code = :transaction AND outcome NOT IN ('not_reached', 'retry', 'sign_in')) AS isUnsent
     FROM outbox AS told WHERE kind = :kind AND fact_id = :factId
       AND NOT EXISTS (SELECT 1 FROM outbox AS newer WHERE newer.replaces_id = told.id)
     ORDER BY part`,
  ).all({ kind, factId, transaction: transactionOf[kind] });
}

/**
 * What a row tells no longer holds. Where the platform certainly does not have it, the row is closed and nothing is to
 * be undone there: it was never sent, or it was refused and waits for a person. Otherwise the caller enqueues the
 * record that undoes it, which goes out after it.
 * @returns whether it has to be undone at the platform
 */
export function isToBeUndone(
  context: ServiceContext,
  actor: Actor,
  told: ToldRow,
  because: { readonly act: 'undone' | 'reversed'; readonly reason: string },
): boolean {
  if (told.isOpen === 0) return told.state === 'done';
  if (told.state !== 'dead' && told.isUnsent === 0) return true;
  resolve(context, actor, { outboxId: told.outboxId, ...because, replacedBy: null });
  return false;
}
