import { Temporal } from 'temporal-polyfill';

/** The full hour, 0 to 23, that an instant (ISO 8601, UTC or with offset) falls into in a zone such as `Asia/Shanghai`. */
export function localHourOf(instantIso: string, zone: string): number {
  return Temporal.Instant.from(instantIso).toZonedDateTimeISO(zone).hour;
}

/** Whether an hour lies in a span that may go over midnight: from the first on, before the second. */
export function isWithinHours(hour: number, fromHour: number, untilHour: number): boolean {
  return fromHour < untilHour ? hour >= fromHour && hour < untilHour : hour >= fromHour || hour < untilHour;
}
