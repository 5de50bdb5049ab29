import type { Handlers } from '../context.ts';
import { listWork } from './lines.ts';
import { makeWorkList } from './make-list.ts';
import { tickLines } from './tick.ts';

type RosterWorkRequest = Extract<keyof Handlers, `rosterWork.${string}`>;

export const rosterWorkHandlers: Pick<Handlers, RosterWorkRequest> = {
  'rosterWork.list': (context, { input }) => listWork(context, input),
  'rosterWork.make': (context, { input }) => makeWorkList(context, input.importId),
  'rosterWork.tick': (context, { input, actor }) => tickLines(context, actor, input),
};
