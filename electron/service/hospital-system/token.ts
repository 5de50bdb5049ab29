import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';

/** The token that the hospital's own system wants. Never sent to a window, never logged. */
export function readToken({ database }: ServiceContext): string | null {
  const sql = 'SELECT value FROM hospital_system_token ORDER BY rowid DESC LIMIT 1';
  return statement<[], { value: string | null }>(database, sql).get()?.value ?? null;
}

export function hasToken(context: ServiceContext): boolean {
  return readToken(context) !== null;
}

/** Null takes it back. */
export function writeToken(context: ServiceContext, actor: Actor, value: string | null): void {
  const { database, clock } = context;
  inTransaction(database, () => {
    statement<unknown[]>(
      database,
      'INSERT INTO hospital_system_token (id, value, recorded_at, recorded_by) VALUES (?, ?, ?, ?)',
    ).run(context.newId(), value, clock.now().toISOString(), actor.accountId);
    appendAudit(context, actor, 'hospital_system.token', null, { isSet: value !== null });
  });
}
