import { z } from 'zod';
import { diagnosisSchema } from '../../../shared/contract/stays.ts';
import {
  costPartsSchema,
  fenSchema,
  idSchema,
  localDateSchema,
  placeSchema,
} from '../../../shared/contract/values.ts';

/**
 * What the platform has to learn, in our own words and ids; the adapter (platform/) turns it into wire names when it
 * sends. The row's hash covers exactly this, so nothing that the platform assigns stands in it.
 */
const personSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  idNumber: z.string().length(18),
});

export const admissionUploadSchema = z.strictObject({
  kind: z.literal('admission'),
  stayId: idSchema,
  person: personSchema,
  insurance: z.string(),
  insuredRegion: z.string(),
  admissionNumber: z.string(),
  visitType: z.enum(['inpatient']),
  place: placeSchema,
  department: z.string(),
  bed: z.string().nullable(),
  admittedOn: localDateSchema,
  diagnoses: z.array(diagnosisSchema),
  phone: z.string().nullable(),
});

const amounts = {
  stayId: idSchema,
  person: personSchema,
  insurance: z.string(),
  insuredRegion: z.string(),
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

export const settlementUploadSchema = z.strictObject({
  kind: z.literal('settlement'),
  settlementId: idSchema,
  interim: z.boolean(),
  ...amounts,
});

/** Amounts are the negated ones of the settlement it reverses. */
export const reversalUploadSchema = z.strictObject({
  kind: z.literal('reversal'),
  settlementId: idSchema,
  reversesId: idSchema,
  ...amounts,
});

export const uploadRecordSchema = z.discriminatedUnion('kind', [
  admissionUploadSchema,
  settlementUploadSchema,
  reversalUploadSchema,
]);
export type UploadRecord = z.infer<typeof uploadRecordSchema>;
