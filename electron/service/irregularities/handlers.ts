import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { Handlers, HostHandlers, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { recordDeath } from './death.ts';
import { answerFinding, closeFinding, listFindings } from './findings.ts';
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

type Searched = NonNullable<RequestOutput<'irregularities.list'>['searched']>;

function lastSearch({ database }: ServiceContext): Searched | null {
  return (
    statement<[], Searched>(
      database,
      `SELECT day, max(portion.recorded_at) AS finishedAt, sum(examined_count) AS examinedCount
       FROM irregularity_run AS run JOIN irregularity_portion AS portion ON portion.run_id = run.id
       WHERE run.rowid = (SELECT max(ended.rowid) FROM irregularity_run AS ended
         JOIN irregularity_portion AS last ON last.run_id = ended.id AND last.is_last = 1)
       GROUP BY run.id`,
    ).get() ?? null
  );
}
