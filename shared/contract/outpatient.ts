import { z } from 'zod';
import { request } from './request.ts';
import { diagnosisSchema, staySchema } from './stays.ts';
import { idSchema, lineSchema, localDateSchema, placeSchema } from './values.ts';

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
