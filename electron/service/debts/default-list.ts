import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { openInstalments } from './carry-plan.ts';
import { owedBySettlement } from './owed.ts';

/*
 * The list of malicious default (恶意拖欠): a month's default after an agreement (practice; the agreement of treating first
 * names the consequence). It is said where treating first is checked, and never stands against being treated.
 */

/** Since when a person is on the list, and why; null: not on it. */
export function listedSince(
  context: ServiceContext,
  personId: string,
): { readonly since: LocalDate; readonly reason: string } | null {
  const row = statement<[string], { isListed: 0 | 1; since: LocalDate; reason: string }>(
    context.database,
    `SELECT is_listed AS isListed, business_day AS since, reason FROM default_listing
     WHERE person_id = ? ORDER BY rowid DESC LIMIT 1`,
  ).get(personId);
  return row === undefined || row.isListed === 0 ? null : { since: row.since, reason: row.reason };
}

/** Why nobody may put the person on the list today; null where a date that was agreed passed a month ago. */
export function whyNotListed(context: ServiceContext, personId: string): string | null {
  if (listedSince(context, personId) !== null) return '此人已经在恶意拖欠名单上。';
  const due = owedBySettlement(context, personId)
    .flatMap(({ settlementId }) => openInstalments(context, settlementId))
    .map(({ dueOn }) => dueOn)
    .toSorted();
  const [oldest] = due;
  if (oldest === undefined) return '此人没有约定日期的欠费。先签缓交或分期协议，逾期满一个月才能列入名单。';
  const from = Temporal.PlainDate.from(oldest).add({ months: 1 }).toString();
  return today(context) > from ? null : `最早一期 ${oldest} 到期，逾期满一个月（${from} 以后）才能列入名单。`;
}

/**
 * Puts a person on the list, or takes the person off it, with a reason and a second person. Refuses `person_not_found`,
 * `default_listing_not_due`, `default_listing_unchanged` and what a second person is refused for.
 */
export async function listDefault(
  context: ServiceContext,
  actor: Actor,
  { personId, isListed, reason, secondPerson }: Call<'debts.listDefault'>['input'],
): Promise<void> {
  readPerson(context, personId);
  requireChange(context, personId, isListed);
  const act = { act: 'debts.listDefault', subjectId: personId, reason };
  const approval = await approve(context, actor, secondPerson, act);
  inTransaction(context.database, () => {
    requireChange(context, personId, isListed);
    insertRow(context.database, 'default_listing', {
      id: context.newId(),
      person_id: personId,
      is_listed: isListed ? 1 : 0,
      business_day: today(context),
      reason,
      approval_id: recordApproval(context, approval),
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    appendAudit(context, actor, 'debts.listedDefault', personId, { isListed, reason });
  });
}

function requireChange(context: ServiceContext, personId: string, isListed: boolean): void {
  if (!isListed && listedSince(context, personId) === null) {
    throw new Refusal('default_listing_unchanged', '此人不在恶意拖欠名单上，不用撤出。');
  }
  const why = isListed ? whyNotListed(context, personId) : null;
  if (why !== null) throw new Refusal('default_listing_not_due', why);
}
