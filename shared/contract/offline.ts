import { z } from 'zod';
import { request } from './request.ts';
import { fenSchema, fileTokenSchema, idSchema } from './values.ts';

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
});
export type OfflinePackage = z.infer<typeof offlinePackageSchema>;

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
  'offline.packages': request({
    input: z.strictObject({}),
    output: z.strictObject({ packages: z.array(offlinePackageSchema).max(100) }),
    allowed: ['cashier_lead', 'finance', 'information_office', 'auditor'],
    answeredBy: 'service',
  }),
};
