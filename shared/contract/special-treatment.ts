import { z } from 'zod';
import { spanOfDaysSchema, sumFenSchema } from './reports.ts';
import {
  lateStepSchema,
  packageSignaturesSchema,
  stateCountsSchema,
  treatmentGapSchema,
  treatmentLineSchema,
  treatmentRateSchema,
} from './treatment.ts';
import { fenSchema, idSchema, localDateSchema } from './values.ts';

/** 2019-09: the month that a special-treatment table is of. */
export const reportMonthSchema = z.string().regex(/^2[012]\d\d-(0[1-9]|1[0-2])$/);

const paidPartsSchema = z.strictObject({
  basicFen: sumFenSchema,
  criticalIllnessFen: sumFenSchema,
  assistanceFen: sumFenSchema,
  /** Supplementary insurance and whatever else the pack has. */
  otherFen: sumFenSchema,
  personalFen: sumFenSchema,
});

export const specialRowSchema = z.strictObject({
  disease: z.string(),
  /** People who were treated and whose settlement was not taken back in the same table. */
  peopleCount: z.int(),
  count: z.int(),
  inCountyCount: z.int(),
  totalFen: sumFenSchema,
  inScopeFen: sumFenSchema,
  ...paidPartsSchema.shape,
});
export type SpecialRow = z.output<typeof specialRowSchema>;

export const specialCaseSchema = z.strictObject({
  settlementId: idSchema,
  slipNumber: z.string(),
  isReversal: z.boolean(),
  settledOn: localDateSchema,
  businessDay: localDateSchema,
  personId: idSchema,
  personName: z.string(),
  sex: z.string(),
  ageYears: z.int().nullable(),
  maskedIdNumber: z.string(),
  address: z.string(),
  eligibilities: z.string(),
  disease: z.string(),
  diagnosis: z.string(),
  admissionNumber: z.string(),
  admittedOn: localDateSchema,
  dischargedOn: localDateSchema.nullable(),
  place: z.string(),
  totalFen: fenSchema,
  inScopeFen: fenSchema,
  ...paidPartsSchema.shape,
});
export type SpecialCase = z.output<typeof specialCaseSchema>;

/** The monthly table (月报表), the register (救治台账) and the patients of special treatment. Columns are ours: no form is given. */
export const specialTreatmentSchema = z.strictObject({
  month: reportMonthSchema,
  span: spanOfDaysSchema,
  /** Null where no policy in force asks for it. */
  dueOn: localDateSchema.nullable(),
  sentTo: z.string().nullable(),
  source: z.string().nullable(),
  /** Diseases of the list that no diagnosis can be recognised by, since nobody has confirmed their codes. */
  withoutCodes: z.array(z.string()).max(500),
  table: z.array(specialRowSchema).max(500),
  total: specialRowSchema,
  register: z.array(specialCaseSchema).max(20_000),
  /** Settlements of the time of the package before that were made after it; in no sum of this table. */
  lateRegister: z.array(specialCaseSchema).max(20_000).default([]),
  lateTotal: specialRowSchema.nullable().default(null),
  /** What the ledger learnt of that time since. */
  lateSteps: z.array(lateStepSchema).max(20_000).default([]),
  /** Everybody of the ledger (救治对象名单). Tables of before the ledger have none. */
  patients: z.array(treatmentLineSchema).max(20_000).default([]),
  counts: stateCountsSchema.nullable().default(null),
  rate: treatmentRateSchema.nullable().default(null),
});
export type SpecialTreatment = z.output<typeof specialTreatmentSchema>;

/** A table that was made, and whether it went out. */
export const madeTableSchema = z.strictObject({
  reportId: idSchema,
  number: z.string(),
  madeAt: z.string(),
  madeByName: z.string(),
  /** Whether the table would be the same today. */
  isSame: z.boolean(),
  /** Null on a table of before packages were signed. */
  signatures: packageSignaturesSchema.nullable(),
  /** What was missing, and why it went out nevertheless. */
  gaps: z.array(treatmentGapSchema).max(10),
  reason: z.string().nullable(),
  sending: z
    .strictObject({ sentOn: localDateSchema, way: z.string(), at: z.string(), byName: z.string() })
    .nullable(),
});
export type MadeTable = z.output<typeof madeTableSchema>;
