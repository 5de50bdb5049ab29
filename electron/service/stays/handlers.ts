import type { Handlers } from '../context.ts';
import { cancelStay } from './cancel.ts';
import { changeStay } from './change.ts';
import { openStay } from './open.ts';
import { readStay } from './stay.ts';

type StayRequest = 'stays.open' | 'stays.change' | 'stays.cancel' | 'stays.get';

export const stayHandlers: Pick<Handlers, StayRequest> = {
  'stays.open': (context, { input, actor }) => openStay(context, actor, input),
  'stays.change': (context, { input, actor }) => changeStay(context, actor, input),
  'stays.cancel': (context, { input, actor }) => cancelStay(context, actor, input),
  'stays.get': (context, { input }) => readStay(context, input.stayId),
};
