import { startOfDay } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readSetting, today } from '../hospital/settings.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { readPerson } from './person.ts';

const act = 'people.reveal';

/**
 * The numbers in full. Who looked, and at whom, is written down; the numbers themselves are not. Beyond the hospital's limit
 * for one account and day a second person is asked, whose word is good for as many again. Refuses `person_unknown`,
 * `reveals_need_second_person` and what `approve` refuses.
 */
export async function revealPerson(
  context: ServiceContext,
  actor: Actor,
  { personId, secondPerson }: { readonly personId: string; readonly secondPerson?: SecondPerson | undefined },
): Promise<{ idNumber: string; phone: string | null }> {
  const { idNumber, phone } = readPerson(context, personId);
  const isOver = isOverLimit(context, actor.accountId);
  if (isOver && secondPerson === undefined) throw needsSecond(readSetting(context, 'revealsPerDay') ?? 0);
  const approval =
    isOver && secondPerson !== undefined
      ? await approve(context, actor, secondPerson, {
          act,
          subjectId: personId,
          reason: '今天看全号超过限数',
        })
      : undefined;
  inTransaction(context.database, () => {
    // Two windows at once: the limit counts for both.
    if (approval !== undefined) recordApproval(context, approval);
    else if (isOverLimit(context, actor.accountId))
      throw needsSecond(readSetting(context, 'revealsPerDay') ?? 0);
    appendAudit(context, actor, act, personId, {});
  });
  return { idNumber, phone };
}

/** Over an index of its own; approvals of a day are few. */
function isOverLimit(context: ServiceContext, accountId: string): boolean {
  const limit = readSetting(context, 'revealsPerDay');
  if (limit === null) return false;
  const since = startOfDay(today(context), readSetting(context, 'zone'));
  const count = (sql: string): number =>
    statement<[string, string], { count: number }>(context.database, sql).get(accountId, since)?.count ?? 0;
  const revealed = count(
    `SELECT count(*) AS count FROM audit INDEXED BY audit_of_reveals
     WHERE act = 'people.reveal' AND account_id = ? AND at >= ?`,
  );
  if (revealed < limit) return false;
  const granted = count(
    `SELECT count(*) AS count FROM approval WHERE act = 'people.reveal' AND account_id = ? AND recorded_at >= ?`,
  );
  return revealed >= limit * (1 + granted);
}

function needsSecond(limit: number): Refusal {
  return new Refusal(
    'reveals_need_second_person',
    `您今天看全号已到本院规定的 ${limit} 个。还要看，请复核人当面输入账号和密码。`,
  );
}
