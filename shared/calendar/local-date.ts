import { Temporal } from 'temporal-polyfill';

/** A day in the hospital's own zone, `YYYY-MM-DD`, always a real date. Days compare as text. */
export type LocalDate = string & { readonly __localDate: unique symbol };

const forms = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
];

/** Reads 2020-03-10, 2020/3/10, 20200310 or 2020年3月10日; undefined unless it is a real day from 1800 to 2299. */
export function parseLocalDate(text: string): LocalDate | undefined {
  for (const form of forms) {
    const match = form.exec(text);
    if (match) return localDate(Number(match[1]), Number(match[2]), Number(match[3]));
  }
  return undefined;
}

/** That day, or undefined unless it is a real one from 1800 to 2299. */
export function localDate(year: number, month: number, day: number): LocalDate | undefined {
  if (year < 1800 || year > 2299 || month < 1 || month > 12 || day < 1) return undefined;
  if (day > 28 && day > daysInMonth(year, month)) return undefined;
  const text = `${(year * 100 + month) * 100 + day}`;
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` as LocalDate;
}

/** A roster holds a million days, and five centuries six thousand months: each is looked at once. */
const monthLengths = new Map<number, number>();

function daysInMonth(year: number, month: number): number {
  const known = monthLengths.get(year * 100 + month);
  if (known !== undefined) return known;
  const days = Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
  monthLengths.set(year * 100 + month, days);
  return days;
}

/** The last answer: who asks for today asks again within the minute, and no day begins within one. */
let last = { minute: '', zone: '', day: '' as LocalDate };

/** The day an instant (ISO 8601, UTC or with offset) falls on in a zone such as `Asia/Shanghai`. */
export function localDateOf(instantIso: string, zone: string): LocalDate {
  const minute = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?=:\d\d(\.\d+)?Z$)/.exec(instantIso)?.[0];
  if (minute === undefined) return dayOf(instantIso, zone);
  if (minute !== last.minute || zone !== last.zone) last = { minute, zone, day: dayOf(instantIso, zone) };
  return last.day;
}

function dayOf(instantIso: string, zone: string): LocalDate {
  return Temporal.Instant.from(instantIso).toZonedDateTimeISO(zone).toPlainDate().toString() as LocalDate;
}

/** The instant (UTC, ISO 8601, milliseconds) at which a day begins in a zone, or the day so many days after it. */
export function startOfDay(day: LocalDate, zone: string, daysLater = 0): string {
  const { epochMilliseconds } = Temporal.PlainDate.from(day).add({ days: daysLater }).toZonedDateTime(zone);
  return new Date(epochMilliseconds).toISOString();
}

/** So many days later; earlier where they are below nothing. */
export function daysLater(day: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(day).add({ days }).toString() as LocalDate;
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

/** Completed years from one day to another: somebody's age on a day. */
export function yearsBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'year' }).years;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}
