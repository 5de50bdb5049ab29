import { z } from 'zod';
import { hardshipKinds } from './hardship.ts';
import { request } from './request.ts';
import { idSchema, lineSchema, localDateSchema, secondPersonSchema } from './values.ts';

/** Why somebody is called: some time after a discharge, or in winter (冬季暖心服务). */
export const followUpOccasions = ['discharge', 'winter'] as const;
export type FollowUpOccasion = (typeof followUpOccasions)[number];
/** What came of a call; after `no_answer` it stays due. */
export const followUpOutcomes = ['reached', 'no_answer', 'declined', 'moved', 'died'] as const;
export type FollowUpOutcome = (typeof followUpOutcomes)[number];
/** What somebody lacks. */
export const followUpNeeds = ['money', 'medicine', 'visit', 'care', 'other'] as const;
export type FollowUpNeed = (typeof followUpNeeds)[number];

const callSchema = z.strictObject({
  calledOn: localDateSchema,
  occasion: z.enum(followUpOccasions),
  outcome: z.enum(followUpOutcomes),
  condition: z.string(),
  needs: z.array(z.enum(followUpNeeds)).max(5),
  needWords: z.string(),
  /** An application for help was begun by this call. */
  hasApplication: z.boolean(),
  byName: z.string(),
});
export type FollowUpCall = z.output<typeof callSchema>;

const patientSchema = z.strictObject({
  stayId: idSchema,
  personId: idSchema,
  settlementId: idSchema,
  personName: z.string(),
  maskedIdNumber: z.string(),
  maskedPhone: z.string().nullable(),
  township: z.string().nullable(),
  village: z.string().nullable(),
  admissionNumber: z.string(),
  department: z.string(),
  dischargedOn: localDateSchema,
  /** The disease of the policy's list, else the first diagnosis. */
  disease: z.string(),
  occasion: z.enum(followUpOccasions),
  dueOn: localDateSchema,
  /** The newest first; at most 20. */
  calls: z.array(callSchema).max(20),
});
export type FollowUpPatient = z.output<typeof patientSchema>;

const callers = ['clerk', 'cashier_lead'] as const;
const township = lineSchema(60);

export const followUpRequests = {
  /** Who is due, longest first, or who said that something is lacking; at most 200. */
  'followUp.list': request({
    input: z.strictObject({
      which: z.enum(['due', 'needs']),
      /** Empty: everywhere. */
      township,
    }),
    output: z.strictObject({
      /** Days after the discharge. */
      afterDays: z.int(),
      isWinter: z.boolean(),
      patients: z.array(patientSchema).max(200),
      more: z.boolean(),
    }),
    allowed: [...callers, 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** Writes down a call, and begins the application for help that is asked for with it. */
  'followUp.record': request({
    input: z.strictObject({
      requestId: idSchema,
      stayId: idSchema,
      occasion: z.enum(followUpOccasions),
      calledOn: localDateSchema,
      outcome: z.enum(followUpOutcomes),
      condition: lineSchema(200),
      needs: z.array(z.enum(followUpNeeds)).max(5),
      needWords: lineSchema(200),
      apply: z.strictObject({ kind: z.enum(hardshipKinds), addressee: lineSchema(60).min(1) }).nullable(),
    }),
    output: z.strictObject({}),
    allowed: callers,
    answeredBy: 'service',
  }),
  /** Who is due and who lacks what, with telephone numbers, for a township; asks where to and is written down. */
  'followUp.saveList': request({
    input: z.strictObject({ township, secondPerson: secondPersonSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: callers,
    answeredBy: 'main',
  }),
};
