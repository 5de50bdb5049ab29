import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

export interface Snapshot {
  readonly sequence: number;
  readonly importId: string;
  readonly fromDay: LocalDate;
}

/** The snapshot that counts on a day: the newest of those that began by then. */
export function snapshotOf({ database }: ServiceContext, day: LocalDate): Snapshot | undefined {
  return statement<[string], Snapshot>(
    database,
    `SELECT sequence, id AS importId, from_day AS fromDay FROM catalogue_import
     WHERE from_day <= ? ORDER BY from_day DESC, sequence DESC LIMIT 1`,
  ).get(day);
}

/** SQL condition: an item of that name is valid on the day of that parameter. */
export function isInForce(name: string, day: string): string {
  return `${name}.begins_on <= ${day} AND coalesce(${name}.ends_on, ${day}) >= ${day}`;
}
