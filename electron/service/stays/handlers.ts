import type { Handlers } from '../context.ts';
import { chosenFile } from '../tables/chosen-file.ts';
import { cancelStay } from './cancel.ts';
import { changeStay } from './change.ts';
import { readFeeItems } from './fee-items.ts';
import { importFees } from './import-fees.ts';
import { openStay } from './open.ts';
import { readStay } from './stay.ts';
import { withdrawFees } from './withdraw-fees.ts';

type StayRequest =
  | 'stays.open'
  | 'stays.change'
  | 'stays.cancel'
  | 'stays.get'
  | 'stays.importFees'
  | 'stays.withdrawFees'
  | 'stays.feeItems';

export const stayHandlers: Pick<Handlers, StayRequest> = {
  'stays.open': (context, { input, actor }) => openStay(context, actor, input),
  'stays.change': (context, { input, actor }) => changeStay(context, actor, input),
  'stays.cancel': (context, { input, actor }) => cancelStay(context, actor, input),
  'stays.get': (context, { input }) => readStay(context, input.stayId),
  'stays.importFees': (context, { input, actor, filePath }) =>
    importFees(context, actor, input.stayId, chosenFile(filePath)),
  'stays.withdrawFees': (context, { input, actor }) => withdrawFees(context, actor, input),
  'stays.feeItems': (context, { input }) => readFeeItems(context, input),
};
