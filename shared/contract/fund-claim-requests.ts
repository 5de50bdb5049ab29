import { z } from 'zod';
import {
  fundClaimRowSchema,
  fundClaimSchema,
  monthSchema,
  mostClaimLines,
  payerSchema,
  payerStandingSchema,
} from './fund-claims.ts';
import { request } from './request.ts';
import {
  fenSchema,
  fileTokenSchema,
  idSchema,
  lineSchema,
  localDateSchema,
  secondPersonSchema,
} from './values.ts';

const count = z.int().min(0);
const amountSchema = fenSchema.refine((amountFen) => amountFen >= 0);
const aboveNothingSchema = fenSchema.refine((amountFen) => amountFen > 0);
const reasonSchema = lineSchema(200).min(1);
const writers = ['finance'] as const;
const readers = ['finance', 'auditor'] as const;

export const fundClaimRequests = {
  /** What every payer owes, claimed or not. */
  'fundClaims.standing': request({
    input: z.strictObject({}),
    output: z.strictObject({ payers: z.array(payerStandingSchema).max(30) }),
    allowed: readers,
    answeredBy: 'service',
  }),
  /** What a claim would hold now: everything up to the end of the month that no standing claim holds. */
  'fundClaims.preview': request({
    input: z.strictObject({ payer: payerSchema, month: monthSchema }),
    output: z.strictObject({
      lineCount: count,
      reversalCount: count,
      /** Of months before. */
      earlierCount: count,
      amountFen: fenSchema,
      isCut: z.boolean(),
      /** Visits beside stays, or stays beside visits: left for a claim of their own, as the platform clears them apart. */
      otherCareCount: count,
    }),
    allowed: readers,
    answeredBy: 'service',
  }),
  'fundClaims.draft': request({
    input: z.strictObject({ requestId: idSchema, payer: payerSchema, month: monthSchema }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** The newest first. */
  'fundClaims.list': request({
    input: z.strictObject({ payer: payerSchema.nullable(), onlyOpen: z.boolean() }),
    output: z.strictObject({ rows: z.array(fundClaimRowSchema).max(500), isCut: z.boolean() }),
    allowed: readers,
    answeredBy: 'service',
  }),
  'fundClaims.read': request({
    input: z.strictObject({ claimId: idSchema }),
    output: fundClaimSchema,
    allowed: readers,
    answeredBy: 'service',
  }),
  'fundClaims.submit': request({
    input: z.strictObject({ claimId: idSchema }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** To the platform (3203); what is in doubt is cleared up first. */
  'fundClaims.send': request({
    input: z.strictObject({ claimId: idSchema }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** A draft is thrown away by one person; what was submitted needs a second one. Its settlements are free again. */
  'fundClaims.withdraw': request({
    input: z.strictObject({
      claimId: idSchema,
      reason: reasonSchema,
      secondPerson: secondPersonSchema.nullable(),
    }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** Money that came, what was kept back as 质保金, and what was refused with its reason. */
  'fundClaims.receive': request({
    input: z.strictObject({
      requestId: idSchema,
      claimId: idSchema,
      receivedFen: amountSchema,
      retainedFen: amountSchema,
      movedOn: localDateSchema,
      reference: lineSchema(60).min(1),
      refusals: z
        .array(
          z.strictObject({ settlementId: idSchema, amountFen: aboveNothingSchema, reason: reasonSchema }),
        )
        .max(mostClaimLines),
    }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** What was refused of a settlement and will not be paid: the hospital bears it. */
  'fundClaims.writeOff': request({
    input: z.strictObject({
      requestId: idSchema,
      claimId: idSchema,
      settlementId: idSchema,
      reason: reasonSchema,
      secondPerson: secondPersonSchema,
    }),
    output: fundClaimSchema,
    allowed: writers,
    answeredBy: 'service',
  }),
  /** The declaration list as a table; asks where to. */
  'fundClaims.saveList': request({
    input: z.strictObject({ claimId: idSchema, secondPerson: secondPersonSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: readers,
    answeredBy: 'main',
  }),
  /** The list as a file that only the payer reads, signed by this window; asks where to. */
  'fundClaims.saveSigned': request({
    input: z.strictObject({ claimId: idSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: writers,
    answeredBy: 'main',
  }),
  /** The payer's reply to such a list; the same one again changes nothing. */
  'fundClaims.importReply': request({
    input: z.strictObject({ fileToken: fileTokenSchema }),
    output: z.strictObject({ claim: fundClaimSchema, alreadyImported: z.boolean() }),
    allowed: writers,
    answeredBy: 'service',
  }),
  /** 质保金 that the payer gave back. */
  'fundClaims.release': request({
    input: z.strictObject({
      requestId: idSchema,
      payer: payerSchema,
      amountFen: aboveNothingSchema,
      movedOn: localDateSchema,
      reference: lineSchema(60).min(1),
    }),
    output: z.strictObject({}),
    allowed: writers,
    answeredBy: 'service',
  }),
  /** 质保金 that the payer will not give back: the hospital bears it. */
  'fundClaims.forfeit': request({
    input: z.strictObject({
      requestId: idSchema,
      payer: payerSchema,
      amountFen: aboveNothingSchema,
      /** Of the payer's notice. */
      movedOn: localDateSchema,
      /** The notice, and why. */
      reference: reasonSchema,
      secondPerson: secondPersonSchema,
    }),
    output: z.strictObject({}),
    allowed: writers,
    answeredBy: 'service',
  }),
};
