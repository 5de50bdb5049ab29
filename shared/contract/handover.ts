import { z } from 'zod';
import { request } from './request.ts';
import { signedInSchema } from './staff.ts';
import { fenSchema, lineSchema, secondPersonSchema } from './values.ts';

const count = z.int().min(0);
const clerks = ['clerk', 'cashier_lead'] as const;

/** What is open at a window when one clerk gives it to the next (交班). */
const handoverOutlookSchema = z.strictObject({
  /** Forms that were begun and not sent, by what they are; they belong to the session and end with it. */
  begun: z.array(z.string()).max(20),
  /** Float, and all cash since the last close of who leaves. */
  expectedCashFen: fenSchema,
  hasOpenShift: z.boolean(),
  unsentCount: count,
  deadCount: count,
  /** Acts of this person alone that wait for a second one's word. */
  ownApprovalCount: count,
  /** The newest first. */
  last: z
    .array(
      z.strictObject({
        at: z.iso.datetime(),
        fromName: z.string(),
        toName: z.string(),
        expectedCashFen: fenSchema,
        countedCashFen: fenSchema.nullable(),
        note: z.string(),
      }),
    )
    .max(10),
});
export type HandoverOutlook = z.output<typeof handoverOutlookSchema>;

export const handoverRequests = {
  'handover.outlook': request({
    input: z.strictObject({}),
    output: handoverOutlookSchema,
    allowed: clerks,
    answeredBy: 'service',
  }),
  /** The next clerk signs in at the same screen; the session of who leaves ends with it. */
  'handover.give': request({
    input: z.strictObject({
      next: secondPersonSchema,
      countedCashFen: fenSchema.refine((amountFen) => amountFen >= 0).nullable(),
      note: lineSchema(200),
    }),
    output: signedInSchema,
    allowed: clerks,
    answeredBy: 'service',
  }),
};
