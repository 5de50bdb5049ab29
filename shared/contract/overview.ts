import { z } from 'zod';
import { leftOutRateSchema } from './left-out.ts';
import { request } from './request.ts';
import { fenSchema, idSchema, localDateSchema } from './values.ts';

/** Sums of many settlements can be above the limit of a single amount. */
const count = z.int().min(0);

/** Settlements less reversals of one business day: a reversal counts negatively on the day it was made. */
const settledSchema = z.strictObject({
  day: localDateSchema,
  settlementCount: count,
  reversalCount: count,
  totalFen: fenSchema,
  personalFen: fenSchema,
});
export type SettledOnDay = z.output<typeof settledSchema>;

/** What the head of finance sees first: today, and what is not in order. Every figure is a sum over the ledger. */
export const overviewSchema = z.strictObject({
  /** Fourteen business days, today last. */
  days: z.array(settledSchema).length(14),
  /** Who pays, the patient last. */
  payers: z.array(z.strictObject({ title: z.string(), todayFen: fenSchema, monthFen: fenSchema })).max(41),
  unsent: z.strictObject({
    count,
    amountFen: fenSchema,
    oldestAt: z.string().nullable(),
    /** Waits for a person. */
    deadCount: count,
  }),
  /** The newest reconciliation; null before the first. */
  reconciled: z
    .strictObject({
      runId: idSchema,
      number: z.string(),
      from: localDateSchema,
      to: localDateSchema,
      differenceCount: count,
      isSigned: z.boolean(),
    })
    .nullable(),
  /** What the payers owe: not claimed yet, claimed, and of that for longer than sixty days since discharge. */
  unpaid: z.strictObject({ unclaimedFen: fenSchema, claimedFen: fenSchema, oldFen: fenSchema }),
  drawers: z.strictObject({
    /** Clerks whose money is not closed, and of these from an earlier day. */
    openCount: count,
    fromBeforeCount: count,
    unconfirmedCount: count,
    /** Acts of one person alone that wait for a second one's word, and those objected to. */
    waitingApprovalCount: count,
    objectionCount: count,
    /** Counted less expected, over the closes of this month. */
    varianceFen: fenSchema,
    varianceCount: count,
  }),
  /** 落实率; null before the first search. */
  leftOut: leftOutRateSchema.nullable(),
  /** 待核情况: without an answer, and answered but not closed; null before the first search. */
  irregularities: z.strictObject({ openCount: count, answeredCount: count }).nullable(),
  debts: z.strictObject({
    debtorCount: count,
    owedFen: fenSchema,
    overdueCount: count,
    overdueFen: fenSchema,
  }),
});
export type Overview = z.output<typeof overviewSchema>;

export const overviewRequests = {
  'overview.read': request({
    input: z.strictObject({}),
    output: overviewSchema,
    allowed: ['finance', 'auditor'],
    answeredBy: 'service',
  }),
};
