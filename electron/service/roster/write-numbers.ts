import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import type { Change } from './amend.ts';
import { type Cell, ManyRows } from './many-rows.ts';
import { type Pace, shortly } from './pace.ts';
import type { Records } from './records.ts';
import { idNumberOf } from './seen-numbers.ts';
import { remembered } from './write.ts';

const rowsAtOnce = 20_000;

/**
 * The numbers of the new persons, in their order, so that few pages are touched by each transaction. One that the window
 * took in meanwhile keeps the person that it has there: those positions are returned, to be amended.
 */
export function writeNumbers(
  database: Database,
  positions: Records,
  pace: Pace,
): ReadonlyMap<number, Change> {
  const places = inOrder(positions);
  const insert = new ManyRows(database, 'main.person_number (id_number, person_key)', '(?, ?)');
  const takenIn = new Map<number, Change>();
  for (let from = 0; from < places.length; from += rowsAtOnce) {
    pace.tell({ step: 'writing', done: from, total: places.length });
    const some = places.subarray(from, from + rowsAtOnce);
    const cells: Cell[] = [];
    for (const place of some)
      cells.push(numberAt(positions, place), positions.get(place, remembered.personKey));
    if (shortly(database, pace, () => insert.insert(cells)) === some.length) continue;
    for (const place of some) {
      const personKey = personOf(database, numberAt(positions, place));
      if (personKey !== positions.get(place, remembered.personKey)) takenIn.set(place + 1, { personKey });
    }
  }
  return takenIn;
}

/** Two million positions fit. */
const positionsAtMost = 2 ** 21;

/**
 * The places of new persons by their number. Numbers are sorted ten times as fast as what is compared by a function, and
 * an ID number and its place are too much for one: first by nine digits, then those alike by the others.
 */
function inOrder(positions: Records): Float64Array {
  const sorted = new Float64Array(positions.length);
  let count = 0;
  for (let place = 0; place < positions.length; place += 1) {
    const areaAndYear = positions.get(place, remembered.areaAndYear);
    if (areaAndYear > 0) sorted[count++] = areaAndYear * positionsAtMost + place;
  }
  const places = sorted.subarray(0, count).sort();
  for (let from = 0, to = 1; from < count; from = to, to += 1) {
    const areaAndYear = Math.floor((places[from] ?? 0) / positionsAtMost);
    while (to < count && Math.floor((places[to] ?? 0) / positionsAtMost) === areaAndYear) to += 1;
    const alike = places.subarray(from, to);
    for (const [index, number] of alike.entries()) {
      const place = number % positionsAtMost;
      alike[index] = positions.get(place, remembered.rest) * positionsAtMost + place;
    }
    alike.sort();
    for (const [index, number] of alike.entries()) alike[index] = number % positionsAtMost;
  }
  return places;
}

function numberAt(positions: Records, place: number): string {
  const areaAndYear = positions.get(place, remembered.areaAndYear);
  return idNumberOf({ areaAndYear, rest: positions.get(place, remembered.rest) });
}

function personOf(database: Database, idNumber: string): number {
  const sql = 'SELECT person_key AS personKey FROM person_number WHERE id_number = ?';
  const row = statement<[string], { personKey: number }>(database, sql).get(idNumber);
  if (row === undefined) throw new Error('a number that was there is gone');
  return row.personKey;
}
