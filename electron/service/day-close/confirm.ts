import type { DayClose } from '../../../shared/contract/day-close.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readDayClose } from './read.ts';

/**
 * Finance signs what a clerk closed; from then on it is locked. Refuses `day_close_unknown`, `day_close_confirmed` and
 * `day_close_same_person` where finance closed it for the clerk.
 */
export function confirmDayClose(context: ServiceContext, actor: Actor, dayCloseId: string): DayClose {
  inTransaction(context.database, () => {
    const { confirmation, number } = readDayClose(context, dayCloseId);
    if (confirmation !== null) {
      throw new Refusal('day_close_confirmed', `${confirmation.byName}已经确认过这张日结单，不用再做。`);
    }
    if (isSigner(context, dayCloseId, actor.accountId)) {
      throw new Refusal(
        'day_close_same_person',
        '日结单要两个人签：办理日结的人不能自己确认，请另一位财务确认。',
      );
    }
    statement<[string, string, string]>(
      context.database,
      'INSERT INTO day_close_confirmation (day_close_id, recorded_at, recorded_by) VALUES (?, ?, ?)',
    ).run(dayCloseId, context.clock.now().toISOString(), actor.accountId);
    appendAudit(context, actor, 'dayClose.confirmed', dayCloseId, { number });
  });
  return readDayClose(context, dayCloseId);
}

function isSigner(context: ServiceContext, dayCloseId: string, accountId: string): boolean {
  const sql = 'SELECT 1 FROM day_close WHERE id = ? AND ? IN (clerk_id, recorded_by)';
  return statement<[string, string]>(context.database, sql).get(dayCloseId, accountId) !== undefined;
}
