import { z } from 'zod';
import { costOfClassSchema, diagnosisSchema } from '../../../../shared/contract/stays.ts';
import { costPartsSchema, fenSchema, idSchema, localDateSchema } from '../../../../shared/contract/values.ts';
import { head } from './head.ts';

const amounts = {
  ...head,
  settledOn: localDateSchema,
  dischargedOn: localDateSchema.nullable(),
  slipNumber: z.string(),
  packHash: z.string(),
  cost: costPartsSchema,
  deductibleFen: fenSchema,
  layers: z.array(
    z.strictObject({
      layer: z.string(),
      kind: z.string().nullable(),
      title: z.string(),
      baseFen: fenSchema,
      payFen: fenSchema,
    }),
  ),
  personalFen: fenSchema,
  personalAccountFen: fenSchema,
  /** What the year counts besides; records that were written before these were sent do not have them. */
  criticalIllnessBurdenFen: fenSchema.optional(),
  personalInScopeFen: fenSchema.optional(),
};

/** 住院结算. */
export const settlementUploadSchema = z.strictObject({
  kind: z.literal('settlement'),
  settlementId: idSchema,
  interim: z.boolean(),
  /** 电子票据号, where one was given. */
  invoiceNumber: z.string().optional(),
  ...amounts,
});

/** 住院结算撤销. Amounts are the negated ones of the settlement it reverses. */
export const reversalUploadSchema = z.strictObject({
  kind: z.literal('reversal'),
  settlementId: idSchema,
  reversesId: idSchema,
  ...amounts,
});

/** 医疗保障基金结算清单: what a final settlement paid for, by class of cost, and who paid it. */
export const settlementListUploadSchema = z.strictObject({
  kind: z.literal('settlement_list'),
  settlementId: idSchema,
  ...amounts,
  admissionNumber: z.string(),
  department: z.string(),
  admittedOn: localDateSchema,
  phone: z.string().nullable(),
  diagnoses: z.array(diagnosisSchema),
  costByClass: z.array(costOfClassSchema),
});
