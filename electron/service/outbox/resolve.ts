import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** How a row is closed that was not delivered. */
export type ResolutionAct = 'resent' | 'reversed' | 'undone';

export interface Resolution {
  readonly outboxId: string;
  readonly act: ResolutionAct;
  /** The row that takes its place, of `resent`. */
  readonly replacedBy: string | null;
  readonly reason: string;
}

/** Closes a row by a recorded act, inside the caller's transaction. Nothing of it is sent any more; the row stays. */
export function resolve(context: ServiceContext, actor: Actor, resolution: Resolution): void {
  const { database } = context;
  const { outboxId, act, replacedBy, reason } = resolution;
  const now = context.clock.now().toISOString();
  statement<[string, string, string | null, string, string, string]>(
    database,
    `INSERT INTO outbox_resolution (outbox_id, act, replaced_by, reason, recorded_at, recorded_by)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(outboxId, act, replacedBy, reason, now, actor.accountId);
  statement<[string, string]>(database, 'UPDATE outbox SET closed_at = ? WHERE id = ?').run(now, outboxId);
}
