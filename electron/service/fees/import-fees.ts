import path from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { requireRoomForFile } from '../disk/watch.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { liveSettlementOfStay } from '../settlements/live.ts';
import { type FeeFile, readFeeFile } from './fee-file.ts';
import { isFileLoaded } from './fee-lists.ts';
import type { FeeRow } from './row.ts';
import { readStay, readStayRow, requireNotCancelled } from '../stays/stay.ts';
import { tellFees } from '../stays/tell.ts';

const maximumLists = 500;

/**
 * Adds the items of a fee file to a stay; the whole file or nothing. Refuses `stay_not_found`, `stay_cancelled`, `stay_already_settled`,
 * `fee_file_already_loaded`, `too_many_fee_lists`, `amount_too_large` and what `readFeeFile` refuses.
 */
export async function importFees(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  filePath: string,
): Promise<Stay> {
  refuseClosedStay(context, stayId);
  const { admittedOn, dischargedOn } = readStay(context, stayId);
  await requireRoomForFile(context);
  const file = await readFeeFile(filePath, { from: admittedOn, to: dischargedOn ?? today(context) });
  const stay = inTransaction(context.database, () => {
    // While the file was read, another request may have settled or cancelled the stay, or loaded the file.
    refuseClosedStay(context, stayId);
    refuseLoaded(context, stayId, file.fileHash);
    insertFeeList(context, actor, stayId, path.basename(filePath), file);
    tellFees(context, stayId);
    // Read under the same lock: lists that together pass the largest amount leave nothing behind.
    return readStay(context, stayId);
  });
  context.wakeSender();
  return stay;
}

function insertFeeList(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  fileName: string,
  file: FeeFile,
): void {
  const feeListId = context.newId();
  const { cost, items, fileHash, statedTotalFen } = file;
  for (const item of items) insertItem(context, feeListId, item);
  statement<object>(
    context.database,
    `INSERT INTO fee_list (id, stay_id, file_name, file_hash, item_count, stated_total_fen, total_fen,
       own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen, recorded_at, recorded_by)
     VALUES (@feeListId, @stayId, @fileName, @fileHash, @itemCount, @statedTotalFen, @totalFen,
       @ownExpenseFen, @overLimitFen, @preSelfPayFen, @inScopeFen, @recordedAt, @recordedBy)`,
  ).run({
    feeListId,
    stayId,
    fileName,
    fileHash,
    statedTotalFen,
    itemCount: items.length,
    ...cost,
    recordedAt: context.clock.now().toISOString(),
    recordedBy: actor.accountId,
  });
  const { totalFen } = cost;
  appendAudit(context, actor, 'stays.import_fees', stayId, {
    feeListId,
    fileHash,
    totalFen,
    itemCount: items.length,
  });
}

function insertItem(context: ServiceContext, feeListId: string, item: FeeRow): void {
  const { parts, preSelfPayRatio, ...rest } = item;
  const { totalFen, ...split } = parts;
  statement<object>(
    context.database,
    `INSERT INTO fee_item (fee_list_id, line, code, name, cost_class, catalogue_class, pre_self_pay_millionths,
       limit_price, price, quantity, amount_fen, own_expense_fen, over_limit_fen, pre_self_pay_fen, in_scope_fen,
       charged_on)
     VALUES (@feeListId, @line, @code, @name, @costClass, @catalogueClass, @preSelfPayRatio, @limitPrice, @price,
       @quantity, @totalFen, @ownExpenseFen, @overLimitFen, @preSelfPayFen, @inScopeFen, @chargedOn)`,
  ).run({ feeListId, ...rest, preSelfPayRatio, totalFen, ...split });
}

function refuseClosedStay(context: ServiceContext, stayId: string): void {
  requireNotCancelled(readStayRow(context, stayId));
  const live = liveSettlementOfStay(context, stayId);
  if (live === undefined) return;
  throw new Refusal(
    'stay_already_settled',
    `这次住院已经结算（结算单号 ${live.slipNumber}），不能再改费用。如要改，请先撤销那一次结算。`,
  );
}

function refuseLoaded(context: ServiceContext, stayId: string, fileHash: string): void {
  if (isFileLoaded(context, stayId, fileHash)) {
    throw new Refusal('fee_file_already_loaded', '这份费用清单已经导入过，没有重复计入。');
  }
  const { feeLists } = readStay(context, stayId);
  if (feeLists.length >= maximumLists) {
    const sentence = `一次住院最多 ${maximumLists} 份费用清单，请合并后导入。`;
    throw new Refusal('too_many_fee_lists', sentence);
  }
}
