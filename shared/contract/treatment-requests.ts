import { z } from 'zod';
import { madeTableSchema, reportMonthSchema, specialTreatmentSchema } from './special-treatment.ts';
import { request } from './request.ts';
import {
  stateCountsSchema,
  treatmentClasses,
  treatmentFilters,
  treatmentGapSchema,
  treatmentLineSchema,
  treatmentRateSchema,
  treatmentStates,
  treatmentStepSchema,
} from './treatment.ts';
import { idSchema, lineSchema, localDateSchema, secondPersonSchema } from './values.ts';

const count = z.int().min(0);

const lookers = ['finance', 'cashier_lead', 'auditor'] as const;
const keepers = ['finance', 'cashier_lead'] as const;

export const treatmentRequests = {
  'treatment.list': request({
    input: z.strictObject({ filter: z.enum(treatmentFilters) }),
    output: z.strictObject({
      counts: stateCountsSchema,
      awaitingCount: count,
      rate: treatmentRateSchema,
      lines: z.array(treatmentLineSchema).max(500),
      more: z.boolean(),
      /** What today's policy lists, to enter somebody by hand. */
      diseases: z
        .array(
          z.strictObject({
            list: z.string(),
            listTitle: z.string(),
            disease: z.string(),
            hasCodes: z.boolean(),
          }),
        )
        .max(1000),
    }),
    allowed: lookers,
    answeredBy: 'service',
  }),
  'treatment.line': request({
    input: z.strictObject({ lineId: idSchema }),
    output: z.strictObject({ line: treatmentLineSchema, steps: z.array(treatmentStepSchema).max(500) }),
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** Somebody of the roster is to be verified: named by the county, or found in the village. */
  'treatment.add': request({
    input: z.strictObject({
      idNumber: lineSchema(20).min(1),
      list: lineSchema(60).min(1),
      disease: lineSchema(100).min(1),
      words: lineSchema(200),
    }),
    output: z.strictObject({ lineId: idSchema }),
    allowed: keepers,
    answeredBy: 'service',
  }),
  /** What a person writes down of a line, on top of the step that was seen last. */
  'treatment.step': request({
    input: z.strictObject({
      lineId: idSchema,
      afterStepId: idSchema,
      state: z.enum(treatmentStates),
      happenedOn: localDateSchema,
      treatmentClass: z.enum(treatmentClasses).nullable(),
      hospitalName: lineSchema(60),
      words: lineSchema(200),
    }),
    output: z.strictObject({}),
    allowed: keepers,
    answeredBy: 'service',
  }),
  /** Goes through the stays of this year and the last: what was confirmed since is recognised now. */
  'treatment.examine': request({
    input: z.strictObject({}),
    output: z.strictObject({ examinedCount: count, stepCount: count }),
    allowed: keepers,
    answeredBy: 'service',
  }),
  /** The month's table, register and patients as they are now, what is missing, and the package that was made. */
  'treatment.month': request({
    input: z.strictObject({ month: reportMonthSchema }),
    output: z.strictObject({
      report: specialTreatmentSchema,
      gaps: z.array(treatmentGapSchema).max(10),
      made: madeTableSchema.nullable(),
    }),
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** Makes the month's package as everything is now, signed by two; with a reason where something is missing. */
  'treatment.makePackage': request({
    input: z.strictObject({
      month: reportMonthSchema,
      reason: lineSchema(200).min(1).nullable(),
      secondPerson: secondPersonSchema,
    }),
    output: z.strictObject({ reportId: idSchema, number: z.string() }),
    allowed: ['finance'],
    answeredBy: 'service',
  }),
};
