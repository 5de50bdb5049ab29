import type { Handlers, HostHandlers } from '../context.ts';
import { recordDeath } from '../people/death.ts';
import { answerFinding, closeFinding, listFindings } from './findings.ts';
import { lastSearch } from './last-search.ts';
import { irregularitySearch } from './search.ts';
import { findingsTable } from './table.ts';

type IrregularityRequest = Extract<keyof Handlers, `irregularities.${string}`>;

export const irregularityHandlers: Pick<Handlers, IrregularityRequest> = {
  'irregularities.list': (context, { input }) => ({
    searched: lastSearch(context),
    running: irregularitySearch.running(context),
    ...listFindings(context, input.state),
  }),
  'irregularities.examine': (context, { actor }) => irregularitySearch.begin(context, actor),
  'irregularities.answer': (context, { input, actor }) => answerFinding(context, actor, input),
  'irregularities.close': (context, { input, actor }) => closeFinding(context, actor, input),
  'irregularities.recordDeath': (context, { input, actor }) => recordDeath(context, actor, input),
};

/** What main asks on behalf of a window that saves a table. */
export const irregularityHostHandlers: Pick<HostHandlers, 'host.irregularitiesTable'> = {
  'host.irregularitiesTable': (context, { input, actor }) => findingsTable(context, actor, input),
};
