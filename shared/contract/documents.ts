import { z } from 'zod';
import { request } from './request.ts';
import { costOfClassSchema } from './stays.ts';
import { settlementRecordSchema } from './settlements.ts';
import { idSchema, lineSchema, localDateSchema } from './values.ts';
import { yearStateSchema } from './people.ts';

export const paperSchema = z.enum(['A4', 'A5']);
export type PaperName = z.infer<typeof paperSchema>;

/** Everything that stands on a slip. Made by the service, rendered by main; a window cannot write one. */
export const slipSchema = z.strictObject({
  documentId: idSchema,
  /** 0 is the first print; n is 补打 第n次. */
  copyNumber: z.int().min(0),
  practice: z.boolean(),
  title: z.string(),
  hospitalName: z.string(),
  hospitalLevel: z.string(),
  windowName: z.string(),
  printedAt: z.string(),
  person: z.strictObject({
    name: z.string(),
    sex: z.string(),
    ageYears: z.int(),
    maskedIdNumber: z.string(),
    category: z.string(),
    region: z.string(),
    address: z.string(),
    maskedPhone: z.string(),
  }),
  stay: z.strictObject({
    admissionNumber: z.string(),
    department: z.string(),
    bed: z.string(),
    admittedOn: localDateSchema,
    dischargedOn: localDateSchema.nullable(),
    days: z.int(),
    diagnoses: z.string(),
    visitType: z.string(),
    place: z.string(),
  }),
  before: yearStateSchema,
  costByClass: z.array(costOfClassSchema).max(13),
  settlement: settlementRecordSchema,
});
export type Slip = z.infer<typeof slipSchema>;

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
  /** Archives the PDF first, then prints it. `printer` null is the system's default. */
  'documents.printSlip': request({
    input: z.strictObject({
      settlementId: idSchema,
      paper: paperSchema,
      printer: lineSchema(200).nullable(),
      /** Asked from the second print on. */
      reason: lineSchema(200).nullable(),
    }),
    output: printResultSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'main',
  }),
  'documents.list': request({
    input: z.strictObject({ settlementId: idSchema }),
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
};
