import { z } from 'zod';
import {
  archiveAnswerSchema,
  archiveQuestionSchema,
  documentsOfStaySchema,
  slipOfDaySchema,
} from './documents/archive.ts';
import { checkResultSchema } from './documents/check.ts';
import { documentSubjectSchema } from './documents/document.ts';
import { paperSchema } from './documents/paper.ts';
import { printingSchema } from './documents/printing.ts';
import { request } from './request.ts';
import { idSchema, lineSchema, localDateSchema, secondPersonSchema } from './values.ts';

export const printResultSchema = z.strictObject({
  documentId: idSchema,
  copyNumber: z.int(),
  sha256: z.string(),
  /** The PDF is archived in every case; this says only what became of the paper. */
  outcome: z.enum(['spooled', 'failed', 'timed_out']),
  /** The printer took it and says that it lacks something, such as paper. */
  needsLook: z.boolean(),
  sentence: z.string(),
});

export const documentRequests = {
  'documents.printers': request({
    input: z.strictObject({}),
    output: z.array(z.strictObject({ name: z.string(), isDefault: z.boolean() })).max(100),
    allowed: 'signed_in',
    answeredBy: 'main',
  }),
  /** Any document of any kind: archives the PDF first, then prints it. */
  'documents.print': request({
    input: z.strictObject({
      ...documentSubjectSchema.shape,
      /** Null is the usual paper of the kind. */
      paper: paperSchema.nullable().default(null),
      /** Null is the printer set for that paper, else the system's default. */
      printer: lineSchema(200).nullable().default(null),
      /** Asked from the second print on. */
      reason: lineSchema(200).nullable().default(null),
    }),
    output: printResultSchema,
    allowed: ['clerk', 'cashier_lead', 'finance'],
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
  /** What somebody saw at the printer; asked beside the work, never in its way. */
  'documents.cameOut': request({
    input: z.strictObject({ documentId: idSchema, cameOut: z.boolean() }),
    output: z.strictObject({}),
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** Archived prints, the newest first. */
  'documents.search': request({
    input: archiveQuestionSchema,
    output: archiveAnswerSchema,
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** What was printed about one stay and its settlements, the newest first. */
  'documents.ofStay': request({
    input: z.strictObject({ stayId: idSchema }),
    output: documentsOfStaySchema,
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** Writes the archived bytes where the person says; null if the person thought better of it. */
  'documents.save': request({
    input: z.strictObject({
      documentId: idSchema,
      number: lineSchema(60),
      /** Null where the paper is no list of people. */
      secondPerson: secondPersonSchema.nullable(),
    }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'main',
  }),
  /** Every settlement and reversal of a business day, in the order of their numbers. */
  'documents.slipsOfDay': request({
    input: z.strictObject({ day: localDateSchema }),
    output: z.array(slipOfDaySchema).max(5000),
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'documents.printing': request({
    input: z.strictObject({}),
    output: printingSchema,
    allowed: 'signed_in',
    answeredBy: 'service',
  }),
  /** Counts from today on. */
  'documents.setPrinting': request({
    input: z.strictObject({ printing: printingSchema }),
    output: printingSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
  /** A page with the edges, the sizes and the rare characters of a paper; nothing of anybody, so it is not archived. */
  'documents.testPage': request({
    input: z.strictObject({ paper: paperSchema, printer: lineSchema(200).min(1).nullable() }),
    output: printResultSchema.pick({ outcome: true, needsLook: true, sentence: true }),
    allowed: ['information_office'],
    answeredBy: 'main',
  }),
};
