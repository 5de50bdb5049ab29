import { z } from 'zod';
import { kindsOfCare } from '../../engine/claim.ts';
import { fenSchema, localDateSchema } from '../values.ts';
import { documentKind } from './kind.ts';

/** Every settlement, reversal, top-up and its withdrawal of one person here, the oldest first, and what of each year stands. */
export const personHistorySchema = z.strictObject({
  person: z.strictObject({
    name: z.string(),
    sex: z.string(),
    maskedIdNumber: z.string(),
    region: z.string(),
    address: z.string(),
  }),
  lines: z
    .array(
      z.strictObject({
        slipNumber: z.string(),
        settledOn: localDateSchema,
        kind: z.enum(['final', 'interim', 'reversal', 'top_up', 'withdrawal']),
        /** Reversed or withdrawn later. */
        isReversed: z.boolean(),
        /** Who pays, of a top-up and its withdrawal: these cost nothing and move their amount from the patient to the payer. */
        payerTitle: z.string().optional(),
        admissionNumber: z.string(),
        visitType: z.enum(kindsOfCare),
        totalFen: fenSchema,
        inScopeFen: fenSchema,
        /** What others than the patient paid. */
        paidFen: fenSchema,
        personalFen: fenSchema,
      }),
    )
    .max(1000),
  /** Sums over lines that stand and those that take back, so that a reversed one counts nothing. */
  years: z
    .array(
      z.strictObject({
        year: z.int(),
        stays: z.int(),
        /** 门诊慢特病; no stays. */
        visits: z.int(),
        totalFen: fenSchema,
        paidFen: fenSchema,
        personalFen: fenSchema,
      }),
    )
    .max(100),
});
export type PersonHistory = z.infer<typeof personHistorySchema>;

/** A person's settlement history; its subject is the person. */
export const personHistoryKind = documentKind({
  title: '结算历史',
  papers: ['A4'],
  isDaily: false,
  content: personHistorySchema,
});
