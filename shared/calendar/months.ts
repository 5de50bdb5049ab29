import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from './local-date.ts';

/** So many months later; the 31st of a month that has no 31st is its last day. */
export function monthsLater(day: LocalDate, months: number): LocalDate {
  return Temporal.PlainDate.from(day).add({ months }).toString() as LocalDate;
}
