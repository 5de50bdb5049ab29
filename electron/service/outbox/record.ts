import { z } from 'zod';
import { feesUploadSchema, feesWithdrawalUploadSchema } from './records/fees.ts';
import {
  reversalUploadSchema,
  settlementListUploadSchema,
  settlementUploadSchema,
} from './records/settlement.ts';
import {
  admissionUndoneUploadSchema,
  admissionUploadSchema,
  dischargeUndoneUploadSchema,
  dischargeUploadSchema,
  referralUploadSchema,
} from './records/stay.ts';

/**
 * What the platform has to learn, in our own words and ids; the adapter (platform/) turns it into wire names when it
 * sends. The row's hash covers exactly this, so nothing that the platform assigns stands in it.
 */
export const uploadRecordSchema = z.discriminatedUnion('kind', [
  referralUploadSchema,
  admissionUploadSchema,
  feesUploadSchema,
  feesWithdrawalUploadSchema,
  dischargeUploadSchema,
  dischargeUndoneUploadSchema,
  admissionUndoneUploadSchema,
  settlementUploadSchema,
  reversalUploadSchema,
  settlementListUploadSchema,
]);
export type UploadRecord = z.infer<typeof uploadRecordSchema>;
export type UploadKind = UploadRecord['kind'];
export type RecordOf<Kind extends UploadKind> = Extract<UploadRecord, { kind: Kind }>;

/** A settlement or a reversal: what the centre reckons for itself. */
export type AmountsRecord = RecordOf<'settlement' | 'reversal'>;

export function carriesAmounts(record: UploadRecord): record is AmountsRecord {
  return record.kind === 'settlement' || record.kind === 'reversal';
}
