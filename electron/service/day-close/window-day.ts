import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { localDateOf } from '../../../shared/calendar/local-date.ts';
import type { WindowDay } from '../../../shared/contract/day-close.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readDayClose } from './read.ts';
import { openShifts } from './shift.ts';

/** More clerks do not close at one window in one day. */
const mostCloses = 100;

/** A business day at this window; null where nobody closed it. */
export function windowDay(context: ServiceContext, businessDay: LocalDate): WindowDay | null {
  const { windowId } = readHospital(context, businessDay);
  const [first] = closesOf(context, businessDay, windowId);
  return first === undefined ? null : windowDayOf(context, first).content;
}

/** The day and the window of a close, with all that was closed there. Refuses `day_close_unknown`. */
export function windowDayOf(
  context: ServiceContext,
  dayCloseId: string,
): { readonly windowId: string; readonly content: WindowDay } {
  const row = statement<[string], { businessDay: LocalDate; windowId: string }>(
    context.database,
    'SELECT business_day AS businessDay, window AS windowId FROM day_close WHERE id = ?',
  ).get(dayCloseId);
  if (row === undefined) throw new Refusal('day_close_unknown', '没有这张日结单，请刷新后重试。');
  const { businessDay, windowId } = row;
  const { zone } = readHospital(context, today(context));
  const openClerks = openShifts(context)
    .filter(({ firstAt }) => localDateOf(firstAt, zone) <= businessDay)
    .map(({ clerkName }) => clerkName);
  const closes = closesOf(context, businessDay, windowId).map((id) => readDayClose(context, id));
  return { windowId, content: { businessDay, closes, openClerks } };
}

function closesOf(context: ServiceContext, businessDay: LocalDate, windowId: string): string[] {
  return statement<[string, string, number], { id: string }>(
    context.database,
    'SELECT id FROM day_close WHERE business_day = ? AND window = ? ORDER BY rowid LIMIT 0 + ?',
  )
    .all(businessDay, windowId, mostCloses)
    .map(({ id }) => id);
}
