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
 * The list of malicious default (恶意拖欠). None of the policy documents says when somebody belongs on it; the conditions
 * are those of `defaultConditions` in the contract: practice, and marked as such where they are read. It is said where
 * treating first is checked, and never stands against being treated.
 */

export interface Listing {
  readonly since: LocalDate;
  readonly reason: string;
}

/** Since when a person is on the list, and why; null: not on it, or everything was paid since. */
export function listedSince(context: ServiceContext, personId: string): Listing | null {
  const listing = newestListing(context, personId);
  if (listing?.isListed !== 1 || paidSince(context, personId, listing)) return null;
  return { since: listing.since, reason: listing.reason };
}

interface ListingRow extends Listing {
  readonly isListed: 0 | 1;
  readonly recordedAt: string;
  /** Null in listings of before, which go by their time. */
  readonly upToPostingId: string | null;
}

function newestListing(context: ServiceContext, personId: string): ListingRow | undefined {
  return statement<[string], ListingRow>(
    context.database,
    `SELECT is_listed AS isListed, business_day AS since, reason, recorded_at AS recordedAt,
       up_to_posting_id AS upToPostingId FROM default_listing
     WHERE person_id = ? ORDER BY rowid DESC LIMIT 1`,
  ).get(personId);
}

/** Did a payment, waiver or write-off after that listing leave nothing owed? Whatever the clock says: by its place. */
function paidSince(
  { database }: ServiceContext,
  personId: string,
  { recordedAt, upToPostingId }: Pick<ListingRow, 'recordedAt' | 'upToPostingId'>,
): boolean {
  const row = statement<object, { isPaid: 0 | 1 }>(
    database,
    `SELECT EXISTS (SELECT 1 FROM (
       SELECT posting.kind, posting.rowid AS place, posting.recorded_at AS at, sum(entry.amount_fen) OVER (ORDER BY posting.rowid) AS owedFen
       FROM settlement JOIN ledger_posting AS posting ON posting.settlement_id = settlement.id
       JOIN ledger_entry AS entry ON entry.posting_id = posting.id AND entry.account = 'patient_deferred'
       WHERE settlement.person_id = @personId)
     WHERE kind IN ('payment','waiver','write_off') AND owedFen <= 0
       AND CASE WHEN @upToPostingId IS NULL THEN at >= @recordedAt
         ELSE place > (SELECT rowid FROM ledger_posting WHERE id = @upToPostingId) END) AS isPaid`,
  ).get({ personId, recordedAt, upToPostingId });
  return row?.isPaid === 1;
}

/** Why nobody may put the person on the list today; null where every condition that the file knows of holds. */
export function whyNotListed(context: ServiceContext, personId: string): string | null {
  if (listedSince(context, personId) !== null) return '此人已经在恶意拖欠名单上。';
  const oldest = oldestDue(context, personId);
  if (oldest === null) {
    return '此人的欠费没有先诊疗后付费、缓交或分期协议，不能列入名单。请先签缓交或分期协议。';
  }
  const from = Temporal.PlainDate.from(oldest).add({ months: 1 }).toString();
  if (today(context) <= from) {
    return `最早一期 ${oldest} 到期，逾期满一个月（${from} 以后）才能列入名单。`;
  }
  if (remindedAfter(context, personId, oldest)) return null;
  return `${oldest} 到期以后还没有催过，催过仍不交的才能列入名单。请先记一次催缴。`;
}

/**
 * The oldest day on which something that is still owed was to be paid: the date that was agreed, or that of the settlement
 * where the stay's agreement of treating first says so. Null where nothing is owed under an agreement.
 */
export function oldestDue(context: ServiceContext, personId: string): string | null {
  const due = owedBySettlement(context, personId).flatMap(({ settlementId, settledOn }) => {
    const agreed = openInstalments(context, settlementId).map(({ dueOn }) => dueOn);
    if (agreed.length > 0) return agreed;
    return wasTreatedFirst(context, settlementId) ? [settledOn] : [];
  });
  return due.toSorted()[0] ?? null;
}

function wasTreatedFirst(context: ServiceContext, settlementId: string): boolean {
  return (
    statement<[string]>(
      context.database,
      `SELECT 1 FROM settlement JOIN treat_first_agreement AS agreement ON agreement.stay_id = settlement.stay_id
       WHERE settlement.id = ?`,
    ).get(settlementId) !== undefined
  );
}

function remindedAfter(context: ServiceContext, personId: string, day: string): boolean {
  return (
    statement<[string, string]>(
      context.database,
      'SELECT 1 FROM debt_reminder WHERE person_id = ? AND reminded_on > ?',
    ).get(personId, day) !== undefined
  );
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
    const approvalId = recordApproval(context, approval);
    // What ended by itself when everything was paid is ended in writing before it begins anew.
    const hasEnded = isListed && newestListing(context, personId)?.isListed === 1;
    if (hasEnded) writeListing(context, actor, { personId, isListed: false, reason: '已交清', approvalId });
    writeListing(context, actor, { personId, isListed, reason, approvalId });
    appendAudit(context, actor, 'debts.listedDefault', personId, { isListed, reason });
  });
}

interface NewListing {
  readonly personId: string;
  readonly isListed: boolean;
  readonly reason: string;
  readonly approvalId: string;
}

function writeListing(context: ServiceContext, actor: Actor, listing: NewListing): void {
  insertRow(context.database, 'default_listing', {
    id: context.newId(),
    person_id: listing.personId,
    is_listed: listing.isListed ? 1 : 0,
    business_day: today(context),
    reason: listing.reason,
    approval_id: listing.approvalId,
    up_to_posting_id: newestPosting(context),
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
  });
}

function newestPosting({ database }: ServiceContext): string | null {
  const sql = 'SELECT id FROM ledger_posting ORDER BY rowid DESC LIMIT 1';
  return statement<[], { id: string }>(database, sql).get()?.id ?? null;
}

function requireChange(context: ServiceContext, personId: string, isListed: boolean): void {
  if (!isListed && listedSince(context, personId) === null) {
    throw new Refusal('default_listing_unchanged', '此人不在恶意拖欠名单上，不用撤出。');
  }
  const why = isListed ? whyNotListed(context, personId) : null;
  if (why !== null) throw new Refusal('default_listing_not_due', why);
}
