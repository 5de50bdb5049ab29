import type { Database } from 'better-sqlite3';
import { type Cell, ManyRows } from './many-rows.ts';
import { type Pace, shortly } from './pace.ts';
import type { Preparation } from './preparation.ts';
import type { Records } from './records.ts';
import { remembered } from './write.ts';

const rowsAtOnce = 20_000;
/** Two million positions fit. */
const positionsAtMost = 2 ** 21;

/** By which names the roster entered whom, in the order of the names, so that few pages are touched by each transaction. */
export function writeEntryNames(
  database: Database,
  positions: Records,
  { sequence }: Preparation,
  pace: Pace,
): void {
  const sorted = byName(positions);
  const into = 'main.roster_entry_name (name_id, person_key, import_sequence)';
  const insert = new ManyRows(database, into, `(?, ?, ${sequence})`);
  for (let from = 0; from < sorted.length; from += rowsAtOnce) {
    pace.tell({ step: 'writing', done: from, total: sorted.length });
    const cells: Cell[] = [];
    for (const number of sorted.subarray(from, from + rowsAtOnce)) {
      const place = number % positionsAtMost;
      cells.push((number - place) / positionsAtMost, positions.get(place, remembered.personKey));
    }
    shortly(database, pace, () => insert.insert(cells));
  }
}

/** Name and place in one number each: numbers are sorted ten times as fast as anything that is compared by a function. */
function byName(positions: Records): Float64Array {
  const numbers = new Float64Array(positions.length);
  let count = 0;
  for (let place = 0; place < positions.length; place += 1) {
    const nameId = positions.get(place, remembered.writtenNameId);
    if (nameId > 0) numbers[count++] = nameId * positionsAtMost + place;
  }
  return numbers.subarray(0, count).sort();
}
