import { z } from 'zod';
import type { Fen } from '../money/fen.ts';
import { idSchema } from './values.ts';

/** Fen again, but the sum of a year: it may pass the nine billion yuan of a single amount. */
const sumSchema = z.int().transform((value) => value as Fen);

export const replaySourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('stored'),
    year: z.int().min(1900).max(2299),
    /** The last of several years; left out: that year alone. */
    untilYear: z.int().min(1900).max(2299).optional(),
    /** Of people insured there only; null for all. */
    region: z
      .string()
      .regex(/^\d{6}$/)
      .nullable(),
  }),
  z.strictObject({
    kind: z.literal('generated'),
    year: z.int().min(1900).max(2299),
    settlementCount: z.int().min(1).max(5_000_000),
    /** The same seed makes the same year. */
    seed: z.int().min(0).max(4_294_967_295),
  }),
]);
export type ReplaySource = z.infer<typeof replaySourceSchema>;

const groupSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  settlementCount: z.int(),
  totalFen: sumSchema,
  personalBeforeFen: sumSchema,
  personalAfterFen: sumSchema,
  /** In the order of the table by payer. */
  payers: z.array(z.strictObject({ layer: z.string(), beforeFen: sumSchema, afterFen: sumSchema })).max(60),
});
export type ReplayGroup = z.infer<typeof groupSchema>;

/** Whom the change meets, and what was paid beyond what the policy tried gives. Of stored years, where it is asked for. */
const replayDetailSchema = z.strictObject({
  byTownship: z
    .array(
      z.strictObject({
        township: z.string(),
        personCount: z.int(),
        settlementCount: z.int(),
        personalBeforeFen: sumSchema,
        personalAfterFen: sumSchema,
      }),
    )
    .max(500),
  /** People who would pay more in a year, and by how much together. */
  morePersonCount: z.int(),
  moreFen: sumSchema,
  /** Payments of one payer for one settlement that are more than so many percent above what the policy tried gives. */
  abovePercent: z.int(),
  above: z
    .array(
      z.strictObject({
        year: z.int(),
        layer: z.string(),
        title: z.string(),
        settlementCount: z.int(),
        paidFen: sumSchema,
        excessFen: sumSchema,
      }),
    )
    .max(600),
});
export type ReplayDetail = z.infer<typeof replayDetailSchema>;

/** One who would pay more in a year. */
export const losingPersonSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  maskedIdNumber: z.string(),
  township: z.string(),
  year: z.int(),
  beforeFen: sumSchema,
  afterFen: sumSchema,
});
export type LosingPerson = z.infer<typeof losingPersonSchema>;

/** A year, as it was and as it would have been. Only settlements that can be settled both ways are compared. */
export const comparisonSchema = z.strictObject({
  beforeTitle: z.string(),
  afterTitle: z.string(),
  settlementCount: z.int(),
  personCount: z.int(),
  totalFen: sumSchema,
  personalBeforeFen: sumSchema,
  personalAfterFen: sumSchema,
  payers: z
    .array(
      z.strictObject({ layer: z.string(), title: z.string(), beforeFen: sumSchema, afterFen: sumSchema }),
    )
    .max(60),
  /** Who holds several eligibilities counts under the first of them. */
  byEligibility: z.array(groupSchema).max(20),
  byLevel: z.array(groupSchema).max(3),
  /** For how many settlements the patient would have paid more, less, or the same. */
  patientPays: z.strictObject({ more: z.int(), less: z.int(), same: z.int() }),
  refused: z
    .array(
      z.strictObject({
        code: z.string(),
        sentence: z.string(),
        settlementCount: z.int(),
        totalFen: sumSchema,
      }),
    )
    .max(20),
  /** Null where it was not asked for. */
  detail: replayDetailSchema.nullable(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const replayStateSchema = z.strictObject({
  replayId: idSchema,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  settledCount: z.int(),
  /** Null until it is counted. */
  totalCount: z.int().nullable(),
  /** Why it failed. */
  sentence: z.string().nullable(),
});
export type ReplayState = z.infer<typeof replayStateSchema>;
