import { z } from 'zod';
import { costPartsSchema, fenSchema, localDateSchema } from '../values.ts';
import { catalogueClassSchema } from '../catalogue.ts';
import { costClassSchema } from '../stays.ts';
import { documentKind } from './kind.ts';

/** One item on a list for the patient: equal charges at one price are one line, returns taken off. */
export const printedFeeSchema = z.strictObject({
  costClass: costClassSchema,
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  price: z.string(),
  quantity: z.string(),
  amountFen: fenSchema,
  preSelfPayFen: fenSchema,
  /** What enters the funds: their share of it stands on the slip. */
  inScopeFen: fenSchema,
  /** Own expense and over limit. */
  ownFen: fenSchema,
  catalogueClass: catalogueClassSchema,
  /** Paid by somebody else: it must not be charged. */
  isFree: z.boolean(),
});
export type PrintedFee = z.infer<typeof printedFeeSchema>;

const content = z.strictObject({
  person: z.strictObject({ name: z.string(), sex: z.string(), maskedIdNumber: z.string() }),
  stay: z.strictObject({
    admissionNumber: z.string(),
    isVisit: z.boolean(),
    department: z.string(),
    bed: z.string(),
    admittedOn: localDateSchema,
    dischargedOn: localDateSchema.nullable(),
  }),
  /** The day of a daily list; null on the list of the whole stay. */
  day: localDateSchema.nullable(),
  items: z.array(printedFeeSchema).max(5000),
  /** Who pays the free items by which clause; null where there are none. */
  freeOfCharge: z.string().nullable(),
  cost: costPartsSchema,
  /** Of the stay up to that day, or of all of it. */
  totalSoFarFen: fenSchema,
});
export type FeeLines = z.infer<typeof content>;

/** What was charged on one day of a stay; its subject is the stay. */
export const dailyFeesKind = documentKind({
  title: '住院费用日清单',
  papers: ['A5', 'A4', 'roll'],
  isDaily: true,
  content,
});

/** What was charged in a stay; its subject is the stay. */
export const feeListKind = documentKind({
  title: '费用明细清单',
  papers: ['A4', 'A5'],
  isDaily: false,
  content,
});
