import { z } from 'zod';
import { request } from './request.ts';
import { idSchema } from './values.ts';

/** What came of asking the platform for a person's year. */
export const yearAnswerSchema = z.strictObject({
  /**
   * `learnt`: the year is another than before. `same`: the platform says what was known. `no_platform`: none is set.
   * Every other is a reason why the year stays as it was known last; `sentence` says it.
   */
  outcome: z.enum(['learnt', 'same', 'no_platform', 'in_doubt', 'not_reached', 'not_adopted']),
  sentence: z.string(),
  /** When the platform was asked last; null where it was not. */
  askedAt: z.string().nullable(),
  /** For when the platform's part of the year holds; null while only our own settlements count. */
  knownAsOf: z.string().nullable(),
  /** Kinds of cumulative amounts in its answer that are not listed here, and were left out. */
  unlistedCount: z.int(),
});
export type YearAnswer = z.infer<typeof yearAnswerSchema>;

export const yearRequests = {
  /**
   * Asks the platform what this year holds of a person, other hospitals included (5206). At most once in some minutes
   * unless `again`; answers within seconds whatever the platform does, and no settlement waits for it.
   */
  'year.ask': request({
    input: z.strictObject({ personId: idSchema, again: z.boolean() }),
    output: yearAnswerSchema,
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
};
