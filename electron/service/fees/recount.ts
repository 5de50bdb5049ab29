import { localDateOf } from '../../../shared/calendar/local-date.ts';
import { sumItems } from '../../../shared/fees/item.ts';
import { appendAudit } from '../audit/audit.ts';
import { Matcher } from '../catalogue/match.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { feeListIsSettled, isLive } from '../settlements/live.ts';
import { tellFees, tellFeesWithdrawn } from '../stays/tell.ts';
import type { ClassifiedRow } from './classify.ts';
import { isKept, listFeeLists } from './fee-lists.ts';
import { insertList } from './load-fees.ts';
import { type OpenList, recountLists } from './recount-lists.ts';
import { readLines } from './recount-lines.ts';

/** More stays than a hospital of this kind has open at once. */
const mostStays = 2000;

export interface Recounted {
  /** Stays whose sums or codes are others now. */
  readonly stayCount: number;
}

/**
 * A person has decided what a hospital's code means: every list with it that is not settled is counted anew, each stay in
 * a transaction of its own, others are let through in between. What is settled stays as it is.
 */
export async function recountCode(context: ServiceContext, actor: Actor, code: string): Promise<Recounted> {
  let stayCount = 0;
  for (const stayId of openStaysWith(context, code)) {
    await new Promise((resolve) => void setImmediate(resolve));
    if (!recountStay(context, actor, stayId, code)) continue;
    stayCount += 1;
    context.publish('fees.changed', { stayId });
  }
  if (stayCount > 0) context.wakeSender();
  return { stayCount };
}

/** SQL goes from the open stays to their lists and lines: a code has no index of its own over all years. */
function openStaysWith(context: ServiceContext, code: string): string[] {
  return statement<{ code: string }, { stayId: string }>(
    context.database,
    `WITH open_stay AS MATERIALIZED (SELECT id FROM stay
       WHERE NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id)
         AND NOT EXISTS (SELECT 1 FROM settlement AS settled
           WHERE stay_id = stay.id AND kind = 'final' AND ${isLive('settled')}))
     SELECT DISTINCT list.stay_id AS stayId FROM open_stay
     CROSS JOIN fee_list AS list ON list.stay_id = open_stay.id
     CROSS JOIN fee_item AS item ON item.fee_list_id = list.id
     WHERE item.code = @code AND ${isKept('list')} LIMIT ${mostStays}`,
  )
    .all({ code })
    .map(({ stayId }) => stayId);
}

/**
 * Counts the lines of a code anew: a list that changes is withdrawn and comes again under its name with other terms, and
 * so does a list that gives back something of it. The platform learns of both.
 * @returns whether anything changed
 */
function recountStay(context: ServiceContext, actor: Actor, stayId: string, code: string): boolean {
  return inTransaction(context.database, () => {
    const changed = recountLists(openLists(context, stayId), code, new Matcher(context));
    if (changed.length === 0) return false;
    const reason = `项目 ${code} 对照后重新计算`;
    const now = context.clock.now().toISOString();
    for (const { feeListId } of changed) {
      statement<string[]>(
        context.database,
        'INSERT INTO fee_list_withdrawal (fee_list_id, reason, recorded_at, recorded_by) VALUES (?, ?, ?, ?)',
      ).run(feeListId, reason, now, actor.accountId);
      tellFeesWithdrawn(context, actor, { stayId, feeListId, reason });
    }
    const newIds = new Map(changed.map(({ feeListId }) => [feeListId, context.newId()]));
    for (const { feeListId: oldId, fileName, fileHash, statedTotalFen, rows } of changed) {
      const feeListId = newIds.get(oldId) ?? oldId;
      const list = { feeListId, stayId, fileName, fileHash, statedTotalFen };
      insertList(context, actor, { ...list, rows: rows.map((row) => pointingTo(newIds, row)) });
      const inScopeFen = sumItems(rows.map(({ parts }) => parts)).inScopeFen;
      appendAudit(context, actor, 'stays.recount_fees', stayId, { code, oldId, feeListId, inScopeFen });
    }
    tellFees(context, stayId);
    return true;
  });
}

/** A return gives back the line of the list that took the other's place. */
function pointingTo(newIds: ReadonlyMap<string, string>, row: ClassifiedRow): ClassifiedRow {
  const returns = row.returns.map((part) => ({
    ...part,
    feeListId: part.feeListId === null ? null : (newIds.get(part.feeListId) ?? part.feeListId),
  }));
  return { ...row, returns };
}

/** The kept lists of a stay in the order they were loaded; those that a live settlement holds are only looked at. */
function openLists(context: ServiceContext, stayId: string): OpenList[] {
  const { zone } = readHospital(context, today(context));
  const hashOf = statement<[string], { fileHash: string }>(
    context.database,
    'SELECT file_hash AS fileHash FROM fee_list WHERE id = ?',
  );
  return listFeeLists(context, stayId).map(({ feeListId, fileName, statedTotalFen, recordedAt }) => ({
    feeListId,
    fileName,
    fileHash: hashOf.get(feeListId)?.fileHash ?? '',
    statedTotalFen,
    isSettled: feeListIsSettled(context, feeListId),
    // Under the rule that counted when it was loaded.
    byCatalogue: readHospital(context, localDateOf(recordedAt, zone)).itemClassFrom === 'catalogue',
    rows: readLines(context, feeListId),
  }));
}
