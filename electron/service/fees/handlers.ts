import type { Handlers } from '../context.ts';
import { chosenFile } from '../tables/chosen-file.ts';
import { importFees } from './import-fees.ts';
import { readFeeItems } from './items.ts';
import { overviewFees, reviewFees } from './review.ts';
import { withdrawFees } from './withdraw-fees.ts';

type FeeRequest =
  | 'stays.importFees'
  | 'stays.withdrawFees'
  | 'stays.feeItems'
  | 'fees.overview'
  | 'fees.review';

export const feeHandlers: Pick<Handlers, FeeRequest> = {
  'stays.importFees': (context, { input, actor, filePath }) =>
    importFees(context, actor, input.stayId, chosenFile(filePath), input.repeatedLines),
  'stays.withdrawFees': (context, { input, actor }) => withdrawFees(context, actor, input),
  'stays.feeItems': (context, { input }) => readFeeItems(context, input),
  'fees.overview': (context, { input }) => overviewFees(context, input.stayId),
  'fees.review': (context, { input }) => reviewFees(context, input.stayId),
};
