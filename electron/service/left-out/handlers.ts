import type { leftOutRequests } from '../../../shared/contract/left-out.ts';
import type { Handlers } from '../context.ts';
import { answerCase, listCases } from './cases.ts';
import { readRate } from './rate.ts';
import { leftOutSearch } from './search.ts';

export const leftOutHandlers: Pick<Handlers, keyof typeof leftOutRequests> = {
  'leftOut.list': (context, { input }) => ({
    rate: readRate(context),
    running: leftOutSearch.running(context),
    ...listCases(context, input.state),
  }),
  'leftOut.examine': (context, { actor }) => leftOutSearch.begin(context, actor),
  'leftOut.answer': (context, { input, actor }) => answerCase(context, actor, input),
};
