import { z } from 'zod';
import { request } from './request.ts';
import { fenSchema, fileTokenSchema, idSchema, lineSchema } from './values.ts';

const count = z.int().min(0);

export const offlinePackageSchema = z.strictObject({
  packageId: idSchema,
  fileName: z.string(),
  count,
  /** Of the amounts without their signs. */
  sumFen: fenSchema,
  exportedAt: z.string(),
  exportedBy: z.string(),
  /** When the newest receipt was imported. */
  receiptAt: z.string().nullable(),
  /** Of its records, how many are still open. */
  openCount: count,
  /** Where a receipt said otherwise than the network: a matter for finance and the platform. */
  contradictionCount: count,
  /** When it was put down as not handed in, and why. */
  withdrawnAt: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
});
export type OfflinePackage = z.infer<typeof offlinePackageSchema>;

/** Of a package that was not handed in. */
export const withdrawalSchema = z.strictObject({ packageId: idSchema, reason: lineSchema(200).min(1) });

export const offlineRequests = {
  /** Writes what waits for the platform into a folder that the person chooses; null if the person thought better of it. */
  'offline.export': request({
    input: z.strictObject({}),
    output: z
      .strictObject({
        packages: z.array(z.strictObject({ fileName: z.string(), count, sumFen: fenSchema })).max(100),
        /** There is more than fits so many files; export again after these were taken in. */
        more: z.boolean(),
      })
      .nullable(),
    allowed: ['cashier_lead', 'finance', 'information_office'],
    answeredBy: 'main',
  }),
  /** The platform's receipt for one of our packages. */
  'offline.importReceipt': request({
    input: z.strictObject({ fileToken: fileTokenSchema }),
    output: z.strictObject({
      packageId: idSchema,
      alreadyImported: z.boolean(),
      /** The package was put down as not handed in, and the platform has it all the same. */
      wasWithdrawn: z.boolean(),
      counts: z.strictObject({
        /** Accepted now. */
        done: count,
        /** Refused now: work for a person. */
        dead: count,
        /** Known already. */
        agrees: count,
        /** Known otherwise: an alarm. */
        contradicts: count,
        /** Still waiting. */
        unchanged: count,
      }),
    }),
    allowed: ['cashier_lead', 'finance', 'information_office'],
    answeredBy: 'service',
  }),
  /** The package was not handed in and will not be: what it holds counts as on its way by stick no more. */
  'offline.withdraw': request({
    input: withdrawalSchema,
    output: z.strictObject({}),
    allowed: ['cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  'offline.packages': request({
    input: z.strictObject({}),
    output: z.strictObject({ packages: z.array(offlinePackageSchema).max(100) }),
    allowed: ['cashier_lead', 'finance', 'information_office', 'auditor'],
    answeredBy: 'service',
  }),
};
