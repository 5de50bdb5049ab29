import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/** Half-open: from the first day up to and without the second. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** Which facts of the file count: up to these places in the order of writing, whatever a clock said. */
export interface KnownThen extends DaySpan {
  /** The newest settlement's place in its table; of invoices and stays likewise. */
  readonly upTo: number;
  readonly invoicedUpTo: number;
  readonly admittedUpTo: number;
  /** The newest of the centre's numbers. */
  readonly learntUpTo: number;
  /** Of runs that kept no such places: what was learnt by then. */
  readonly asOf: string | null;
}

/** SQL condition: the settlement `s` is of the span, and was known then. */
export const hereInSpan = 's.business_day >= @from AND s.business_day < @to AND s.rowid <= @upTo';
/** SQL condition: the centre's number `given` was known then. */
export const learntThen = 'given.place <= @learntUpTo AND (@asOf IS NULL OR given.learnt_at <= @asOf)';
/** SQL condition: the row `invoice` was written then. */
export const invoicedThen =
  'invoice.rowid <= @invoicedUpTo AND (@asOf IS NULL OR invoice.recorded_at <= @asOf)';

/** Everything that stands in the file now. */
export function knownNow({ database }: ServiceContext, { from, to }: DaySpan): KnownThen {
  const places = statement<[], Omit<KnownThen, keyof DaySpan | 'asOf'>>(
    database,
    `SELECT (SELECT coalesce(max(rowid), 0) FROM settlement) AS upTo,
       (SELECT coalesce(max(rowid), 0) FROM invoice) AS invoicedUpTo,
       (SELECT coalesce(max(rowid), 0) FROM stay) AS admittedUpTo,
       (SELECT coalesce(max(place), 0) FROM platform_identifier) AS learntUpTo`,
  ).get();
  if (places === undefined) throw new Error('a row of places');
  return { from, to, ...places, asOf: null };
}

/** Any place of a table. */
const everyPlace = Number.MAX_SAFE_INTEGER;

/** SQL: what a stored run knew, under the names of `KnownThen`; its row is named `run`. */
export const knownOfRun = `run.from_day AS "from", run.to_day AS "to",
  coalesce((SELECT rowid FROM settlement WHERE id = run.up_to_settlement_id), 0) AS upTo,
  CASE WHEN run.learnt_up_to IS NULL THEN ${everyPlace}
    ELSE coalesce((SELECT rowid FROM invoice WHERE id = run.up_to_invoice_id), 0) END AS invoicedUpTo,
  CASE WHEN run.learnt_up_to IS NULL THEN ${everyPlace}
    ELSE coalesce((SELECT rowid FROM stay WHERE id = run.up_to_stay_id), 0) END AS admittedUpTo,
  coalesce(run.learnt_up_to, 0) AS learntUpTo, CASE WHEN run.learnt_up_to IS NULL THEN run.as_of END AS asOf`;

/** The columns of a run that say what it knew: ids, since places may be counted anew when a file is packed. */
export function knownColumns({ database }: ServiceContext, known: KnownThen): Record<string, unknown> {
  const idAt = (table: 'settlement' | 'invoice' | 'stay', place: number): string | null =>
    statement<[number], { id: string }>(database, `SELECT id FROM ${table} WHERE rowid = ?`).get(place)?.id ??
    null;
  return {
    up_to_settlement_id: idAt('settlement', known.upTo),
    up_to_invoice_id: idAt('invoice', known.invoicedUpTo),
    up_to_stay_id: idAt('stay', known.admittedUpTo),
    learnt_up_to: known.learntUpTo,
  };
}
