import { localDateOf } from '../../../shared/calendar/local-date.ts';
import { sumItems } from '../../../shared/fees/item.ts';
import { appendAudit } from '../audit/audit.ts';
import { Matcher } from '../catalogue/match.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { feeListIsSettled } from '../settlements/live.ts';
import { tellFees, tellFeesWithdrawn } from '../stays/tell.ts';
import type { ClassifiedRow } from './classify.ts';
import { type Basis, isCounted, markCounted } from './counted-stays.ts';
import { listFeeLists } from './fee-lists.ts';
import { insertList } from './load-fees.ts';
import { codesThatDiffer, type OpenList, recountLists } from './recount-lists.ts';
import { readLines } from './recount-lines.ts';

const reason = '目录或项目对照有变化，重新计算';

/**
 * Counts what catalogue and decisions say otherwise now: a list that changes is withdrawn and comes again under its name
 * with other terms, and so does a list that gives back something of it. The platform learns of both. All in one
 * transaction, with the mark that it was done.
 * @returns whether anything changed
 */
export function recountStay(context: ServiceContext, actor: Actor, stayId: string, basis: Basis): boolean {
  return inTransaction(context.database, () => {
    if (isCounted(context, stayId, basis)) return false;
    const matcher = new Matcher(context);
    const lists = openLists(context, stayId);
    const codes = codesThatDiffer(lists, matcher);
    const changed = codes.size === 0 ? [] : recountLists(lists, codes, matcher);
    if (changed.length > 0) writeAnew(context, actor, stayId, changed);
    const hasChanged = changed.length > 0 || recountOneByOne(context, actor, stayId, codes, matcher);
    if (hasChanged) tellFees(context, stayId);
    markCounted(context, stayId, basis);
    return hasChanged;
  });
}

/** Where one code stands in the way of all, the others are counted without it. */
function recountOneByOne(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  codes: ReadonlySet<string>,
  matcher: Matcher,
): boolean {
  let hasChanged = false;
  if (codes.size < 2) return hasChanged;
  for (const code of codes) {
    const changed = recountLists(openLists(context, stayId), new Set([code]), matcher);
    if (changed.length === 0) continue;
    writeAnew(context, actor, stayId, changed);
    hasChanged = true;
  }
  return hasChanged;
}

function writeAnew(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  changed: readonly OpenList[],
): void {
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
    appendAudit(context, actor, 'stays.recount_fees', stayId, { oldId, feeListId, inScopeFen });
  }
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
