import { z } from 'zod';
import { topUpSchema } from '../top-ups.ts';
import { fenSchema } from '../values.ts';
import { documentKind } from './kind.ts';

/** What stands on the slip of a top-up: who pays how much, and what the patient bears now, as it was when it was settled. */
export const topUpSlipSchema = z.strictObject({
  ...topUpSchema.omit({ refundedFen: true, withdrawn: true }).shape,
  document: z.string(),
  amountCapital: z.string(),
  /** Of the settlement, before any top-up. */
  personalFen: fenSchema,
  /** What earlier top-ups took off, and what is left after this one. */
  earlierFen: fenSchema,
  stillBorneFen: fenSchema,
});

/** 结算后补助单; its subject is the top-up. */
export const topUpSlipKind = documentKind({
  title: '补助单',
  papers: ['A5', 'roll'],
  isDaily: false,
  content: topUpSlipSchema,
});
