import { z } from 'zod';
import { type LocalDate, parseLocalDate } from '../calendar/local-date.ts';
import { eligibilityCategories } from '../policy/eligibility.ts';
import { places } from '../engine/claim.ts';
import type { Fen } from '../money/fen.ts';

const maximumFen = 900_000_000_000;

/** Integer fen, at most nine billion yuan either way. */
export const fenSchema = z
  .int()
  .min(-maximumFen)
  .max(maximumFen)
  .transform((value) => value as Fen);

/** By this the gate knows a day that nobody means, and says so in a sentence of its own. */
export const dayNobodyMeans = 'day_nobody_means';

/** `YYYY-MM-DD`, from 1800 to 2299: the one way in which a day comes in. */
export const localDateSchema = z.iso
  .date()
  .refine((value) => parseLocalDate(value) !== undefined, { params: { reason: dayNobodyMeans } })
  .transform((value) => value as LocalDate);

/** A uuid made by us; version 7 sorts by time. */
export const idSchema = z.uuid({ version: 'v7' });

/** One line of text that a person typed: no control characters, no bidirectional marks, limited. */
export const lineSchema = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u);

export const eligibilityCategorySchema = z.enum(eligibilityCategories);
export const placeSchema = z.enum(places);

export const costPartsSchema = z.strictObject({
  totalFen: fenSchema,
  ownExpenseFen: fenSchema,
  overLimitFen: fenSchema,
  preSelfPayFen: fenSchema,
  inScopeFen: fenSchema,
});

/** A file picked in the system's own dialog. The window never sees a path; main keeps it behind the token. */
export const fileTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{32}$/);

/** What the phone shows at the moment (RFC 6238). */
export const oneTimeCodeSchema = z.string().regex(/^\d{6}$/);

/** The account and password of the second person, typed at the same screen, with a code where the account has codes. */
export const secondPersonSchema = z.strictObject({
  login: lineSchema(40).min(1),
  password: z.string().min(1).max(200),
  code: oneTimeCodeSchema.optional(),
});
export type SecondPerson = z.infer<typeof secondPersonSchema>;

/** A second person, or at night nobody yet: why nobody could be asked. The word follows (approvals). */
export const secondPersonOrAloneSchema = secondPersonSchema.or(
  z.strictObject({ aloneReason: lineSchema(200).min(1) }),
);
export type SecondPersonOrAlone = z.infer<typeof secondPersonOrAloneSchema>;
