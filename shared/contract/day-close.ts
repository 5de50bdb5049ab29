import { z } from 'zod';
import { paymentMeans } from './payments.ts';
import { request } from './request.ts';
import { fenSchema, idSchema, lineSchema, localDateSchema, secondPersonSchema } from './values.ts';

/** Notes and coins of the renminbi, the largest first. */
export const faceValuesFen = [10_000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 2, 1] as const;

/** 100 元, 5 角, 1 分. */
export function faceTitle(faceFen: number): string {
  if (faceFen >= 100) return `${faceFen / 100} 元`;
  return faceFen >= 10 ? `${faceFen / 10} 角` : `${faceFen} 分`;
}

export const cashCountSchema = z
  .array(z.strictObject({ faceFen: z.literal(faceValuesFen), pieces: z.int().min(0).max(100_000) }))
  .max(faceValuesFen.length)
  .refine((counts) => new Set(counts.map(({ faceFen }) => faceFen)).size === counts.length);
export type CashCount = z.output<typeof cashCountSchema>;

/** What one means brought in and gave back. Deferred is no money: it was owed, and taken off again. */
export const takingSchema = z.strictObject({
  means: z.enum(paymentMeans),
  /** For settlements of this span. */
  collectedFen: fenSchema,
  /** For what was deferred before. */
  debtFen: fenSchema,
  /** Given back, above nothing. */
  refundedFen: fenSchema,
  netFen: fenSchema,
});
export type Taking = z.output<typeof takingSchema>;

/** As many slips and reprints as a sheet names one by one; the counts go on. */
export const mostNamedPapers = 300;

/** What one clerk did between two closes, as the ledger tells. */
export const shiftSchema = z.strictObject({
  clerkId: idSchema,
  clerkName: z.string(),
  /** When the clerk's last close was; null before the first. */
  since: z.string().nullable(),
  /** The clerk's oldest and newest posting; null where there is none. */
  firstAt: z.string().nullable(),
  lastPostingId: idSchema.nullable(),
  openingFloatFen: fenSchema,
  takings: z.array(takingSchema).max(paymentMeans.length),
  waivedFen: fenSchema,
  writtenOffFen: fenSchema,
  /** What cash was taken more than was due, since it is rounded. */
  roundingFen: fenSchema,
  /** Cash that turned up, or was missing, for a close of before. */
  correctedFen: fenSchema,
  /** Float, and all cash since. */
  expectedCashFen: fenSchema,
  settlementCount: z.int().min(0),
  settledFen: fenSchema,
  personalFen: fenSchema,
  reversalCount: z.int().min(0),
  firstSlip: z.string().nullable(),
  lastSlip: z.string().nullable(),
  voided: z.array(z.strictObject({ slipNumber: z.string(), reversalNumber: z.string(), reason: z.string() })),
  reprintCount: z.int().min(0),
  reprints: z.array(
    z.strictObject({ number: z.string(), title: z.string(), copyNumber: z.int(), reason: z.string() }),
  ),
});
export type Shift = z.output<typeof shiftSchema>;

/** What one clerk did without a second person, and whose word followed; a verdict of null is awaited. */
const aloneActSchema = z.strictObject({
  at: z.string(),
  act: z.string(),
  /** The slip or the admission that it was done to. */
  subject: z.string(),
  aloneReason: z.string(),
  verdict: z.enum(['approved', 'objected']).nullable(),
  answeredByName: z.string().nullable(),
});
export type AloneAct = z.output<typeof aloneActSchema>;

export const dayCloseSchema = z.strictObject({
  ...shiftSchema.shape,
  dayCloseId: idSchema,
  number: z.string(),
  businessDay: localDateSchema,
  closedAt: z.string(),
  closedByName: z.string(),
  /** Why somebody else closed it; null where the clerk did. */
  closedForReason: z.string().nullable(),
  counts: cashCountSchema,
  countedFen: fenSchema,
  floatLeftFen: fenSchema,
  handedOverFen: fenSchema,
  /** Counted less expected. */
  varianceFen: fenSchema,
  varianceReason: z.string().nullable(),
  confirmation: z.strictObject({ at: z.string(), byName: z.string() }).nullable(),
  /** What the clerk did alone in this span, and what of before still is not approved, the oldest first. */
  aloneActs: z.array(aloneActSchema).max(mostNamedPapers),
  corrections: z.array(
    z.strictObject({ at: z.string(), byName: z.string(), amountFen: fenSchema, reason: z.string() }),
  ),
});
export type DayClose = z.output<typeof dayCloseSchema>;

