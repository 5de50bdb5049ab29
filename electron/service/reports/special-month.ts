import { localDate, type LocalDate } from '../../../shared/calendar/local-date.ts';
import { monthsLater } from '../../../shared/calendar/months.ts';
import type { SpanOfDays } from '../../../shared/contract/reports.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import type { ServiceContext } from '../context.ts';
import { readHospital } from '../hospital/settings.ts';
import { lastDayOf, policyOn } from './targets.ts';

/** Who asks for the monthly table, and by which day of the month. */
export interface SpecialMonth {
  readonly span: SpanOfDays;
  readonly dueOn: LocalDate | null;
  readonly sentTo: string | null;
  readonly source: string | null;
  readonly policy: Policy | undefined;
}

const asksForIt = '专项救治';

/**
 * The table of a month holds what was settled from the day it was due last month up to, and not with, the day it is due this
 * month: the data of the month (当月数据) can be sent by that day, and no settlement falls between two tables. That is our
 * reading of 锦卫发〔2019〕61号 三（四）. Where no policy names a day, it is the calendar month. What is in force
 * on its last day counts.
 */
export function specialMonth(context: ServiceContext, month: string): SpecialMonth {
  const first = localDate(Number(month.slice(0, 4)), Number(month.slice(5)), 1);
  if (first === undefined) throw new RangeError('month');
  const last = lastDayOf({ from: first, until: monthsLater(first, 1) });
  const policy = policyOn(context, readHospital(context, last).region, last);
  const rule = policy?.text.reports?.find(({ title }) => title.includes(asksForIt));
  if (policy === undefined || rule === undefined) {
    return {
      span: { from: first, until: monthsLater(first, 1) },
      dueOn: null,
      sentTo: null,
      source: null,
      policy,
    };
  }
  const dueOn = dayOfMonth(first, rule.by_day);
  const from = dayOfMonth(monthsLater(first, -1), rule.by_day);
  const source = `${policy.document} ${rule.clause}`;
  return { span: { from, until: dueOn }, dueOn, sentTo: rule.to, source, policy };
}

/** A day that the month does not have is its last. */
function dayOfMonth(first: LocalDate, day: number): LocalDate {
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
  for (let tried = Math.max(1, day); tried > 28; tried -= 1) {
    const found = localDate(year, month, tried);
    if (found !== undefined) return found;
  }
  return localDate(year, month, Math.min(Math.max(1, day), 28)) ?? first;
}
