import type { Handlers } from '../context.ts';
import { chosenFile } from '../tables/chosen-file.ts';
import { importFees } from './import-fees.ts';
import { readFeeItems } from './items.ts';
import { withdrawFees } from './withdraw-fees.ts';

type FeeRequest = 'stays.importFees' | 'stays.withdrawFees' | 'stays.feeItems';

export const feeHandlers: Pick<Handlers, FeeRequest> = {
  'stays.importFees': (context, { input, actor, filePath }) =>
    importFees(context, actor, input.stayId, chosenFile(filePath)),
  'stays.withdrawFees': (context, { input, actor }) => withdrawFees(context, actor, input),
  'stays.feeItems': (context, { input }) => readFeeItems(context, input),
};
