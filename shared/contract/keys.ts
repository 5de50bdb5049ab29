import { z } from 'zod';
import { request } from './request.ts';
import { idSchema, lineSchema, secondPersonSchema } from './values.ts';

/** 40 bits that name a key and do not tell it: `7KQ2-9XWD`. */
export const keyFingerprintSchema = z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);

/** What the printer did with the paper. The key is never archived, so there is nothing to print again but the key. */
export const keyPaperOutcomeSchema = z.enum(['spooled', 'failed', 'timed_out']);

/** Whether this file could be opened again if the machine's own key were lost. */
export const keyStatusSchema = z.strictObject({
  fingerprint: keyFingerprintSchema,
  state: z.enum(['never_printed', 'not_tested', 'tested']),
  /** The last paper that may have come out, and who had it printed and approved it. */
  print: z
    .strictObject({ at: z.string(), by: z.string(), approvedBy: z.string(), outcome: keyPaperOutcomeSchema })
    .nullable(),
  /** When it was last typed back from paper and found right, also of an earlier paper. */
  test: z.strictObject({ at: z.string(), by: z.string() }).nullable(),
});
export type KeyStatus = z.infer<typeof keyStatusSchema>;

/** Everything that stands on the paper but the key itself, which only main puts in. */
export const keyPaperSchema = z.strictObject({
  approvalId: idSchema,
  fingerprint: keyFingerprintSchema,
  practice: z.boolean(),
  hospitalName: z.string(),
  windowName: z.string(),
  printedAt: z.string(),
  printedBy: z.string(),
  approvedBy: z.string(),
});
export type KeyPaper = z.infer<typeof keyPaperSchema>;

/** Seven rows of nine characters, with whatever people put between them. */
const typedKeySchema = z.string().max(500);

export const keyRequests = {
  'keys.status': request({
    input: z.strictObject({}),
    output: keyStatusSchema,
    allowed: ['information_office', 'auditor'],
    answeredBy: 'service',
  }),
  /** Main draws the paper and prints it; the key passes through no window and is archived nowhere. */
  'keys.printRecoveryKey': request({
    input: z.strictObject({ printer: lineSchema(200).nullable(), secondPerson: secondPersonSchema }),
    output: z.strictObject({ outcome: keyPaperOutcomeSchema, sentence: z.string() }),
    allowed: ['information_office'],
    answeredBy: 'main',
  }),
  /** Gives the file a new key, by two people: the service starts anew, everybody signs in again. */
  'keys.changeKey': request({
    input: z.strictObject({ secondPerson: secondPersonSchema }),
    output: z.strictObject({ sentence: z.string() }),
    allowed: ['information_office'],
    answeredBy: 'main',
  }),
  /** Compares what was typed off the paper with the key; refuses if it is not the same. */
  'keys.testRecoveryKey': request({
    input: z.strictObject({ text: typedKeySchema }),
    output: z.strictObject({}),
    allowed: ['information_office'],
    answeredBy: 'main',
  }),
  /** Only while the file cannot be opened for want of its key: nobody can sign in then. */
  'keys.openWithRecoveryKey': request({
    input: z.strictObject({ text: typedKeySchema }),
    output: z.strictObject({}),
    allowed: 'anyone',
    answeredBy: 'main',
  }),
};
