import { z } from 'zod';
import { idSchema, localDateSchema } from './values.ts';

/** Where a person's disease stands. Cured, chronic management and referred are what a treatment came to. */
export const treatmentStates = [
  'to_verify',
  'confirmed',
  'in_treatment',
  'cured',
  'chronic_management',
  'referred',
  'left',
] as const;
export type TreatmentState = (typeof treatmentStates)[number];
export const treatmentStateTitles: Readonly<Record<TreatmentState, string>> = {
  to_verify: '待核实',
  confirmed: '已核实',
  in_treatment: '救治中',
  cured: '已治愈',
  chronic_management: '转慢病管理',
  referred: '已转诊',
  left: '已退出',
};

/** 分类救治: cured at once by a team, kept up in hospital, or long treatment and rehabilitation near home. */
export const treatmentClasses = ['concentrated', 'inpatient', 'long_term'] as const;
export type TreatmentClass = (typeof treatmentClasses)[number];
export const treatmentClassTitles: Readonly<Record<TreatmentClass, string>> = {
  concentrated: '一次性集中救治',
  inpatient: '住院维持治疗',
  long_term: '长期治疗康复',
};

const treatmentCauses = ['admission', 'discharge', 'withdrawn', 'person'] as const;
export type TreatmentCause = (typeof treatmentCauses)[number];

/** One person's disease, as it stands. */
export const treatmentLineSchema = z.strictObject({
  lineId: idSchema,
  personId: idSchema,
  personName: z.string(),
  sex: z.string(),
  ageYears: z.int(),
  maskedIdNumber: z.string(),
  address: z.string(),
  eligibilities: z.string(),
  /** The title of the disease's list. */
  list: z.string(),
  disease: z.string(),
  state: z.enum(treatmentStates),
  treatmentClass: z.enum(treatmentClasses).nullable(),
  foundOn: localDateSchema,
  confirmedOn: localDateSchema.nullable(),
  /** Of the last stay here that was not struck out. */
  admittedOn: localDateSchema.nullable(),
  dischargedOn: localDateSchema.nullable(),
  hospitalName: z.string(),
  /** What was said with the newest step. */
  words: z.string(),
  /** Discharged, and nobody has said yet what the treatment came to. */
  awaitsOutcome: z.boolean(),
});
export type TreatmentLine = z.output<typeof treatmentLineSchema>;

export const treatmentStepSchema = z.strictObject({
  stepId: idSchema,
  state: z.enum(treatmentStates),
  cause: z.enum(treatmentCauses),
  happenedOn: localDateSchema,
  treatmentClass: z.enum(treatmentClasses).nullable(),
  hospitalName: z.string(),
  words: z.string(),
  admissionNumber: z.string().nullable(),
  recordedAt: z.string(),
  byName: z.string().nullable(),
});
export type TreatmentStep = z.output<typeof treatmentStepSchema>;

/** 救治率: of the lines that are verified and did not leave, those that were treated. Null where there are none. */
export const treatmentRateSchema = z.strictObject({
  verifiedCount: z.int().min(0),
  treatedCount: z.int().min(0),
  /** Rounded down, so that only who has treated everybody reads 100 %. */
  millionths: z.int().nullable(),
  target: z.strictObject({ millionths: z.int(), source: z.string() }).nullable(),
  isMet: z.boolean().nullable(),
});
export type TreatmentRate = z.output<typeof treatmentRateSchema>;

const count = z.int().min(0);
/** How many lines stand in each state. */
export const stateCountsSchema = z.strictObject({
  to_verify: count,
  confirmed: count,
  in_treatment: count,
  cured: count,
  chronic_management: count,
  referred: count,
  left: count,
});
export type StateCounts = z.output<typeof stateCountsSchema>;

/** Which lines: of one state, all, or those whose outcome nobody has written down. */
export const treatmentFilters = ['all', 'awaits_outcome', ...treatmentStates] as const;
export type TreatmentFilter = (typeof treatmentFilters)[number];

/** Of a time before this month's table, and written down only after the table before it had gone out. */
export const lateStepSchema = z.strictObject({
  personName: z.string(),
  maskedIdNumber: z.string(),
  disease: z.string(),
  state: z.enum(treatmentStates),
  happenedOn: localDateSchema,
  recordedOn: localDateSchema,
  words: z.string(),
});
export type LateStep = z.output<typeof lateStepSchema>;

const gapCodes = [
  'to_verify',
  'outcome_missing',
  'not_settled',
  'not_in_ledger',
  'without_codes',
  'previous_missing',
  'previous_not_sent',
] as const;

/** What a month's package lacks. */
export const treatmentGapSchema = z.strictObject({
  code: z.enum(gapCodes),
  count,
  sentence: z.string(),
  /** True: the package goes out with it only for a reason that stands on the paper. */
  needsReason: z.boolean(),
});
export type TreatmentGap = z.output<typeof treatmentGapSchema>;

/** Who made a package and who signed it as the second person. */
export const packageSignaturesSchema = z.strictObject({
  makerName: z.string(),
  secondName: z.string(),
  signedAt: z.string(),
});
export type PackageSignatures = z.output<typeof packageSignaturesSchema>;