export const dayCloseRowSchema = dayCloseSchema.pick({
  dayCloseId: true,
  number: true,
  businessDay: true,
  clerkName: true,
  closedAt: true,
  countedFen: true,
  handedOverFen: true,
  varianceFen: true,
  confirmation: true,
});
export type DayCloseRow = z.output<typeof dayCloseRowSchema>;

/** Every close of one business day at one window, in the order in which they were made, and who has not closed yet. */
export const windowDaySchema = z.strictObject({
  businessDay: localDateSchema,
  closes: z.array(dayCloseSchema).min(1).max(100),
  openClerks: z.array(z.string()),
});
export type WindowDay = z.output<typeof windowDaySchema>;

/** A clerk whose money is not closed yet. */
const openShiftSchema = shiftSchema
  .pick({ clerkId: true, clerkName: true, expectedCashFen: true })
  .extend({ firstAt: z.string(), isFromBefore: z.boolean() });
export type OpenShift = z.output<typeof openShiftSchema>;

const reasonSchema = lineSchema(200).min(1);
const closers = ['clerk', 'cashier_lead', 'finance'] as const;
const clerkIdSchema = idSchema.nullable();

export const dayCloseRequests = {
  /** Null is whoever asks; another's is for finance and the lead. */
  'dayClose.shift': request({
    input: z.strictObject({ clerkId: clerkIdSchema }),
    output: shiftSchema,
    allowed: closers,
    answeredBy: 'service',
  }),
  'dayClose.openShifts': request({
    input: z.strictObject({}),
    output: z.array(openShiftSchema),
    allowed: ['cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  'dayClose.close': request({
    input: z.strictObject({
      requestId: idSchema,
      clerkId: clerkIdSchema,
      /** The newest posting on the screen that was signed. */
      seenPostingId: idSchema,
      /** At a clerk's first close; later ones begin with what was left. */
      openingFloatFen: fenSchema.refine((amountFen) => amountFen >= 0).nullable(),
      counts: cashCountSchema,
      floatLeftFen: fenSchema.refine((amountFen) => amountFen >= 0),
      varianceReason: reasonSchema.nullable(),
      closedForReason: reasonSchema.nullable(),
    }),
    output: dayCloseSchema,
    allowed: closers,
    answeredBy: 'service',
  }),
  /** The second signature; from then on it is locked. */
  'dayClose.confirm': request({
    input: z.strictObject({ dayCloseId: idSchema }),
    output: dayCloseSchema,
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  /** Cash that turned up (above nothing) or is missing (below) after a close: a posting of today that names it. */
  'dayClose.correct': request({
    input: z.strictObject({
      requestId: idSchema,
      dayCloseId: idSchema,
      amountFen: fenSchema.refine((amountFen) => amountFen !== 0),
      reason: reasonSchema,
      secondPerson: secondPersonSchema,
    }),
    output: dayCloseSchema,
    allowed: closers,
    answeredBy: 'service',
  }),
  /** The newest first; a clerk sees the own ones. */
  'dayClose.list': request({
    input: z.strictObject({ from: localDateSchema, to: localDateSchema }),
    output: z.strictObject({ rows: z.array(dayCloseRowSchema), isCut: z.boolean() }),
    allowed: [...closers, 'auditor'],
    answeredBy: 'service',
  }),
  /** The window's own; null where nobody closed that day. */
  'dayClose.windowDay': request({
    input: z.strictObject({ businessDay: localDateSchema }),
    output: windowDaySchema.nullable(),
    allowed: ['cashier_lead', 'finance', 'auditor'],
    answeredBy: 'service',
  }),
  /** The closes of a span of business days, both inclusive, as a table where the person says. */
  'dayClose.save': request({
    input: z.strictObject({ from: localDateSchema, to: localDateSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: ['cashier_lead', 'finance', 'auditor'],
    answeredBy: 'main',
  }),
  'dayClose.read': request({
    input: z.strictObject({ dayCloseId: idSchema }),
    output: dayCloseSchema,
    allowed: [...closers, 'auditor'],
    answeredBy: 'service',
  }),
};
