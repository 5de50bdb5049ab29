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
  const numbered = (number: number): string => prefix + String(number).padStart(4, '0');
  const newest = statement<[string, string, string], { slipNumber: string }>(
    context.database,
    `SELECT slip_number AS slipNumber FROM settlement
     WHERE business_day = ? AND substr(slip_number, 1, length(?)) = ? ORDER BY id DESC LIMIT 1`,
  ).get(businessDay, prefix, prefix);
  const next = numbered(Number(newest?.slipNumber.slice(prefix.length) ?? 0) + 1);
  const taken = statement<[string], { taken: 1 }>(
    context.database,
    'SELECT 1 AS taken FROM settlement WHERE slip_number = ?',
  ).get(next);
  if (taken === undefined) return next;
  // Ids come from the clock. It was set back within the day, and the newest id is not the last number.
  const row = statement<[string, string, string], { count: number }>(
    context.database,
    'SELECT count(*) AS count FROM settlement WHERE business_day = ? AND substr(slip_number, 1, length(?)) = ?',
  ).get(businessDay, prefix, prefix);
  return numbered((row?.count ?? 0) + 1);
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
