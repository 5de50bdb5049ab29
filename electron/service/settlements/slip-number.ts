import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Hospital } from '../hospital/settings.ts';

/**
 * 20200310-0007: the seventh of its business day. Facts never go, so a file never gives a number twice. A copy that was
 * put in place does not know what was given out after it was made, and patients hold those papers: up to the day of the
 * restoration it counts on its own, under the time of day of the restoration: 20200310-143207-0001. Twenty
 * characters up to the 9999th of them.
 */
export function nextSlipNumber(context: ServiceContext, hospital: Hospital, businessDay: LocalDate): string {
  const prefix = numberPrefix(context, hospital, businessDay);
  return prefix + String(lastNumber(context, prefix, fewestDigits) + 1).padStart(fewestDigits, '0');
}

const fewestDigits = 4;

/** The highest number under the prefix with so many digits or more; 0 where there is none. One look at an index. */
function lastNumber(context: ServiceContext, prefix: string, digits: number): number {
  // Digits come before the colon. Numbers of a restoration are longer by its time of day.
  const last = statement<[string, string, number], { slipNumber: string }>(
    context.database,
    `SELECT slip_number AS slipNumber FROM settlement
     WHERE slip_number > ? AND slip_number < ? AND length(slip_number) = ? ORDER BY slip_number DESC LIMIT 1`,
  ).get(prefix, `${prefix}:`, prefix.length + digits);
  const number = Number(last?.slipNumber.slice(prefix.length) ?? 0);
  // As text, 10000 stands before 9999.
  return number + 1 < 10 ** digits ? number : Math.max(number, lastNumber(context, prefix, digits + 1));
}

/** What the numbers of a business day begin with: 20200310-, or with the time of a restoration of that day behind it. */
export function numberPrefix(
  context: ServiceContext,
  { zone }: Pick<Hospital, 'zone'>,
  businessDay: LocalDate,
): string {
  const day = `${businessDay.replaceAll('-', '')}-`;
  // No zone is a whole day away from UTC.
  const local = statement<[string], { restoredAt: string }>(
    context.database,
    `SELECT restored_at AS restoredAt FROM restoration WHERE restored_at >= date(?, '-1 day')
     ORDER BY rowid DESC LIMIT 100`,
  )
    .all(businessDay)
    .map(({ restoredAt }) => Temporal.Instant.from(restoredAt).toZonedDateTimeISO(zone))
    .find((restored) => restored.toPlainDate().toString() >= businessDay);
  if (local === undefined) return day;
  return `${day}${local.toPlainTime().toString({ smallestUnit: 'second' }).replaceAll(':', '')}-`;
}
