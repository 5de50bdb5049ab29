import { z } from 'zod';
import { request } from './request.ts';
import {
  fenSchema,
  idSchema,
  lineSchema,
  localDateSchema,
  secondPersonOrAloneSchema,
  secondPersonSchema,
} from './values.ts';

/** Somebody whose approval may still pay for a settlement: a layer of its policy that pays by approval. */
export const topUpPayerSchema = z.strictObject({
  payer: z.string(),
  title: z.string(),
  /** Of the document that names it. */
  clause: z.string(),
});
export type TopUpPayer = z.output<typeof topUpPayerSchema>;

/** Help that was approved after a settlement and lowers what the patient bears of it; the settlement stays as it is. */
export const topUpSchema = z.strictObject({
  topUpId: idSchema,
  number: z.string(),
  settlementId: idSchema,
  slipNumber: z.string(),
  settledOn: localDateSchema,
  personId: idSchema,
  personName: z.string(),
  maskedIdNumber: z.string(),
  /** Null: nobody applied here (疾病应急救助). */
  applicationId: idSchema.nullable(),
  ...topUpPayerSchema.shape,
  amountFen: fenSchema,
  /** What of it lowered what was owed for the settlement; the rest is given back. */
  fromDebtFen: fenSchema,
  refundFen: fenSchema,
  /** What of it was given back by now. */
  refundedFen: fenSchema,
  approvalNumber: z.string(),
  approvedOn: localDateSchema,
  approver: z.string(),
  businessDay: localDateSchema,
  recordedAt: z.string(),
  recordedByName: z.string(),
  /** Null: it stands. */
  withdrawn: z
    .strictObject({ number: z.string(), reason: z.string(), businessDay: localDateSchema })
    .nullable(),
});
export type TopUp = z.output<typeof topUpSchema>;

/** What a settlement may still be topped up with. */
export const topUpRoomSchema = z.strictObject({
  /** None: the policy of the settlement names nobody who pays by approval. */
  payers: z.array(topUpPayerSchema).max(20),
  /** What the patient bears of it now: paid and not given back, or owed. */
  mostFen: fenSchema,
  owedFen: fenSchema,
});
export type TopUpRoom = z.output<typeof topUpRoomSchema>;

const readers = ['clerk', 'cashier_lead', 'finance', 'auditor'] as const;
const cashiers = ['clerk', 'cashier_lead'] as const;

export const topUpRequests = {
  /** Top-ups of all settlements, withdrawn ones too, the newest first; at most 200. */
  'topUps.list': request({
    input: z.strictObject({}),
    output: z.strictObject({ topUps: z.array(topUpSchema).max(200), more: z.boolean() }),
    allowed: readers,
    answeredBy: 'service',
  }),
  /** What was approved after a settlement is settled: the debt first, the rest becomes a refund that is due. */
  'topUps.settle': request({
    input: z.strictObject({
      requestId: idSchema,
      settlementId: idSchema,
      /** The application that was approved; it ends with it. */
      applicationId: idSchema.nullable(),
      payer: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
      amountFen: fenSchema,
      approvalNumber: lineSchema(60).min(1),
      approvedOn: localDateSchema,
      approver: lineSchema(60).min(1),
      secondPerson: secondPersonOrAloneSchema,
    }),
    output: topUpSchema,
    allowed: cashiers,
    answeredBy: 'service',
  }),
  /** A top-up that was wrong is taken back whole; what was given back for it is owed again. */
  'topUps.withdraw': request({
    input: z.strictObject({
      requestId: idSchema,
      topUpId: idSchema,
      reason: lineSchema(200).min(1),
      secondPerson: secondPersonSchema,
    }),
    output: topUpSchema,
    allowed: cashiers,
    answeredBy: 'service',
  }),
};
