import { daysBetween, type LocalDate } from '../../../shared/calendar/local-date.ts';
import { monthsLater } from '../../../shared/calendar/months.ts';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { ServiceContext } from '../context.ts';
import { today } from '../hospital/settings.ts';
import { newestTable, sendingOf } from './made.ts';
import { monthOf } from './period.ts';
import { specialMonth } from './special-month.ts';

/** So many days before the day it is said. */
const daysAhead = 10;

/** The oldest of last month's and this month's tables that is asked for and did not go out. */
export function dueTable(context: ServiceContext): RequestOutput<'reports.due'> {
  const day = today(context);
  const first = `${monthOf(day)}-01` as LocalDate;
  for (const month of [monthOf(monthsLater(first, -1)), monthOf(first)]) {
    const due = dueOfMonth(context, month, day);
    if (due !== null) return due;
  }
  return null;
}

function dueOfMonth(context: ServiceContext, month: string, day: LocalDate): RequestOutput<'reports.due'> {
  const { dueOn, sentTo } = specialMonth(context, month);
  if (dueOn === null || daysBetween(day, dueOn) > daysAhead) return null;
  const made = newestTable(context, month);
  if (made !== null && sendingOf(context, made.reportId) !== null) return null;
  const isLate = day > dueOn;
  const state = made === null ? '还没有办理上报包' : '已办理上报包，还没有登记上报';
  const when = isLate ? `应于 ${dueOn} 前报${sentTo ?? ''}，已过期` : `请于 ${dueOn} 前报${sentTo ?? ''}`;
  return { month, dueOn, isLate, sentence: `${month} 专项救治月报${state}，${when}。` };
}
