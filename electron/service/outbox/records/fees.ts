import { z } from 'zod';
import { costClassSchema } from '../../../../shared/contract/stays.ts';
import { fenSchema, idSchema, localDateSchema } from '../../../../shared/contract/values.ts';
import { stayHead } from './head.ts';

const uploadedItemSchema = z.strictObject({
  /** The line of the fee list's file. */
  line: z.int().min(1),
  code: z.string(),
  name: z.string(),
  costClass: costClassSchema,
  catalogueClass: z.enum(['A', 'B', 'C']),
  /** Exact decimals. */
  price: z.string(),
  quantity: z.string(),
  amountFen: fenSchema,
  ownExpenseFen: fenSchema,
  overLimitFen: fenSchema,
  preSelfPayFen: fenSchema,
  inScopeFen: fenSchema,
  chargedOn: localDateSchema,
});
export type UploadedItem = z.infer<typeof uploadedItemSchema>;

/** 住院费用明细上传: as many items of a fee list as one message holds. */
export const feesUploadSchema = z.strictObject({
  kind: z.literal('fees'),
  ...stayHead,
  feeListId: idSchema,
  department: z.string(),
  items: z.array(uploadedItemSchema).min(1),
});

/** 住院费用明细撤销: the items of one of those messages. */
export const feesWithdrawalUploadSchema = z.strictObject({
  kind: z.literal('fees_withdrawal'),
  ...stayHead,
  feeListId: idSchema,
  lines: z.array(z.int().min(1)).min(1),
});
