import { yearOf } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { today } from '../hospital/settings.ts';
import { isLive } from '../settlements/live.ts';

export interface HereNow {
  /** Stays that are neither cancelled nor settled to their end. */
  readonly openStayCount: number;
  /** Live settlements of this year, final and interim. */
  readonly settlementCount: number;
}

/** SQL condition: the stay called `stay` is neither cancelled nor settled to its end. */
export const isOpenStay = `NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id)
  AND NOT EXISTS (SELECT 1 FROM settlement AS ending WHERE ending.stay_id = stay.id AND ending.kind = 'final'
    AND ${isLive('ending')})`;

/** Whether, and how much, a person has to do with this hospital this year. */
export function hereNow(context: ServiceContext, personId: string): HereNow {
  const row = statement<object, HereNow>(
    context.database,
    `SELECT (SELECT count(*) FROM stay WHERE stay.person_id = @personId AND ${isOpenStay}) AS openStayCount,
       (SELECT count(*) FROM settlement AS original WHERE person_id = @personId AND year = @year
         AND ${isLive('original')}) AS settlementCount`,
  ).get({ personId, year: yearOf(today(context)) });
  if (row === undefined) throw new Error('an aggregate gave no row');
  return row;
}
