import type { Handlers, HostHandlers } from '../context.ts';
import { listFollowUps } from './due.ts';
import { followUpTable } from './list-table.ts';
import { recordCall } from './record.ts';

type FollowUpRequest = Extract<keyof Handlers, `followUp.${string}`>;

export const followUpHandlers: Pick<Handlers, FollowUpRequest> = {
  'followUp.list': (context, { input }) => listFollowUps(context, input),
  'followUp.record': (context, { input, actor }) => recordCall(context, actor, input),
};

/** What main asks on behalf of a window that saves the list. */
export const followUpHostHandlers: Pick<HostHandlers, 'host.followUpTable'> = {
  'host.followUpTable': (context, { input, actor }) => followUpTable(context, actor, input),
};
