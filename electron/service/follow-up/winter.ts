import { type LocalDate, localDate, yearOf } from '../../../shared/calendar/local-date.ts';

const [firstMonth, lastMonth] = [11, 2];

/**
 * The first day of the winter that a day lies in: November to February (健康扶贫冬季暖心服务, 随县卫发〔2020〕1号 八; the months are
 * ours). Undefined in the other months.
 */
export function winterOf(day: LocalDate): LocalDate | undefined {
  const month = Number(day.slice(5, 7));
  if (month > lastMonth && month < firstMonth) return undefined;
  return localDate(month <= lastMonth ? yearOf(day) - 1 : yearOf(day), firstMonth, 1);
}
