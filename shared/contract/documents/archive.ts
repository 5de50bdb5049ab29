import { z } from 'zod';
import { idSchema, lineSchema, localDateSchema } from '../values.ts';
import { documentEntrySchema } from './document.ts';
import { documentKindSchema } from './kind.ts';

export const mostArchived = 2000;
/** More prints about one stay are found in the archive. */
export const mostOfStay = 200;

/** What somebody looks for in the archive; what is empty does not narrow. */
export const archiveQuestionSchema = z.strictObject({
  /** A number of a document or its beginning, an ID number, or a name or its beginning. */
  text: lineSchema(60),
  kind: documentKindSchema.nullable(),
  /** Business days, both included. */
  fromDay: localDateSchema,
  toDay: localDateSchema,
  /** The name shown of the account that printed it, or its beginning. */
  clerk: lineSchema(40),
});

/** One print of the archive, without the PDF. */
export const archivedDocumentSchema = z.strictObject({
  ...documentEntrySchema.shape,
  personName: z.string().nullable(),
  sha256: z.string(),
  recordedAt: z.string(),
  recordedByName: z.string(),
  /** What became of the paper, as far as anybody knows; null where nothing was noted. */
  outcome: z.enum(['spooled', 'failed', 'timed_out', 'came_out', 'did_not_come_out']).nullable(),
});
export type ArchivedDocument = z.infer<typeof archivedDocumentSchema>;

export const archiveAnswerSchema = z.strictObject({
  documents: z.array(archivedDocumentSchema).max(mostArchived),
  /** There are more than are shown. */
  more: z.boolean(),
});

/** The newest prints about one stay. */
export const documentsOfStaySchema = z.array(archivedDocumentSchema).max(mostOfStay);

/** A settlement of a day, for printing the day's slips in one go. */
export const slipOfDaySchema = z.strictObject({
  settlementId: idSchema,
  slipNumber: z.string(),
  personName: z.string(),
  copies: z.int().min(0),
});
export type SlipOfDay = z.infer<typeof slipOfDaySchema>;
