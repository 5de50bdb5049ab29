import { localDate, type LocalDate } from '../../../shared/calendar/local-date.ts';
import { monthsLater } from '../../../shared/calendar/months.ts';
import type { ReportPeriod, SpanOfDays } from '../../../shared/contract/reports.ts';

const lengths = { month: 1, quarter: 3, year: 12 } as const;

/** The business days of a month, quarter or year: from its first, up to and not with the first of the next. */
export function spanOf({ kind, year, number }: ReportPeriod): SpanOfDays {
  const from = localDate(year, (number - 1) * lengths[kind] + 1, 1);
  if (from === undefined) throw new RangeError('period');
  return { from, until: monthsLater(from, lengths[kind]) };
}

/** 2020年3月, 2020年第1季度, 2020年. */
export function periodTitle({ kind, year, number }: ReportPeriod): string {
  if (kind === 'year') return `${year}年`;
  return kind === 'month' ? `${year}年${number}月` : `${year}年第${number}季度`;
}

/** 2020-03 of a day in it; spans of whole months are those from the first up to, and not with, the second. */
export function monthOf(day: LocalDate): string {
  return day.slice(0, 7);
}

/** 2020-02 of 2020-03. */
export function monthBefore(month: string): string {
  return monthOf(monthsLater(`${month}-01` as LocalDate, -1));
}
