import { z } from 'zod';
import { uploadSummarySchema } from './hospital.ts';
import { request } from './request.ts';
import { uploadStateSchema } from './settlements.ts';
import { fenSchema, idSchema, lineSchema } from './values.ts';

/** Everything the platform is told, in the order of a stay. */
export const uploadKinds = [
  'referral',
  'admission',
  'fees',
  'fees_withdrawal',
  'discharge',
  'discharge_undone',
  'admission_undone',
  'settlement',
  'reversal',
  'settlement_list',
] as const;
export const uploadKindSchema = z.enum(uploadKinds);
export const uploadKindTitles: Record<(typeof uploadKinds)[number], string> = {
  referral: '转诊备案',
  admission: '入院登记',
  fees: '费用明细',
  fees_withdrawal: '费用撤回',
  discharge: '出院登记',
  discharge_undone: '出院撤销',
  admission_undone: '入院作废',
  settlement: '结算',
  reversal: '结算撤销',
  settlement_list: '结算清单',
};

/**
 * What a person may do with a row. `resend`: a refused record, built anew from what is known now; `ask`: one that is in
 * doubt is asked about again; `reverse`: at the desk, a settlement; `close`: what it tells no longer holds.
 */
export const uploadActs = ['note', 'resend', 'ask', 'reverse', 'close'] as const;
export type UploadAct = (typeof uploadActs)[number];

export const outboxRowSchema = z.strictObject({
  outboxId: idSchema,
  kind: uploadKindSchema,
  /** 0, 1, 2 … of a fee list that needs several messages. */
  part: z.int().min(0),
  factId: idSchema,
  personName: z.string(),
  amountFen: fenSchema,
  state: uploadStateSchema,
  recordedAt: z.string(),
  doneAt: z.string().nullable(),
  attempts: z.int(),
  nextAttemptAt: z.string().nullable(),
  /** The last reason in plain Chinese, ready to show. */
  lastReason: z.string().nullable(),
  /** The earlier record of the same person that has to be through first. */
  waitsFor: z
    .strictObject({ outboxId: idSchema, kind: uploadKindSchema, state: uploadStateSchema })
    .nullable(),
  differenceCount: z.int(),
  noteCount: z.int(),
  acts: z.array(z.enum(uploadActs)),
});
export type OutboxRow = z.infer<typeof outboxRowSchema>;

/** What happened to one row, and what hangs on it. */
export const outboxRowDetailSchema = z.strictObject({
  row: outboxRowSchema,
  stayId: idSchema,
  admissionNumber: z.string(),
  /** A visit, whose number is a 门诊号. */
  isVisit: z.boolean(),
  /** Of a settlement or its reversal and list: the settlement that the desk shows. */
  settlementId: idSchema.nullable(),
  /** Newest first, at most 100. */
  attempts: z
    .array(
      z.strictObject({
        at: z.string(),
        /** The record itself, or what was asked before and after it: who the person is, whether it arrived, to undo it. */
        what: z.enum(['record', 'identify', 'ask', 'correct']),
        outcome: z.string(),
        code: z.string().nullable(),
        reason: z.string().nullable(),
        durationMs: z.int(),
      }),
    )
    .max(100),
  /** Where the centre reckons otherwise than we: a part of a settlement, or of a fee item (`what` says which). */
  differences: z
    .array(
      z.strictObject({
        what: z.string().nullable(),
        title: z.string(),
        oursFen: fenSchema,
        theirsFen: fenSchema,
      }),
    )
    .max(100),
  /** Oldest first. */
  notes: z
    .array(z.strictObject({ text: z.string(), recordedAt: z.string(), recordedByName: z.string() }))
    .max(200),
  /** Later records of the same person that wait for it. */
  blocks: z.strictObject({ count: z.int(), amountFen: fenSchema }),
  /** How a person closed it. */
  resolution: z
    .strictObject({
      act: z.enum(['resent', 'reversed', 'undone']),
      reason: z.string(),
      replacedBy: idSchema.nullable(),
      recordedAt: z.string(),
      recordedByName: z.string(),
    })
    .nullable(),
});
export type OutboxRowDetail = z.infer<typeof outboxRowDetailSchema>;

/** What a record says otherwise when it is built anew. Texts ready to show; ID numbers masked. */
export const resendPreviewSchema = z.strictObject({
  previewHash: z.string().regex(/^[0-9a-f]{64}$/),
  changes: z
    .array(z.strictObject({ title: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
    .max(100),
});
export type ResendPreview = z.infer<typeof resendPreviewSchema>;

const reason = lineSchema(200).min(1);

export const outboxRequests = {
  /** Open ones first, oldest first; then the newest closed ones up to the limit. */
  'outbox.list': request({
    input: z.strictObject({ limit: z.int().min(1).max(500) }),
    output: z.strictObject({ summary: uploadSummarySchema, rows: z.array(outboxRowSchema).max(500) }),
    allowed: ['clerk', 'cashier_lead', 'finance', 'information_office', 'auditor'],
    answeredBy: 'service',
  }),
  /** Tries now instead of at the next appointed time. */
  'outbox.sendNow': request({
    input: z.strictObject({}),
    output: z.strictObject({}),
    allowed: ['clerk', 'cashier_lead', 'finance', 'information_office'],
    answeredBy: 'service',
  }),
  'outbox.row': request({
    input: z.strictObject({ outboxId: idSchema }),
    output: outboxRowDetailSchema,
    allowed: ['clerk', 'cashier_lead', 'finance', 'information_office', 'auditor'],
    answeredBy: 'service',
  }),
  /** A remark; the row stays as it is. */
  'outbox.note': request({
    input: z.strictObject({ outboxId: idSchema, text: reason }),
    output: outboxRowDetailSchema,
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** What would differ if a refused record were built anew from what is known now. */
  'outbox.previewResend': request({
    input: z.strictObject({ outboxId: idSchema }),
    output: resendPreviewSchema,
    allowed: ['cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** Sends it as a new record, as the preview showed it, and closes the refused one. */
  'outbox.resend': request({
    input: z.strictObject({ outboxId: idSchema, previewHash: z.string(), reason }),
    output: outboxRowDetailSchema,
    allowed: ['cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** Asks the platform again about a record that is in doubt, or corrects it where asking cannot answer. */
  'outbox.ask': request({
    input: z.strictObject({ outboxId: idSchema, reason }),
    output: outboxRowDetailSchema,
    allowed: ['cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** Closes a record, and what undoes it, when what it tells no longer holds: nothing of both is sent. */
  'outbox.close': request({
    input: z.strictObject({ outboxId: idSchema, reason }),
    output: outboxRowDetailSchema,
    allowed: ['cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
};
