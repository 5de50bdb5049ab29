import { z } from 'zod';
import { type Fen, plainYuan } from '../../../../shared/money/fen.ts';
import type { RecordOf } from '../../outbox/record.ts';
import type { UploadedItem } from '../../outbox/records/fees.ts';
import { catalogueLevels, costClassCodes, inpatientVisit, outpatientVisit, wireDay } from '../dictionary.ts';
import { largestInput } from '../envelope.ts';
import type { KnownNumbers } from '../known-numbers.ts';
import { itemNumber } from '../message-id.ts';
import { wireYuan } from '../wire-text.ts';

/** 2301 住院费用明细上传, 2204 门诊费用明细上传. The four parts of each item's cost go along, since the convention asks for the amount only. */
export function feesInput(record: RecordOf<'fees'>, known: KnownNumbers): object {
  return { feedetail: record.items.map((item) => itemInput(record, item, known)) };
}

type ListOfItem = Pick<RecordOf<'fees'>, 'feeListId' | 'department' | 'outpatient'>;

function itemInput(
  { feeListId, department, outpatient }: ListOfItem,
  item: UploadedItem,
  known: KnownNumbers,
): object {
  return {
    feedetl_sn: itemNumber(feeListId, item.line),
    mdtrt_id: known.stayNumber,
    psn_no: known.personNumber,
    med_type: outpatient === true ? outpatientVisit : inpatientVisit,
    fee_ocur_time: wireDay(item.chargedOn),
    med_list_codg: item.code,
    medins_list_codg: item.code,
    det_item_fee_sumamt: plainYuan(item.amountFen),
    cnt: item.quantity,
    pric: item.price,
    bilg_dept_name: department,
    hosp_appr_flag: '1',
    memo: item.name,
    exp_content: [
      {
        chrgitm_lv: catalogueLevels[item.catalogueClass],
        med_chrgitm_type: costClassCodes[item.costClass],
        fulamt_ownpay_amt: plainYuan(item.ownExpenseFen),
        overlmt_amt: plainYuan(item.overLimitFen),
        preselfpay_amt: plainYuan(item.preSelfPayFen),
        inscp_scp_amt: plainYuan(item.inScopeFen),
      },
    ],
  };
}

/** Before the platform's numbers are known: as long as they can be. */
const longestNumbers = { personNumber: 'X'.repeat(30), stayNumber: 'X'.repeat(30), originalNumber: null };

/** Cuts a fee list into as many parts as messages are needed, each as full as one may be (`largestInput`). */
export function partsOfFees(list: ListOfItem, items: readonly UploadedItem[]): UploadedItem[][] {
  const parts: UploadedItem[][] = [];
  const frame = JSON.stringify({ feedetail: [] }).length;
  let room = 0;
  for (const item of items) {
    const length = JSON.stringify(itemInput(list, item, longestNumbers)).length + 1;
    if (length > room) {
      parts.push([]);
      room = largestInput - frame;
    }
    parts.at(-1)?.push(item);
    room -= length;
  }
  return parts;
}

/** 2302 住院费用明细撤销, 2205 门诊费用明细撤销. */
export function feesWithdrawalInput(record: RecordOf<'fees_withdrawal'>, known: KnownNumbers): object {
  return {
    data: record.lines.map((line) => ({
      feedetl_sn: itemNumber(record.feeListId, line),
      mdtrt_id: known.stayNumber,
      psn_no: known.personNumber,
    })),
  };
}

const amount = wireYuan.nullish().transform((read) => read ?? null);
export const feesAnswerSchema = z.object({
  result: z
    .array(
      z.object({
        feedetl_sn: z.string().max(30),
        det_item_fee_sumamt: amount,
        fulamt_ownpay_amt: amount,
        overlmt_amt: amount,
        preselfpay_amt: amount,
        inscp_scp_amt: amount,
      }),
    )
    .max(1000)
    .nullish()
    .transform((list) => list ?? []),
});

/** What the centre reckons one of our items to be; null where it says nothing. */
export interface CentreItem {
  readonly line: number;
  readonly amountFen: Fen | null;
  readonly ownExpenseFen: Fen | null;
  readonly overLimitFen: Fen | null;
  readonly preSelfPayFen: Fen | null;
  readonly inScopeFen: Fen | null;
}

/** The centre's items in our words; those that are not of this record say nothing about it. */
export function centreItems(
  { feeListId, items }: RecordOf<'fees'>,
  { result }: z.output<typeof feesAnswerSchema>,
): CentreItem[] {
  const lines = new Map(items.map(({ line }) => [itemNumber(feeListId, line), line]));
  return result.flatMap((theirs) => {
    const line = lines.get(theirs.feedetl_sn);
    if (line === undefined) return [];
    return {
      line,
      amountFen: theirs.det_item_fee_sumamt,
      ownExpenseFen: theirs.fulamt_ownpay_amt,
      overLimitFen: theirs.overlmt_amt,
      preSelfPayFen: theirs.preselfpay_amt,
      inScopeFen: theirs.inscp_scp_amt,
    };
  });
}
