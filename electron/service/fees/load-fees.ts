import { Refusal } from '../../../shared/contract/refusal.ts';
import type { RepeatedLines } from '../../../shared/contract/stays.ts';
import { sumItems } from '../../../shared/fees/item.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { liveSettlementOfStay } from '../settlements/live.ts';
import { readStay, readStayRow, requireNotCancelled } from '../stays/stay.ts';
import { tellFees } from '../stays/tell.ts';
import { type ClassifiedRow, classifyRows } from './classify.ts';
import { isFileLoaded, isKept } from './fee-lists.ts';
import type { FeeRow } from './row.ts';
import { newLines } from './sort-out.ts';

const maximumLists = 500;

/** Lines that passed every check of their own, wherever they came from. */
export interface LoadedFees {
  /** As people know it: the file's name, or which query it was. */
  readonly fileName: string;
  readonly fileHash: string;
  /** Its name or the way it came says that it is of this stay. */
  readonly isNamed: boolean;
  readonly items: readonly FeeRow[];
  /** The source's own total, equal to ours; null where it has none. */
  readonly statedTotalFen: Fen | null;
}

/**
 * Adds lines to a stay as one list, inside one transaction: all that are new, or nothing. Returns the list's id. Refuses
 * `stay_not_found`, `stay_cancelled`, `stay_already_settled`, `fee_file_already_loaded`, `fee_file_of_another_stay`
 * for a file that says nothing of whose it is and was loaded for somebody else, `too_many_fee_lists`,
 * `amount_too_large`, and what `newLines` and `classifyRows` refuse.
 */
export function loadFees(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  { fileName, fileHash, isNamed, items, statedTotalFen }: LoadedFees,
  repeated: RepeatedLines,
): string {
  const feeListId = inTransaction(context.database, () => {
    requireOpenStay(context, stayId);
    refuseLoaded(context, stayId, fileHash);
    if (!isNamed) refuseLoadedElsewhere(context, stayId, fileHash);
    const fresh = newLines(context, stayId, items, repeated);
    const list = {
      feeListId: context.newId(),
      stayId,
      fileName,
      fileHash,
      rows: classifyRows(context, stayId, fresh),
      // What is left of a file no longer has the file's total.
      statedTotalFen: fresh.length === items.length ? statedTotalFen : null,
    };
    insertList(context, actor, list);
    tellFees(context, stayId);
    appendAudit(context, actor, 'stays.import_fees', stayId, {
      feeListId: list.feeListId,
      fileHash,
      totalFen: sumItems(list.rows.map(({ parts }) => parts)).totalFen,
      itemCount: fresh.length,
      leftOutCount: items.length - fresh.length,
    });
    // Read under the same lock: lists that together pass the largest amount leave nothing behind.
    readStay(context, stayId);
    return list.feeListId;
  });
  context.wakeSender();
  context.publish('fees.changed', { stayId });
  return feeListId;
}

/** Refuses `stay_not_found`, `stay_cancelled`, `stay_already_settled`. */
export function requireOpenStay(context: ServiceContext, stayId: string): void {
  requireNotCancelled(readStayRow(context, stayId));
  const live = liveSettlementOfStay(context, stayId);
  if (live === undefined) return;
  throw new Refusal(
    'stay_already_settled',
    `费用所属的这次就医已经结算（结算单号 ${live.slipNumber}），不能再改费用。如要改，请先撤销那一次结算。`,
  );
}

function refuseLoaded(context: ServiceContext, stayId: string, fileHash: string): void {
  if (isFileLoaded(context, stayId, fileHash)) {
    throw new Refusal('fee_file_already_loaded', '这份费用清单已经导入过，没有重复计入。');
  }
  const { feeLists } = readStay(context, stayId);
  if (feeLists.length >= maximumLists) {
    const sentence = `一次就医最多 ${maximumLists} 份费用清单，请合并后导入。`;
    throw new Refusal('too_many_fee_lists', sentence);
  }
}

/** Chosen a second time from the list of files, for the next patient: nothing in it would say so. */
function refuseLoadedElsewhere(context: ServiceContext, stayId: string, fileHash: string): void {
  const other = statement<[string, string], { admissionNumber: string }>(
    context.database,
    `SELECT admission_number AS admissionNumber FROM fee_list AS list JOIN stay ON stay.id = list.stay_id
     WHERE file_hash = ? AND list.stay_id <> ? AND ${isKept('list')}
       AND NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id) LIMIT 1`,
  ).get(fileHash, stayId);
  if (other === undefined) return;
  throw new Refusal(
    'fee_file_of_another_stay',
    `同一份文件已经导入到住院（门诊）${other.admissionNumber}，文件里没有住院号，看不出是谁的。请核对是不是选错了文件；` +
      '两次的费用确实一样的，把文件名改成以住院号（门诊号）开头，再导入。',
  );
}

export interface NewList {
  readonly feeListId: string;
  readonly stayId: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly rows: readonly ClassifiedRow[];
  readonly statedTotalFen: Fen | null;
}

/** Inside the caller's transaction. */
export function insertList(context: ServiceContext, actor: Actor, { rows, ...list }: NewList): void {
  const recordedAt = context.clock.now().toISOString();
  for (const row of rows) insertItem(context, list.feeListId, row, recordedAt);
  for (const row of rows) insertReturn(context, list.feeListId, row);
  statement<object>(
    context.database,
    `INSERT INTO fee_list (id, stay_id, file_name, file_hash, item_count, stated_total_fen, total_fen,
       own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen, recorded_at, recorded_by)
     VALUES (@feeListId, @stayId, @fileName, @fileHash, @itemCount, @statedTotalFen, @totalFen,
       @ownExpenseFen, @overLimitFen, @preSelfPayFen, @inScopeFen, @recordedAt, @recordedBy)`,
  ).run({
    ...list,
    itemCount: rows.length,
    ...sumItems(rows.map(({ parts }) => parts)),
    recordedAt,
    recordedBy: actor.accountId,
  });
}

function insertItem(context: ServiceContext, feeListId: string, row: ClassifiedRow, seenAt: string): void {
  const { parts, listed, returns: _returns, ...rest } = row;
  statement<object>(
    context.database,
    `INSERT INTO fee_item (fee_list_id, line, code, name, cost_class, catalogue_class, pre_self_pay_millionths,
       limit_price, price, quantity, amount_fen, own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen,
       charged_on, unit, serial, catalogue_code, listed)
     VALUES (@feeListId, @line, @code, @name, @costClass, @catalogueClass, @preSelfPayRatio, @limitPrice, @price,
       @quantity, @totalFen, @ownExpenseFen, @overLimitFen, @preSelfPayFen, @inScopeFen, @chargedOn, @unit, @serial,
       @catalogueCode, @listed)`,
  ).run({ feeListId, ...rest, ...parts, listed: listed === null ? null : JSON.stringify(listed) });
  statement<[string, string, string, string]>(
    context.database,
    'INSERT INTO hospital_item (code, name, catalogue_class, first_seen_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(row.code, row.name, listed?.catalogueClass ?? row.catalogueClass, seenAt);
}

function insertReturn(context: ServiceContext, feeListId: string, { line, returns }: ClassifiedRow): void {
  for (const part of returns) {
    statement<unknown[]>(
      context.database,
      `INSERT INTO fee_return (fee_list_id, line, charged_list_id, charged_line, quantity) VALUES (?, ?, ?, ?, ?)`,
    ).run(feeListId, line, part.feeListId ?? feeListId, part.line, part.quantity);
  }
}
