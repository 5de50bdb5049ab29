import { z } from 'zod';
import { checkResultSchema } from './documents/check.ts';
import { documentSubjectSchema } from './documents/document.ts';
import { paperSchema } from './documents/paper.ts';
import { request } from './request.ts';
import { idSchema, lineSchema } from './values.ts';

export const printResultSchema = z.strictObject({
  documentId: idSchema,
  copyNumber: z.int(),
  sha256: z.string(),
  /** The PDF is archived in every case; this says only what became of the paper. */
  outcome: z.enum(['spooled', 'failed', 'timed_out']),
  sentence: z.string(),
});

export const documentRequests = {
  'documents.printers': request({
    input: z.strictObject({}),
    output: z.array(z.strictObject({ name: z.string(), isDefault: z.boolean() })).max(100),
    allowed: 'signed_in',
    answeredBy: 'main',
  }),
  /** Any document of any kind: archives the PDF first, then prints it. `printer` null is the system's default. */
  'documents.print': request({
    input: z.strictObject({
      ...documentSubjectSchema.shape,
      paper: paperSchema,
      printer: lineSchema(200).nullable().default(null),
      /** Asked from the second print on. */
      reason: lineSchema(200).nullable().default(null),
    }),
    output: printResultSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'main',
  }),
  /** Every copy that was made of one document, the first first. */
  'documents.list': request({
    input: documentSubjectSchema,
    output: z
      .array(
        z.strictObject({
          documentId: idSchema,
          paper: paperSchema,
          copyNumber: z.int(),
          sha256: z.string(),
          recordedAt: z.string(),
        }),
      )
      .max(200),
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** The archived bytes, as they went to the printer. */
  'documents.pdf': request({
    input: z.strictObject({ documentId: idSchema }),
    output: z.strictObject({ pdf: z.instanceof(Uint8Array), sha256: z.string() }),
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** A check code as it was scanned or typed off a paper. */
  'documents.check': request({
    input: z.strictObject({ text: z.string().trim().min(1).max(300) }),
    output: checkResultSchema,
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
};
