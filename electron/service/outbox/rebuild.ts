import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { amountsUpload, settlementListUpload, settlementToTell } from '../settlements/upload.ts';
import { referralUpload } from '../referrals/upload.ts';
import {
  admissionUndoneUpload,
  admissionUpload,
  dischargeUndoneUpload,
  dischargeUpload,
  feesUpload,
  feesWithdrawalUpload,
  itemsToTell,
  stayToTell,
} from '../stays/uploads.ts';
import { type RecordOf, type UploadRecord, uploadRecordSchema } from './record.ts';
import type { ActableRow } from './which-acts.ts';

/**
 * The record of a row, built anew from the facts as they stand now: a corrected name, another bed. Which items of a fee
 * list belong to it stays. Refuses `outbox_record_damaged` where the file does not say it any more.
 */
export function rebuildRecord(context: ServiceContext, row: ActableRow): UploadRecord {
  const { factId, stayId } = row;
  switch (row.kind) {
    case 'settlement':
    case 'reversal':
      return amountsUpload(settlementToTell(context, factId));
    case 'settlement_list':
      return settlementListUpload(context, settlementToTell(context, factId));
    default:
      return rebuildOfStay(context, row, stayToTell(context, stayId));
  }
}

function rebuildOfStay(
  context: ServiceContext,
  row: ActableRow,
  told: ReturnType<typeof stayToTell>,
): UploadRecord {
  switch (row.kind) {
    case 'referral':
      return referralUpload(context, told, row.factId) ?? damaged();
    case 'admission':
      return admissionUpload(told);
    case 'admission_undone':
      return admissionUndoneUpload(told);
    case 'fees': {
      const lines = new Set(before(row, 'fees').items.map(({ line }) => line));
      const items = itemsToTell(context, row.factId).filter(({ line }) => lines.has(line));
      return feesUpload(told, row.factId, items);
    }
    case 'fees_withdrawal':
      return feesWithdrawalUpload(told, row.factId, before(row, 'fees_withdrawal').lines);
    case 'discharge':
      return dischargeUpload(told, told.stay.dischargedOn ?? before(row, 'discharge').dischargedOn);
    case 'discharge_undone':
      return dischargeUndoneUpload(told, before(row, 'discharge_undone').dischargedOn);
    default:
      return damaged();
  }
}

/** The record as it was put down. */
function before<Kind extends UploadRecord['kind']>({ record }: ActableRow, kind: Kind): RecordOf<Kind> {
  const read = uploadRecordSchema.safeParse(JSON.parse(record));
  if (read.success && read.data.kind === kind) return read.data as RecordOf<Kind>;
  return damaged();
}

function damaged(): never {
  throw new Refusal(
    'outbox_record_damaged',
    '这条上传记录的内容已损坏，不能重传。请联系信息科检查数据文件。',
  );
}
