import { z } from 'zod';
import type { Step } from '../engine/settlement.ts';
import {
  cashRoundingSchema,
  instalmentSchema,
  instalmentsSchema,
  invoiceNumberSchema,
  mostInstalments,
  paymentSchema,
  postedPaymentSchema,
  shownSignatorySchema,
  signatorySchema,
} from './payments.ts';
import { yearStateSchema } from './people.ts';
import { request } from './request.ts';
import {
  costPartsSchema,
  eligibilityCategorySchema,
  fenSchema,
  idSchema,
  lineSchema,
  localDateSchema,
  secondPersonOrAloneSchema,
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

/** An amount that somebody approved for a layer of the pack: 疾病应急救助, 临时救助, 慈善救助. */
export const approvedAmountSchema = z.strictObject({
  layer: z.string(),
  title: z.string(),
  amountFen: fenSchema,
  /** 批准文号. */
  number: z.string(),
  approvedOn: localDateSchema,
  /** The office or person that approved it. */
  approver: z.string(),
});
export type ApprovedAmount = z.infer<typeof approvedAmountSchema>;

/** Ours beside what the hospital's system or the platform reckons. */
export const comparisonSchema = z.strictObject({
  source: z.enum(['hospital', 'platform']),
  lines: z
    .array(
      z.strictObject({
        part: z.string(),
        title: z.string(),
        oursFen: fenSchema,
        theirsFen: fenSchema,
        differenceFen: fenSchema,
      }),
    )
    .max(40),
  largestFen: fenSchema,
  /** Above it nothing is settled; null: differences are only said. */
  refuseFen: fenSchema.nullable(),
  /** `near`: within what a rounding may come to. `refuse`: the settlement would be refused. */
  verdict: z.enum(['same', 'near', 'warn', 'refuse']),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** What would be settled now. Nothing is written; the hash binds the final settlement to exactly this. */
export const trialSchema = z.strictObject({
  trialHash: z.string().regex(/^[0-9a-f]{64}$/),
  stayId: idSchema,
  settledOn: localDateSchema,
  asOrdinary: z.boolean(),
  /** 中途结算: a part of a stay that goes on. */
  interim: z.boolean(),
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
  /** The layers of the pack that pay what somebody approved, and what was approved for this stay. */
  byApproval: z.array(z.strictObject({ layer: z.string(), title: z.string() })).max(30),
  approved: z.array(approvedAmountSchema).max(30),
  comparison: comparisonSchema.nullable(),
  cashRounding: cashRoundingSchema,
  /** What the person owes from before. */
  owedFen: fenSchema,
  /** Of a stay that was settled in parts the newest one that stands. */
  lastPartId: idSchema.nullable(),
});
export type Trial = z.infer<typeof trialSchema>;

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
  payments: z.array(postedPaymentSchema).max(20),
  /** Who paid and signed; null is the patient. */
  signatory: shownSignatorySchema.nullable(),
  /** 电子票据号. */
  invoiceNumber: z.string().nullable(),
  /** The dates that were agreed with it for what was deferred. */
  instalments: z.array(instalmentSchema).max(mostInstalments),
  approved: z.array(approvedAmountSchema).max(30),
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
    input: z.strictObject({ stayId: idSchema, asOrdinary: z.boolean(), interim: z.boolean().optional() }),
    output: trialSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'settlements.settle': request({
    input: z.strictObject({
      requestId: idSchema,
      stayId: idSchema,
      asOrdinary: z.boolean(),
      interim: z.boolean().optional(),
      trialHash: z.string().regex(/^[0-9a-f]{64}$/),
      payments: z.array(paymentSchema).max(20),
      signatory: signatorySchema.nullable().optional(),
      invoiceNumber: invoiceNumberSchema.nullable().optional(),
      /** The dates of what is deferred. */
      instalments: instalmentsSchema.optional(),
    }),
    output: settlementRecordSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** What somebody approved for a layer, confirmed by a second person; nothing withdraws what stood before. */
  'settlements.approveAmount': request({
    input: z.strictObject({
      requestId: idSchema,
      stayId: idSchema,
      layer: z.string().min(1).max(60),
      amountFen: fenSchema,
      number: lineSchema(60).min(1),
      approvedOn: localDateSchema,
      approver: lineSchema(60).min(1),
      secondPerson: secondPersonOrAloneSchema,
    }),
    output: z.strictObject({ approvedAmountId: idSchema }),
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** What the hospital's system reckons for the fees that are not settled; nothing withdraws what stood before. */
  'settlements.stateFigures': request({
    input: z.strictObject({
      stayId: idSchema,
      totalFen: fenSchema.nullable(),
      personalFen: fenSchema.nullable(),
      layers: z.array(z.strictObject({ layer: z.string().min(1).max(60), payFen: fenSchema })).max(30),
    }),
    output: z.strictObject({}),
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** The live settlements of a stay, the first first: its parts, and its final one. */
  'settlements.ofStay': request({
    input: z.strictObject({ stayId: idSchema }),
    output: z.strictObject({
      settlementIds: z.array(idSchema).max(100),
      /** Whether a fee list is still to be settled. */
      hasOpenFees: z.boolean(),
    }),
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  'settlements.reverse': request({
    input: z.strictObject({
      requestId: idSchema,
      settlementId: idSchema,
      reason: lineSchema(200).min(1),
      secondPerson: secondPersonOrAloneSchema,
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
