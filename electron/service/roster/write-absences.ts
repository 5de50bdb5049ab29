import type { Database } from 'better-sqlite3';
import { ManyRows } from './many-rows.ts';
import { type Pace, shortly } from './pace.ts';
import type { Preparation } from './preparation.ts';

const rowsAtOnce = 20_000;

/** Whom the roster is silent about, by their keys. */
export function writeAbsences(
  database: Database,
  absent: readonly number[],
  { sequence }: Preparation,
  pace: Pace,
): void {
  const insert = new ManyRows(
    database,
    'main.roster_absence (person_key, import_sequence)',
    `(?, ${sequence})`,
  );
  for (let from = 0; from < absent.length; from += rowsAtOnce) {
    pace.tell({ step: 'writing', done: from, total: absent.length });
    shortly(database, pace, () => insert.insert(absent.slice(from, from + rowsAtOnce)));
  }
}
