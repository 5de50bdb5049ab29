import { z } from 'zod';
import type { Step } from '../engine/settlement.ts';
import { yearStateSchema } from './people.ts';
import { request } from './request.ts';
import {
  costPartsSchema,
  eligibilityCategorySchema,
  fenSchema,
  idSchema,
  lineSchema,
  localDateSchema,
  secondPersonSchema,
} from './values.ts';

/** The steps come from our own engine and are data to show; their shape is the engine's `Step`. */
const stepSchema = z.looseObject({ kind: z.string() }).transform((step) => step as unknown as Step);

export const layerSchema = z.strictObject({
  layer: z.string(),
  title: z.string(),
  kind: z.string().nullable(),
  baseFen: fenSchema,
  payFen: fenSchema,
  leftFen: fenSchema,
  clause: z.string(),
  steps: z.array(stepSchema).max(100),
  /** The same as `steps`, as Chinese sentences. */
  sentences: z.array(z.string()).max(100),
});
export type Layer = z.infer<typeof layerSchema>;

const warningSchema = z.strictObject({ code: z.string(), sentence: z.string() });

/** What would be settled now. Nothing is written; the hash binds the final settlement to exactly this. */
export const trialSchema = z.strictObject({
  trialHash: z.string().regex(/^[0-9a-f]{64}$/),
  stayId: idSchema,
  settledOn: localDateSchema,
  asOrdinary: z.boolean(),
  eligibilities: z.array(eligibilityCategorySchema),
  packTitle: z.string(),
  packHash: z.string(),
  cost: costPartsSchema,
  deductibleFen: fenSchema,
  layers: z.array(layerSchema).max(30),
  personalFen: fenSchema,
  personalCapital: z.string(),
  before: yearStateSchema,
  warnings: z.array(warningSchema).max(50),
});
export type Trial = z.infer<typeof trialSchema>;

/** How the patient's part is met. The amounts of a settlement's payments sum to its patient part. */
export const paymentSchema = z.strictObject({
  means: z.enum(['cash', 'bank', 'mobile', 'personal_account', 'deferred']),
  amountFen: fenSchema,
  reference: lineSchema(60).nullable(),
});

/** `closed`: not delivered and not to be delivered any more, by a person's recorded act. */
export const uploadStateSchema = z.enum(['pending', 'sending', 'unknown', 'done', 'dead', 'closed']);

export const differenceSchema = z.strictObject({
  part: z.string(),
  title: z.string(),
  oursFen: fenSchema,
  theirsFen: fenSchema,
});

/** A stored settlement or reversal. */
export const settlementRecordSchema = z.strictObject({
  settlementId: idSchema,
  slipNumber: z.string(),
  kind: z.enum(['final', 'interim', 'reversal']),
  reversesId: idSchema.nullable(),
  reversedById: idSchema.nullable(),
  reason: z.string().nullable(),
  stayId: idSchema,
  personId: idSchema,
  personName: z.string(),
  settledOn: localDateSchema,
  recordedAt: z.string(),
  recordedByName: z.string(),
  eligibilities: z.array(eligibilityCategorySchema),
  packTitle: z.string(),
  packHash: z.string(),
  cost: costPartsSchema,
  deductibleFen: fenSchema,
  layers: z.array(layerSchema).max(30),
  personalFen: fenSchema,
  personalCapital: z.string(),
  payments: z.array(paymentSchema).max(20),
  upload: z.strictObject({
    state: uploadStateSchema,
    platformSettlementId: z.string().nullable(),
    lastReason: z.string().nullable(),
    differences: z.array(differenceSchema).max(50),
  }),
});
export type SettlementRecord = z.infer<typeof settlementRecordSchema>;

export const settlementRequests = {
  'settlements.trial': request({
    input: z.strictObject({ stayId: idSchema, asOrdinary: z.boolean() }),
    output: trialSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'settlements.settle': request({
    input: z.strictObject({
      requestId: idSchema,
      stayId: idSchema,
      asOrdinary: z.boolean(),
      trialHash: z.string().regex(/^[0-9a-f]{64}$/),
      payments: z.array(paymentSchema).max(20),
    }),
    output: settlementRecordSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'settlements.reverse': request({
    input: z.strictObject({
      requestId: idSchema,
      settlementId: idSchema,
      reason: lineSchema(200).min(1),
      secondPerson: secondPersonSchema,
    }),
    output: settlementRecordSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'settlements.get': request({
    input: z.strictObject({ settlementId: idSchema }),
    output: settlementRecordSchema,
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** The newest first. */
  'settlements.list': request({
    input: z.strictObject({ day: localDateSchema.nullable(), limit: z.int().min(1).max(200) }),
    output: z
      .array(
        z.strictObject({
          settlementId: idSchema,
          slipNumber: z.string(),
          kind: z.enum(['final', 'interim', 'reversal']),
          personName: z.string(),
          totalFen: fenSchema,
          personalFen: fenSchema,
          settledOn: localDateSchema,
          recordedAt: z.string(),
          uploadState: uploadStateSchema,
        }),
      )
      .max(200),
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
};
