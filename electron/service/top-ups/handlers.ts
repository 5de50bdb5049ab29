import type { Handlers } from '../context.ts';
import { listTopUps } from './read.ts';
import { settleTopUp } from './settle.ts';
import { withdrawTopUp } from './withdraw.ts';

type TopUpRequest = Extract<keyof Handlers, `topUps.${string}`>;

export const topUpHandlers: Pick<Handlers, TopUpRequest> = {
  'topUps.list': (context) => listTopUps(context),
  'topUps.settle': (context, { input, actor }) => settleTopUp(context, actor, input),
  'topUps.withdraw': (context, { input, actor }) => withdrawTopUp(context, actor, input),
};
