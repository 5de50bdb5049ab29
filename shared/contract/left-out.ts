import { z } from 'zod';
import { request } from './request.ts';
import { eligibilityCategorySchema, fenSchema, idSchema, lineSchema, localDateSchema } from './values.ts';

const count = z.int().min(0);

/**
 * `insured`: settled as not insured, and insured by what is known now; the roster gives no date for it. An eligibility or a
 * diagnosis may have become known, too.
 */
export const leftOutCauses = ['entered_roster', 'eligibility', 'disease', 'insured'] as const;
export const leftOutAnswers = ['not_due', 'had_elsewhere', 'not_possible'] as const;
export type LeftOutAnswer = (typeof leftOutAnswers)[number];

/** What one person of a year would have had: of the settlements for which more is known now than was then. */
export const leftOutFoundSchema = z.strictObject({
  settlementCount: z.int().min(1),
  eligibilitiesBefore: z.array(eligibilityCategorySchema).max(20),
  eligibilitiesAfter: z.array(eligibilityCategorySchema).max(20),
  /** Codes of the diagnoses that were not known when it was settled. */
  newDiseases: z.array(z.string()).max(50),
  /** Layers that would pay more, with what they paid: a layer that paid nothing was not given at all. */
  layers: z
    .array(
      z.strictObject({ layer: z.string(), title: z.string(), beforeFen: fenSchema, afterFen: fenSchema }),
    )
    .max(60),
  /** The patient's part then and with what is known now. */
  personalBeforeFen: fenSchema,
  personalAfterFen: fenSchema,
});
export type LeftOutFound = z.output<typeof leftOutFoundSchema>;

/** `corrected`: reversed and settled anew since. `lapsed`: found no more by a later run. */
const statesOfCase = ['open', 'answered', 'corrected', 'lapsed'] as const;
export type LeftOutState = (typeof statesOfCase)[number];

const caseSchema = z.strictObject({
  caseId: idSchema,
  state: z.enum(statesOfCase),
  /** Of one that is open or answered: its settlement was reversed, its stay not yet settled anew. */
  isReversed: z.boolean(),
  personId: idSchema,
  personName: z.string(),
  maskedIdNumber: z.string(),
  year: z.int(),
  settlementId: idSchema,
  slipNumber: z.string(),
  settledOn: localDateSchema,
  cause: z.enum(leftOutCauses),
  ...leftOutFoundSchema.shape,
  foundAt: z.string(),
  answer: z
    .strictObject({ answer: z.enum(leftOutAnswers), reason: z.string(), at: z.string(), by: z.string() })
    .nullable(),
});
export type LeftOutCase = z.output<typeof caseSchema>;

/** 落实率, counted by person and year: of those who are entitled, who has everything. Measured against 100 %. */
export const leftOutRateSchema = z.strictObject({
  /** The last run that came to its end; its day is what was known. */
  day: localDateSchema,
  finishedAt: z.string(),
  examinedCount: count,
  /** Without those of whom somebody found that they were not entitled after all. */
  entitledCount: count,
  servedCount: count,
  openCount: count,
  notPossibleCount: count,
  /** Settlements for which the policy gives no answer with what is known now: nobody can say. */
  refusedCount: count,
});
export type LeftOutRate = z.output<typeof leftOutRateSchema>;

const runningSchema = z.strictObject({ examinedCount: count });
export const leftOutProgressSchema = runningSchema.nullable();

export const leftOutRequests = {
  'leftOut.list': request({
    input: z.strictObject({ state: z.enum(statesOfCase) }),
    output: z.strictObject({
      /** Null before the first run has ended. */
      rate: leftOutRateSchema.nullable(),
      running: leftOutProgressSchema,
      cases: z.array(caseSchema).max(200),
      more: z.boolean(),
    }),
    allowed: ['cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** Begins a run, or goes on with the one that broke off; one that runs already goes on. */
  'leftOut.examine': request({
    input: z.strictObject({}),
    output: runningSchema,
    allowed: ['cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  'leftOut.answer': request({
    input: z.strictObject({
      caseId: idSchema,
      answer: z.enum(leftOutAnswers),
      reason: lineSchema(200).min(1),
    }),
    output: z.strictObject({}),
    allowed: ['cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
};
