import { z } from 'zod';
import { fenSchema, idSchema, localDateSchema } from '../values.ts';

/**
 * What a check code, or a PDF of the archive, turned out to be. `genuine`: this window gave it out, and what stands on
 * it is what is in the file; `altered`: the number is ours, but code or amounts are not; `unknown`: no such number, or
 * no such PDF, in this window's file.
 */
export const checkResultSchema = z.strictObject({
  verdict: z.enum(['genuine', 'altered', 'unknown']),
  /** The verdict with what to do, in whole sentences. */
  sentence: z.string(),
  /** What the file says of that number, to be compared with the paper. */
  slip: z
    .strictObject({
      settlementId: idSchema,
      number: z.string(),
      kind: z.enum(['final', 'interim', 'reversal']),
      personName: z.string(),
      settledOn: localDateSchema,
      totalFen: fenSchema,
      personalFen: fenSchema,
      /** The number of the reversal, where it was reversed later. */
      reversedByNumber: z.string().nullable(),
    })
    .nullable(),
  /** What differs between the scanned code and the file. */
  differences: z.array(z.strictObject({ what: z.string(), onPaper: z.string(), inFile: z.string() })).max(10),
});
export type CheckResult = z.infer<typeof checkResultSchema>;
