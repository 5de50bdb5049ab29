import type { handoverRequests } from '../../../shared/contract/handover.ts';
import type { Handlers } from '../context.ts';
import { giveWindow, handoverOutlook } from './give.ts';

export const handoverHandlers: Pick<Handlers, keyof typeof handoverRequests> = {
  'handover.outlook': (context, { actor }) => handoverOutlook(context, actor),
  'handover.give': (context, { input, actor }) => giveWindow(context, actor, input),
};
