import { z } from 'zod';
import { type Fen, plainYuan, sumFen } from '../../../../shared/money/fen.ts';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import { itemStands } from './life.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode, yuan } from './request.ts';
import { hasLiveFinal, requireVisit } from './visits.ts';

const number = z.string().min(1).max(30);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const itemSchema = z.object({
  feedetl_sn: number,
  mdtrt_id: number,
  psn_no: number,
  med_type: z.string().min(1).max(6),
  fee_ocur_time: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  med_list_codg: z.string().min(1).max(50),
  det_item_fee_sumamt: yuan,
  cnt: decimal,
  pric: decimal,
  exp_content: z
    .array(
      z.object({
        fulamt_ownpay_amt: yuan,
        overlmt_amt: yuan,
        preselfpay_amt: yuan,
        inscp_scp_amt: yuan,
      }),
    )
    .length(1),
});
const feesSchema = z.object({ feedetail: z.array(itemSchema).min(1).max(1000) });
const withdrawSchema = z.object({
  data: z
    .array(z.object({ feedetl_sn: number, mdtrt_id: number, psn_no: number }))
    .min(1)
    .max(1000),
});

type Item = z.output<typeof itemSchema>;

/** 2301: every item of the message or none; an item's number is taken once. */
export function takeFees(office: Office, { input, fixmedins_code, msgid }: Envelope): object {
  const { feedetail } = readNode(feesSchema, input);
  requireOpen(office, feedetail, fixmedins_code);
  const insert = statement<[string, string, string, number, string, string, string]>(
    office.database,
    `INSERT INTO fee_item (fixmedins_code, feedetl_sn, mdtrt_id, amount_fen, med_list_codg, msgid, received_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const now = office.clock.now().toISOString();
  const result = feedetail.map((item) => {
    if (itemOf(office, fixmedins_code, item.feedetl_sn) !== undefined) reject('费用明细流水号重复');
    const { mdtrt_id, feedetl_sn, det_item_fee_sumamt: amount } = item;
    insert.run(fixmedins_code, feedetl_sn, mdtrt_id, amount, item.med_list_codg, msgid, now);
    return answerOf(item);
  });
  return { result };
}

/** This centre answers the parts that the window declared. */
function answerOf({ feedetl_sn, det_item_fee_sumamt, cnt, pric, exp_content: [parts] }: Item): object {
  if (parts === undefined) return reject('费用明细缺少金额构成');
  const split = [parts.fulamt_ownpay_amt, parts.overlmt_amt, parts.preselfpay_amt, parts.inscp_scp_amt];
  if (sumFen(split) !== det_item_fee_sumamt) reject('费用明细的各部分之和与金额不符');
  return {
    feedetl_sn,
    det_item_fee_sumamt: plainYuan(det_item_fee_sumamt),
    cnt,
    pric,
    fulamt_ownpay_amt: plainYuan(parts.fulamt_ownpay_amt),
    overlmt_amt: plainYuan(parts.overlmt_amt),
    preselfpay_amt: plainYuan(parts.preselfpay_amt),
    inscp_scp_amt: plainYuan(parts.inscp_scp_amt),
  };
}

/** 2302. */
export function undoFees(office: Office, { input, fixmedins_code, msgid }: Envelope): object {
  const { data } = readNode(withdrawSchema, input);
  requireOpen(office, data, fixmedins_code);
  const insert = statement<[number, string, string]>(
    office.database,
    'INSERT INTO fee_item_undone (item, msgid, received_at) VALUES (?, ?, ?)',
  );
  for (const { feedetl_sn, mdtrt_id } of data) {
    const item = itemOf(office, fixmedins_code, feedetl_sn);
    if (item === undefined || item.mdtrt_id !== mdtrt_id) return reject('费用明细不存在或已撤销');
    insert.run(item.sequence, msgid, office.clock.now().toISOString());
  }
  return {};
}

/** All items are of one visit, and it is not settled. */
function requireOpen(
  office: Office,
  items: readonly { readonly mdtrt_id: string; readonly psn_no: string }[],
  hospital: string,
): void {
  const [first] = items;
  if (first === undefined) return;
  if (items.some(({ mdtrt_id, psn_no }) => mdtrt_id !== first.mdtrt_id || psn_no !== first.psn_no)) {
    reject('一次只受理一次就诊的费用');
  }
  requireVisit(office, first.mdtrt_id, first.psn_no, hospital);
  if (hasLiveFinal(office, first.mdtrt_id)) reject('该就诊已结算，不能再改费用');
}

function itemOf(
  { database }: Office,
  hospital: string,
  itemNumber: string,
): { readonly sequence: number; readonly mdtrt_id: string } | undefined {
  return statement<[string, string], { sequence: number; mdtrt_id: string }>(
    database,
    `SELECT sequence, mdtrt_id FROM fee_item WHERE fixmedins_code = ? AND feedetl_sn = ? AND ${itemStands}`,
  ).get(hospital, itemNumber);
}

/** What was uploaded of a visit is what is settled; nothing at all is allowed, as by windows that send no items. */
export function requireItemsToSum({ database }: Office, mdtrtId: string, total: Fen): void {
  const held = statement<[string], { count: number; total: number }>(
    database,
    `SELECT count(*) AS count, coalesce(sum(amount_fen), 0) AS total FROM fee_item
     WHERE mdtrt_id = ? AND ${itemStands}`,
  ).get(mdtrtId);
  if (held !== undefined && held.count > 0 && held.total !== total)
    reject('已上传费用明细之和与结算总额不符');
}
