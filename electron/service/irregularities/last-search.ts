import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

type Searched = NonNullable<RequestOutput<'irregularities.list'>['searched']>;

/** The last search that came to its end; null before the first. */
export function lastSearch({ database }: ServiceContext): Searched | null {
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
