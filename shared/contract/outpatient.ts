import { z } from 'zod';
import { request } from './request.ts';
import { diagnosisSchema, staySchema } from './stays.ts';
import { fenSchema, idSchema, lineSchema, localDateSchema, placeSchema } from './values.ts';

/** A paper that says that somebody is qualified, such as 门诊慢特病认定表, by its number. */
export const qualifyingPaperSchema = z.strictObject({
  title: lineSchema(40).min(1),
  number: lineSchema(40).min(1),
});

/** 门诊慢特病资格: for which disease, from when to when. */
export const qualificationSchema = z.strictObject({
  qualificationId: idSchema,
  personId: idSchema,
  disease: diagnosisSchema,
  beginsOn: localDateSchema,
  /** The last day that counts; null while it is open. An end that was recorded later counts. */
  endsOn: localDateSchema.nullable(),
  papers: z.array(qualifyingPaperSchema).max(5),
  recognisedBy: z.string(),
  /** Why it was ended before its time. */
  endReason: z.string().nullable(),
  countsToday: z.boolean(),
});
export type Qualification = z.infer<typeof qualificationSchema>;

/** What one payer pays for a disease at most in a month or a year, and what of it is used. */
export const diseaseLimitSchema = z.strictObject({
  layer: z.string(),
  title: z.string(),
  per: z.enum(['month', 'year']),
  limitFen: fenSchema,
  usedFen: fenSchema,
  clause: z.string(),
});
export type DiseaseLimit = z.infer<typeof diseaseLimitSchema>;

/** A qualification and how far the year of its disease has come; without limits where it does not count on the day asked. */
export const standingSchema = z.strictObject({
  ...qualificationSchema.shape,
  /** The disease's own deductible of the year, and what of it is borne; null where it has none. */
  deductible: z.strictObject({ amountFen: fenSchema, borneFen: fenSchema }).nullable(),
  limits: z.array(diseaseLimitSchema).max(40),
});
export type Standing = z.infer<typeof standingSchema>;

/** What came of asking the platform for its own trial of a visit (2206). */
export const reckoningSchema = z.strictObject({
  /** `compared`: its amounts stand beside ours in the trial from now on. Every other: there is none, and `sentence` says why. */
  outcome: z.enum(['compared', 'not_told', 'no_platform', 'not_reached', 'refused']),
  sentence: z.string(),
});
export type Reckoning = z.infer<typeof reckoningSchema>;

export const outpatientRequests = {
  'outpatient.qualify': request({
    input: z.strictObject({
      requestId: idSchema,
      personId: idSchema,
      disease: diagnosisSchema,
      beginsOn: localDateSchema,
      endsOn: localDateSchema.nullable(),
      papers: z.array(qualifyingPaperSchema).min(1).max(5),
      recognisedBy: lineSchema(60).min(1),
    }),
    output: qualificationSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** The last day that counts; what was settled until then stays as it is. */
  'outpatient.endQualification': request({
    input: z.strictObject({
      qualificationId: idSchema,
      endsOn: localDateSchema,
      reason: lineSchema(200).min(1),
    }),
    output: qualificationSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'outpatient.qualifications': request({
    input: z.strictObject({ personId: idSchema }),
    output: z.strictObject({ qualifications: z.array(qualificationSchema).max(100) }),
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** Every qualification with the limits of its disease and what of them is used by a visit of that day; the newest first. */
  'outpatient.standings': request({
    /** `visitedOn`: its month counts; null is today. */
    input: z.strictObject({ personId: idSchema, visitedOn: localDateSchema.nullable() }),
    output: z.strictObject({ standings: z.array(standingSchema).max(100) }),
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /**
   * Asks the platform what it reckons for a visit that is not settled (2206); its amounts are then compared in every
   * trial. Answers within seconds whatever the platform does, and no settlement waits for it.
   */
  'outpatient.askReckoning': request({
    input: z.strictObject({ stayId: idSchema, asOrdinary: z.boolean() }),
    output: reckoningSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** A visit of one day for a disease for which the person is qualified on that day. */
  'outpatient.openVisit': request({
    input: z.strictObject({
      requestId: idSchema,
      qualificationId: idSchema,
      /** 门诊号. */
      visitNumber: lineSchema(30).min(1),
      visitedOn: localDateSchema,
      place: placeSchema,
      department: lineSchema(40).min(1),
    }),
    output: staySchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
};
