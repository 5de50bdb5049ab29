import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { transactionOf, visitTransactionOf } from '../platform/messages.ts';
import { isCorrection } from './attempts.ts';
import { isOnStick } from './on-stick.ts';
import type { UploadKind } from './record.ts';
import { resolve } from './resolve.ts';
import { placeOf } from './place.ts';
import type { DeliveryState } from './row.ts';

/** The newest row of one part of a fact: what the platform was, or is to be, told of it. */
export interface ToldRow {
  readonly outboxId: string;
  readonly part: number;
  readonly state: DeliveryState;
  readonly isOpen: 0 | 1;
  readonly isThere: 'yes' | 'no' | 'perhaps';
  /** A settlement that stands on it is still to go out, itself to be reversed there afterwards. */
  readonly isNeeded: 0 | 1;
  readonly record: string;
}

/** The transaction that carries each kind, as SQL looks it up. */
const transactions = JSON.stringify(transactionOf);
const visitTransactions = JSON.stringify(visitTransactionOf);

/**
 * SQL: whether the platform has what the row of that name tells. `no` only where it is certain: it was closed or never
 * sent, every try so far did not reach it or was put off, or the last one was refused or corrected; and no package with
 * it is on its way. What is dead otherwise was in doubt too often, or refused in doubt, or the centre holds something else
 * under its message id.
 */
export function isThere(name: string): string {
  const isOwn = `attempt.transaction_code IN (json_extract('${transactions}', '$.' || ${name}.kind),
    json_extract('${visitTransactions}', '$.' || ${name}.kind))`;
  const ownAttempts = `outbox_attempt AS attempt WHERE attempt.outbox_id = ${name}.id AND ${isOwn}`;
  const lastOutcome = `SELECT CASE WHEN ${isOwn} THEN attempt.outcome ELSE 'corrected' END
    FROM outbox_attempt AS attempt WHERE attempt.outbox_id = ${name}.id AND (${isOwn} OR ${isCorrection('attempt')})
    ORDER BY attempt.rowid DESC LIMIT 1`;
  return `CASE WHEN ${name}.state = 'done' THEN 'yes' WHEN ${name}.closed_at IS NOT NULL THEN 'no'
    WHEN ${isOnStick(name)} THEN 'perhaps'
    WHEN ${name}.state = 'pending' AND NOT EXISTS (SELECT 1 FROM ${ownAttempts}
      AND attempt.outcome NOT IN ('not_reached', 'retry', 'sign_in')) THEN 'no'
    WHEN ${name}.state = 'dead' AND ${name}.last_code NOT IN ('other_content', 'in_doubt_too_often', 'refused_in_doubt')
      AND coalesce((${lastOutcome}), 'not_reached')
        IN ('rejected', 'corrected', 'not_reached', 'retry', 'sign_in') THEN 'no'
    ELSE 'perhaps' END`;
}

/**
 * SQL: a settlement of the stay waits behind the row of that name. The centre takes it only on an admission, a discharge
 * and the items that sum to it, so that what it stands on has to be told first, even if it no longer holds.
 */
export function isNeeded(name: string): string {
  return `${name}.kind IN ('referral', 'admission', 'fees', 'discharge') AND EXISTS (SELECT 1 FROM outbox AS settled
    WHERE settled.stay_id = ${name}.stay_id AND settled.kind = 'settlement' AND settled.closed_at IS NULL
      AND ${placeOf('settled')} > ${placeOf(name)})`;
}

export function toldRows(context: ServiceContext, kind: UploadKind, factId: string): ToldRow[] {
  return statement<[UploadKind, string], ToldRow>(
    context.database,
    `SELECT id AS outboxId, part, state, closed_at IS NULL AS isOpen, record, ${isThere('told')} AS isThere,
       ${isNeeded('told')} AS isNeeded
     FROM outbox AS told WHERE kind = ? AND fact_id = ?
       AND NOT EXISTS (SELECT 1 FROM outbox AS newer WHERE newer.replaces_id = told.id)
     ORDER BY part`,
  ).all(kind, factId);
}

/**
 * What a row tells no longer holds. Where the platform certainly does not have it and needs it for nothing else, the row
 * is closed and nothing is to be undone there. Otherwise the caller enqueues the record that undoes it, which goes out
 * after it.
 * @returns whether it has to be undone at the platform
 */
export function isToBeUndone(
  context: ServiceContext,
  actor: Actor,
  told: ToldRow,
  because: { readonly act: 'undone' | 'reversed'; readonly reason: string },
): boolean {
  if (told.isThere === 'no' && told.isOpen === 1) {
    if (told.isNeeded === 1) return true;
    resolve(context, actor, { outboxId: told.outboxId, ...because, replacedBy: null });
  }
  return told.isThere !== 'no';
}
