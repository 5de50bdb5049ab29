import { z } from 'zod';
import { request } from './request.ts';
import { cashRoundingSchema, paymentSchema } from './payments.ts';
import {
  eligibilityCategorySchema,
  fenSchema,
  idSchema,
  lineSchema,
  localDateSchema,
  secondPersonOrAloneSchema,
} from './values.ts';

/** As many settlements of one person and year are reversed and settled again in one act. */
export const longestChain = 50;

const changeSchema = z.strictObject({ beforeFen: fenSchema, afterFen: fenSchema, differenceFen: fenSchema });
export type Change = z.infer<typeof changeSchema>;

const layerChangeSchema = z.strictObject({ layer: z.string(), title: z.string(), ...changeSchema.shape });
export type LayerChange = z.infer<typeof layerChangeSchema>;

/** One settlement as it stands in the file and as it would be. */
export const settlementChangeSchema = z.strictObject({
  settlementId: idSchema,
  slipNumber: z.string(),
  stayId: idSchema,
  admissionNumber: z.string(),
  department: z.string(),
  settledOn: localDateSchema,
  eligibilitiesBefore: z.array(eligibilityCategorySchema),
  eligibilitiesAfter: z.array(eligibilityCategorySchema),
  total: changeSchema,
  /** Every layer that pays before or after, in the order in which they pay. */
  layers: z.array(layerChangeSchema).max(60),
  personal: changeSchema,
});
export type SettlementChange = z.infer<typeof settlementChangeSchema>;

const sumsOfChange = {
  layers: z.array(layerChangeSchema).max(60),
  personal: changeSchema,
};

const chainQuestion = {
  /** The first of the chain; every later live settlement of the person, insurance and year belongs to it. */
  settlementId: idSchema,
  /** Whether the first is settled again too; else its stay stays open, to be corrected. */
  resettleFirst: z.boolean(),
  /** The clerk's explicit choice where no eligibility counts today. */
  asOrdinary: z.boolean(),
};

/** What reversing the chain and settling it again would give. Nothing is written; the hash binds the act to this. */
export const chainPreviewSchema = z.strictObject({
  previewHash: z.string().regex(/^[0-9a-f]{64}$/),
  ...chainQuestion,
  personId: idSchema,
  personName: z.string(),
  year: z.int(),
  /** The day on which the chain would be settled again. */
  settledOn: localDateSchema,
  steps: z
    .array(
      z.strictObject({
        ...settlementChangeSchema.shape,
        /** False: reversed only, and everything after is zero. */
        settledAgain: z.boolean(),
        warnings: z.array(z.string()).max(50),
      }),
    )
    .min(1)
    .max(longestChain),
  ...sumsOfChange,
  cashRounding: cashRoundingSchema,
  /** What was paid is carried over to the settlements made again; of the rest, one of these two remains. */
  patient: z.strictObject({
    refundFen: fenSchema,
    dueFen: fenSchema,
    /** What the patient owes by a deferral. */
    deferred: changeSchema,
  }),
});
export type ChainPreview = z.infer<typeof chainPreviewSchema>;

export const chainResultSchema = z.strictObject({
  correctionId: idSchema,
  personId: idSchema,
  refundFen: fenSchema,
  dueFen: fenSchema,
  steps: z
    .array(
      z.strictObject({
        settlementId: idSchema,
        slipNumber: z.string(),
        stayId: idSchema,
        reversalId: idSchema,
        reversalSlipNumber: z.string(),
        settledAgainId: idSchema.nullable(),
        settledAgainSlipNumber: z.string().nullable(),
      }),
    )
    .max(longestChain),
});
export type ChainResult = z.infer<typeof chainResultSchema>;

/** What the settlements of the year would be with what is known now. A difference of nothing is not listed. */
export const differencesSchema = z.strictObject({
  personId: idSchema,
  year: z.int(),
  /** What would make a difference by itself: eligibilities of the newest roster, what other hospitals settled. */
  because: z.array(z.enum(['roster', 'elsewhere'])).max(2),
  rosterAsOf: localDateSchema,
  /** What the platform says of the year, if it was ever asked. */
  snapshot: z.strictObject({ asOf: z.string(), source: z.string() }).nullable(),
  settlements: z
    .array(
      z.strictObject({
        ...settlementChangeSchema.shape,
        /** Why its policy gives no answer for what is known now; then the amounts stay as they were. */
        refusal: z.string().nullable(),
      }),
    )
    .max(500),
  ...sumsOfChange,
});
export type Differences = z.infer<typeof differencesSchema>;

export const affectedSchema = z.strictObject({
  /** The newest roster; null before the first. */
  roster: z.strictObject({ importId: idSchema, fileName: z.string(), asOfDay: localDateSchema }).nullable(),
  persons: z
    .array(
      z.strictObject({
        personId: idSchema,
        personName: z.string(),
        maskedIdNumber: z.string(),
        /** The settlements that would differ, and the first of them: a chain begins there. */
        settlementCount: z.int(),
        firstSettlementId: idSchema,
        personal: changeSchema,
      }),
    )
    .max(200),
  more: z.boolean(),
  /** Of those listed. */
  ...sumsOfChange,
});

export const correctionRequests = {
  'corrections.previewChain': request({
    input: z.strictObject(chainQuestion),
    output: chainPreviewSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** All reversals and all settlements made again in one transaction, or nothing. */
  'corrections.runChain': request({
    input: z.strictObject({
      requestId: idSchema,
      ...chainQuestion,
      previewHash: z.string().regex(/^[0-9a-f]{64}$/),
      /** How the patient meets what is due; sums to `patient.dueFen` of the preview. */
      payments: z.array(paymentSchema).max(5),
      reason: lineSchema(200).min(1),
      secondPerson: secondPersonOrAloneSchema,
    }),
    output: chainResultSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'corrections.differences': request({
    input: z.strictObject({ personId: idSchema }),
    output: differencesSchema,
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** Whose settlements of this year the newest roster would make different. */
  'corrections.affected': request({
    input: z.strictObject({}),
    output: affectedSchema,
    allowed: ['cashier_lead', 'finance', 'information_office', 'auditor'],
    answeredBy: 'service',
  }),
};
