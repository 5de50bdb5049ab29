import { z } from 'zod';
import { request } from './request.ts';
import { fileTokenSchema, idSchema, lineSchema } from './values.ts';

/** Copies of papers. The papers themselves go back to the patient. */
export const attachmentKinds = [
  'id_card',
  'medical_card',
  'proof',
  'agreement',
  'referral_certificate',
  'other',
] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];
export const attachmentKindTitles: Record<AttachmentKind, string> = {
  id_card: '身份证',
  medical_card: '医保卡',
  proof: '身份证明',
  agreement: '签字的协议',
  referral_certificate: '转诊证明',
  other: '其他',
};

/** What an attached file may be, told by its content. */
export const attachmentTypes = ['image/jpeg', 'image/png', 'application/pdf'] as const;
export type AttachmentType = (typeof attachmentTypes)[number];

export const largestAttachmentBytes = 20_000_000;

export const attachmentSchema = z.strictObject({
  attachmentId: idSchema,
  kind: z.enum(attachmentKinds),
  fileName: z.string(),
  type: z.enum(attachmentTypes),
  byteCount: z.int(),
  recordedAt: z.string(),
  recordedByName: z.string(),
  /** Why it does not count any more; its bytes stay. */
  withdrawnBecause: z.string().nullable(),
});
export type Attachment = z.infer<typeof attachmentSchema>;
const attachmentsSchema = z.array(attachmentSchema).max(200);

export const attachmentRequests = {
  'attachments.list': request({
    input: z.strictObject({ stayId: idSchema }),
    output: attachmentsSchema,
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** A picture or a PDF of at most 20 MB, at most 40 files and 200 MB a stay. */
  'attachments.add': request({
    input: z.strictObject({ stayId: idSchema, kind: z.enum(attachmentKinds), fileToken: fileTokenSchema }),
    output: attachmentsSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'attachments.withdraw': request({
    input: z.strictObject({ attachmentId: idSchema, reason: lineSchema(200).min(1) }),
    output: attachmentsSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** The bytes; every look is written down. */
  'attachments.read': request({
    input: z.strictObject({ attachmentId: idSchema }),
    output: z.strictObject({
      fileName: z.string(),
      type: z.enum(attachmentTypes),
      content: z.instanceof(Uint8Array).refine((content) => content.byteLength <= largestAttachmentBytes),
    }),
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
};
