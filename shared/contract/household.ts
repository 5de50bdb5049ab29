import { z } from 'zod';
import { datedEligibilitySchema } from './people.ts';
import { request } from './request.ts';
import { fenSchema, idSchema, lineSchema } from './values.ts';

const count = z.int().min(0);

const memberSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  maskedIdNumber: z.string(),
  relation: z.string().nullable(),
  sex: z.enum(['male', 'female']),
  ageYears: z.int(),
  insuranceState: z.enum(['normal', 'suspended', 'none']),
  eligibilities: z.array(datedEligibilitySchema).max(50),
  openStayCount: count,
  /** Of the year so far, in this hospital: live settlements, over every insurance. */
  settlementCount: count,
  totalFen: fenSchema,
  personalFen: fenSchema,
  /** Over all years, not yet paid. */
  owedFen: fenSchema,
});
export type HouseholdMember = z.output<typeof memberSchema>;

const planFields = {
  doctorName: lineSchema(40),
  /** Where the doctor works. */
  doctorPlace: lineSchema(60),
  doctorPhone: lineSchema(30),
  note: lineSchema(500),
};
const planSchema = z.strictObject({ ...planFields, at: z.string(), byName: z.string() });
export type HouseholdPlan = z.output<typeof planSchema>;

const householdSchema = z.strictObject({
  householdNumber: z.string(),
  township: z.string().nullable(),
  village: z.string().nullable(),
  year: z.int(),
  members: z.array(memberSchema).min(1).max(50),
  /** Sums over the members. */
  total: z.strictObject({
    settlementCount: count,
    totalFen: fenSchema,
    personalFen: fenSchema,
    owedFen: fenSchema,
  }),
  /** 一户一策: the newest first; at most 20. */
  plans: z.array(planSchema).max(20),
});
export type Household = z.output<typeof householdSchema>;

const readers = ['clerk', 'cashier_lead', 'finance'] as const;

export const householdRequests = {
  /** The household of a person, as the newest roster names it. */
  'household.read': request({
    input: z.strictObject({ personId: idSchema }),
    output: householdSchema,
    allowed: readers,
    answeredBy: 'service',
  }),
  /** Writes down family doctor and plan of a person's household; what stood there before stays readable. */
  'household.plan': request({
    input: z.strictObject({ personId: idSchema, ...planFields }),
    output: householdSchema,
    allowed: ['clerk', 'cashier_lead'],
    answeredBy: 'service',
  }),
};
