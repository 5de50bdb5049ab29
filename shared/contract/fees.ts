import { z } from 'zod';
import { catalogueClassSchema, catalogueInForceSchema } from './catalogue.ts';
import { request } from './request.ts';
import { costClassSchema } from './stays.ts';
import { fenSchema, idSchema, localDateSchema } from './values.ts';

/** What decides how the cost of an item is split. */
export const itemTermsSchema = z.strictObject({
  catalogueClass: catalogueClassSchema,
  preSelfPayMillionths: z.int().min(0).max(1_000_000),
  limitPrice: z.string().nullable(),
});
export type ItemTerms = z.infer<typeof itemTermsSchema>;

/** What of a stay must not be charged to the patient, and the sentence that says who pays it by which clause. */
export const freeFeesSchema = z.strictObject({
  itemCount: z.int().min(1),
  amountFen: fenSchema,
  sentence: z.string(),
});
export type FreeFees = z.infer<typeof freeFeesSchema>;

/** How a stay's items stand beside the catalogue, in figures. */
export const feeOverviewSchema = z.strictObject({
  catalogue: catalogueInForceSchema.nullable(),
  /** Codes that nobody matched, or null where there is no catalogue to match with. */
  unmatchedCount: z.int().min(0).nullable(),
  /** Codes of which list and catalogue say different things. */
  differenceCount: z.int().min(0),
  /** Lines that give something back. */
  returnCount: z.int().min(0),
  /** Null where nothing is free of charge. */
  free: freeFeesSchema.nullable(),
});
export type FeeOverview = z.infer<typeof feeOverviewSchema>;

/** Equal lines of one code, summed. */
const summed = { code: z.string(), name: z.string(), itemCount: z.int(), amountFen: fenSchema };

export const unmatchedFeeSchema = z.strictObject({ ...summed, catalogueClass: catalogueClassSchema });
export const differingFeeSchema = z.strictObject({
  ...summed,
  listed: itemTermsSchema,
  catalogue: itemTermsSchema,
  /** Whose terms these items were counted under when the list was loaded. */
  counted: z.enum(['fee_list', 'catalogue']),
  /** In scope under the list's terms, and under the catalogue's. */
  listedInScopeFen: fenSchema,
  catalogueInScopeFen: fenSchema,
});
/** What stands outside the catalogue: all of class C, and what is above a limit. */
export const outsideFeeSchema = z.strictObject({
  ...summed,
  costClass: costClassSchema,
  ownExpenseFen: fenSchema,
  overLimitFen: fenSchema,
});

const lineSchema = z.strictObject({
  feeListId: idSchema,
  line: z.int(),
  code: z.string(),
  name: z.string(),
  price: z.string(),
  quantity: z.string(),
  amountFen: fenSchema,
  chargedOn: localDateSchema,
});
/** A line that gives something back, beside what it gives back. */
export const feeReturnSchema = z.strictObject({
  returned: lineSchema,
  /** Empty for lists that were loaded before returns were matched. */
  charges: z.array(z.strictObject({ ...lineSchema.shape, returnedQuantity: z.string() })).max(500),
});
export type FeeReturn = z.infer<typeof feeReturnSchema>;

export const feeReviewSchema = z.strictObject({
  ...feeOverviewSchema.shape,
  unmatched: z.array(unmatchedFeeSchema).max(500),
  differences: z.array(differingFeeSchema).max(500),
  /** The largest first. */
  outside: z.array(outsideFeeSchema).max(500),
  returns: z.array(feeReturnSchema).max(500),
});
export type FeeReview = z.infer<typeof feeReviewSchema>;

export const feeRequests = {
  'fees.overview': request({
    input: z.strictObject({ stayId: idSchema }),
    output: feeOverviewSchema,
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
  /** The work that a stay's items are: unmatched, different, returned, outside the catalogue. */
  'fees.review': request({
    input: z.strictObject({ stayId: idSchema }),
    output: feeReviewSchema,
    allowed: ['clerk', 'cashier_lead', 'finance'],
    answeredBy: 'service',
  }),
};
