import { z } from 'zod';
import { request } from './request.ts';
import { topUpRoomSchema, topUpSchema } from './top-ups.ts';
import { fenSchema, idSchema, lineSchema, localDateSchema } from './values.ts';

/** What is applied for (锦卫发〔2019〕61号: temporary relief and charity for those still in hardship). */
export const hardshipKinds = ['temporary_relief', 'charity', 'subsistence_allowance'] as const;
export type HardshipKind = (typeof hardshipKinds)[number];
export const hardshipKindTitles: Readonly<Record<HardshipKind, string>> = {
  temporary_relief: '临时救助',
  charity: '慈善救助',
  subsistence_allowance: '低保',
};

/** What becomes of an application; approved, refused and withdrawn end it. */
export const hardshipSteps = ['sent', 'asked_back', 'approved', 'refused', 'withdrawn'] as const;
export type HardshipStep = (typeof hardshipSteps)[number];
export const hardshipStepTitles: Readonly<Record<HardshipStep, string>> = {
  sent: '已送出',
  asked_back: '退回补材料',
  approved: '已批准',
  refused: '未批准',
  withdrawn: '已撤回',
};

export const hardshipYearSchema = z.strictObject({
  year: z.int(),
  totalFen: fenSchema,
  /** By layer and title, what paid nothing is left out. */
  payers: z.array(z.strictObject({ layer: z.string(), title: z.string(), amountFen: fenSchema })).max(50),
  personalFen: fenSchema,
  /** Of the person over all years: not yet paid to the hospital. */
  owedFen: fenSchema,
});
/** All amounts of a person's year in this hospital, live settlements only. */
export type HardshipYear = z.output<typeof hardshipYearSchema>;

const stepSchema = z.strictObject({
  step: z.enum(hardshipSteps),
  happenedOn: localDateSchema,
  amountFen: fenSchema.nullable(),
  number: z.string().nullable(),
  words: z.string(),
  byName: z.string(),
});

const applicationSchema = z.strictObject({
  applicationId: idSchema,
  /** Of its paper. */
  number: z.string(),
  settlementId: idSchema,
  slipNumber: z.string(),
  personId: idSchema,
  personName: z.string(),
  maskedIdNumber: z.string(),
  kind: z.enum(hardshipKinds),
  addressee: z.string(),
  reason: z.string(),
  appliedOn: localDateSchema,
  /** Whole days since it was applied for, as long as it is open; null once it ended. */
  openDays: z.int().min(0).nullable(),
  /** In the order of writing. */
  steps: z.array(stepSchema).max(100),
});
export type HardshipApplication = z.output<typeof applicationSchema>;

/** What is offered after a settlement. */
const offerSchema = z.strictObject({
  /** From which patient's part of a year on the county wants help offered; null: it set none. */
  fromFen: fenSchema.nullable(),
  /** The patient's part of the year has come so far, and nothing was applied for yet in it. */
  isDue: z.boolean(),
});

export const hardshipLists = ['open', 'over'] as const;

const wordsSchema = lineSchema(200);

export const hardshipRequests = {
  /** What an application of this settlement's person would say of the year, and which there are. */
  'hardship.ofSettlement': request({
    input: z.strictObject({ settlementId: idSchema }),
    output: z.strictObject({
      personName: z.string(),
      slipNumber: z.string(),
      year: hardshipYearSchema,
      offer: offerSchema,
      applications: z.array(applicationSchema).max(100),
      topUps: z.array(topUpSchema).max(100),
      room: topUpRoomSchema,
    }),
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  'hardship.apply': request({
    input: z.strictObject({
      requestId: idSchema,
      settlementId: idSchema,
      kind: z.enum(hardshipKinds),
      addressee: lineSchema(60).min(1),
      reason: wordsSchema.min(1),
    }),
    output: applicationSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  'hardship.step': request({
    input: z.strictObject({
      requestId: idSchema,
      applicationId: idSchema,
      step: z.enum(hardshipSteps),
      happenedOn: localDateSchema,
      amountFen: fenSchema.nullable(),
      number: lineSchema(60).min(1).nullable(),
      words: wordsSchema,
    }),
    output: applicationSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
  /** The open ones, the oldest first, or those that came to an end, the newest first; at most 200. */
  'hardship.list': request({
    input: z.strictObject({ which: z.enum(hardshipLists) }),
    output: z.strictObject({ applications: z.array(applicationSchema).max(200), more: z.boolean() }),
    allowed: ['clerk', 'cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
};
