import { z } from 'zod';
import { diseaseLimitSchema } from '../outpatient.ts';
import { yearStateSchema } from '../people.ts';
import { settlementRecordSchema } from '../settlements.ts';
import { costOfClassSchema } from '../stays.ts';
import { fenSchema, localDateSchema } from '../values.ts';
import { documentKind } from './kind.ts';

/** Everything that stands on a slip of one settlement. */
export const slipSchema = z.strictObject({
  person: z.strictObject({
    name: z.string(),
    sex: z.string(),
    ageYears: z.int(),
    maskedIdNumber: z.string(),
    category: z.string(),
    region: z.string(),
    address: z.string(),
    maskedPhone: z.string(),
  }),
  stay: z.strictObject({
    admissionNumber: z.string(),
    department: z.string(),
    bed: z.string(),
    admittedOn: localDateSchema,
    dischargedOn: localDateSchema.nullable(),
    days: z.int(),
    diagnoses: z.string(),
    visitType: z.string(),
    place: z.string(),
  }),
  /** Of a visit (门诊慢特病); null for a stay. Limits as they stand after it. */
  visit: z
    .strictObject({
      disease: z.string(),
      qualifiedFrom: localDateSchema,
      qualifiedTo: localDateSchema.nullable(),
      papers: z.string(),
      deductible: z.strictObject({ amountFen: fenSchema, borneFen: fenSchema }).nullable(),
      limits: z.array(diseaseLimitSchema).max(40),
    })
    .nullable(),
  before: yearStateSchema,
  costByClass: z.array(costOfClassSchema).max(13),
  settlement: settlementRecordSchema,
  checkCode: z.strictObject({
    /** What the QR code holds. */
    text: z.string().max(200),
    /** What is printed beside it, for typing. */
    seal: z.string().max(40),
  }),
});
export type Slip = z.infer<typeof slipSchema>;

/** The one-stop slip; its subject is the settlement or reversal. */
export const slipKind = documentKind({
  title: '结算单',
  papers: ['A5', 'A4', 'two_part', 'roll'],
  isDaily: false,
  content: slipSchema,
});
