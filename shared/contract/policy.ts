import { z } from 'zod';
import { request } from './request.ts';
import { fileTokenSchema, idSchema, localDateSchema, secondPersonSchema } from './values.ts';

/** Who put it into force, by the signature of this window's key over pack, region, dates, options and names. */
export const policySignatureSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('signed'),
    by: z.string().nullable(),
    secondPerson: z.string().nullable(),
    /** Of the window's public key. */
    fingerprint: z.string(),
  }),
  /** Of before there were signatures. */
  z.strictObject({ state: z.literal('unsigned') }),
  /** Act, pack or signature were changed: nothing is settled by it. */
  z.strictObject({ state: z.literal('broken'), sentence: z.string() }),
]);

export const policyInForceSchema = z.strictObject({
  inForceId: idSchema,
  region: z.string(),
  packId: z.string(),
  title: z.string(),
  packHash: z.string(),
  fromDay: localDateSchema,
  toDay: localDateSchema.nullable(),
  /** Where the dates of the act go beyond what the document claims for itself. */
  warnings: z.array(z.string()).max(20),
  recordedAt: z.string(),
  recordedBy: z.string().nullable(),
  signature: policySignatureSchema,
  /** When a board of the waiting room for it first went to a printer that took it; null: it is still due. */
  boardPrintedAt: z.string().nullable(),
});

export const policyRequests = {
  'policy.inForce': request({
    input: z.strictObject({}),
    output: z.array(policyInForceSchema).max(200),
    allowed: 'signed_in',
    answeredBy: 'service',
  }),
  /** Checks a pack file and puts it into force; a faulty file is refused with file, line and column of each fault. */
  'policy.putIntoForce': request({
    input: z.strictObject({
      fileToken: fileTokenSchema,
      fromDay: localDateSchema,
      toDay: localDateSchema.nullable(),
      options: z.record(z.string().max(80), z.json()),
      secondPerson: secondPersonSchema,
    }),
    output: policyInForceSchema,
    allowed: ['information_office'],
    answeredBy: 'service',
  }),
};
