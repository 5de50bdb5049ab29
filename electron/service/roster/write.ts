import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import { type Comparison, findKeptNames, findKeptPlacesAndSets } from './compare.ts';
import { inSlices, type Pace, shortly } from './pace.ts';
import { writeNameKeys } from './write-name-keys.ts';

/** How a roster that is being written is recognised, until the service makes it an import. */
export interface Preparation {
  readonly sequence: number;
  readonly firstPersonKey: number;
}

export interface Stamp {
  /** A new uuid v7: those of the new persons have its time and the end of it as a counter (RFC 9562, 6.2). */
  readonly id: string;
  /** ISO. */
  readonly at: string;
}

/** Rows in one transaction: the service waits for one at most. */
const rowsAtOnce = 10_000;
/** Imports of one row come in between at the window; they are older than the roster. */
const ahead = 100_000;

/**
 * Writes what is new in the staged roster, in short transactions and in the order of each table, so that few pages are
 * touched by each. Nobody sees any of it before its row stands in `roster_import` (import.ts).
 */
export function writeRoster(
  database: Database,
  { newPersonCount }: Comparison,
  stamp: Stamp,
  pace: Pace,
): Preparation {
  const preparation = shortly(database, pace, () => begin(database, stamp.at));
  writeWords(database, pace);
  writeNameKeys(database, pace);
  const row = statement<[], { highest: number | null }>(
    database,
    'SELECT max(position) AS highest FROM scratch.staged',
  ).get();
  const highest = row?.highest ?? 0;
  const steps = { highest, total: highest * 3, newPersonCount };
  const key = { first: preparation.firstPersonKey, sequence: preparation.sequence };
  slices(database, pace, steps, 0, insertPersons, { ...key, ...counterOf(stamp.id), at: stamp.at });
  writeNumbers(database, pace, steps, key.first);
  slices(database, pace, steps, 2, insertEntries, key);
  writeAbsences(database, pace, key.sequence);
  return preparation;
}

function begin(database: Database, at: string): Preparation {
  const row = statement<[number, string], Preparation>(
    database,
    `INSERT INTO roster_preparation (sequence, first_person_key, last_person_key, first_name_id, began_at)
     SELECT coalesce((SELECT max(sequence) FROM roster_import), 0) + ?, first, first + staged, name, ?
     FROM (SELECT 1 + coalesce((SELECT max(key) FROM person), 0) AS first,
       (SELECT max(position) FROM scratch.staged) AS staged,
       1 + coalesce((SELECT max(id) FROM roster_name), 0) AS name)
     RETURNING sequence, first_person_key AS firstPersonKey`,
  ).get(ahead, at);
  if (row === undefined) throw new Error('nothing was staged');
  return row;
}

/** Names, places and lists of eligibilities say nothing of anybody; an import that is cancelled leaves them. */
function writeWords(database: Database, pace: Pace): void {
  const last = statement<[], { id: number | null }>(database, 'SELECT max(id) AS id FROM scratch.word_name');
  shortly(database, pace, () => {
    for (const sql of [
      `INSERT OR IGNORE INTO roster_place (region, township, village)
       SELECT region, township, village FROM scratch.word_place WHERE kept_id IS NULL`,
      `INSERT OR IGNORE INTO eligibility_set (eligibilities)
       SELECT eligibilities FROM scratch.word_set WHERE kept_id IS NULL`,
    ]) {
      statement<[]>(database, sql).run();
    }
  });
  inSlices(last.get()?.id ?? 0, rowsAtOnce, (from, to) => {
    shortly(database, pace, () =>
      statement<[number, number]>(
        database,
        `INSERT OR IGNORE INTO roster_name (name)
         SELECT name FROM scratch.word_name WHERE kept_id IS NULL AND id BETWEEN ? AND ?`,
      ).run(from, to),
    );
  });
  findKeptNames(database);
  findKeptPlacesAndSets(database);
}

interface Steps {
  readonly newPersonCount: number;
  readonly total: number;
  readonly highest: number;
}

/** One statement over all positions, slice by slice. */
function slices(
  database: Database,
  pace: Pace,
  { total, highest }: Steps,
  before: number,
  sql: string,
  values: Readonly<Record<string, string | number>>,
): void {
  inSlices(highest, rowsAtOnce, (from, to) => {
    pace.tell({ step: 'writing', done: before * highest + from, total });
    shortly(database, pace, () => statement<object>(database, sql).run({ ...values, from, to }));
  });
}

const insertPersons = `
INSERT INTO person (key, id, created_at)
SELECT @first + staged.position - 1, @prefix || format('%012x', @counter + staged.position), @at
FROM scratch.staged AS staged LEFT JOIN scratch.known USING (position)
WHERE staged.position BETWEEN @from AND @to AND known.position IS NULL`;

const insertEntries = `
INSERT OR IGNORE INTO roster_entry (person_key, import_sequence, line, id_number, name_id, household_number, relation,
  place_id, insurance_state, phone, eligibility_set_id)
SELECT coalesce(known.person_key, @first + staged.position - 1), @sequence, line, id_number, name.kept_id,
  household_number, relation, place.kept_id, insurance_state, phone, given.kept_id
FROM scratch.staged AS staged LEFT JOIN scratch.known USING (position)
CROSS JOIN scratch.word_name AS name ON name.id = staged.name_id
CROSS JOIN scratch.word_place AS place ON place.id = staged.place_id
CROSS JOIN scratch.word_set AS given ON given.id = staged.set_id
WHERE staged.position BETWEEN @from AND @to AND known.differs IS NOT 0`;

/** The last 48 bits of the id count the persons; its other bits are the same for all of them. */
function counterOf(id: string): { readonly prefix: string; readonly counter: number } {
  const half = 2 ** 47;
  return { prefix: id.slice(0, 24), counter: Number.parseInt(id.slice(24), 16) % half };
}

/** In the order of the numbers. One that the window took in meanwhile keeps the person that it has there. */
function writeNumbers(
  database: Database,
  pace: Pace,
  { total, highest, newPersonCount }: Steps,
  first: number,
): void {
  const next = statement<[string, number], { idNumber: string }>(
    database,
    `SELECT id_number AS idNumber FROM scratch.staged WHERE id_number > ? ORDER BY id_number LIMIT 1 OFFSET ?`,
  );
  const insert = statement<object>(
    database,
    `INSERT OR IGNORE INTO person_number (id_number, person_key)
     SELECT id_number, @first + staged.position - 1
     FROM scratch.staged AS staged LEFT JOIN scratch.known USING (position)
     WHERE id_number > @after AND id_number <= @last AND known.position IS NULL ORDER BY id_number`,
  );
  let after = '';
  let left = newPersonCount;
  for (let done = 0; done < highest; done += rowsAtOnce) {
    pace.tell({ step: 'writing', done: highest + done, total });
    const last = next.get(after, rowsAtOnce - 1)?.idNumber ?? '\u{10ffff}';
    left -= shortly(database, pace, () => insert.run({ first, after, last })).changes;
    after = last;
  }
  if (left > 0) statement<[]>(database, findTakenIn).run();
}

/** Whom the window took in since the comparison. */
const findTakenIn = `
INSERT INTO scratch.known (position, person_key, differs)
SELECT staged.position, number.person_key, 1 FROM main.roster_preparation AS preparation
CROSS JOIN main.person_number AS number
  ON number.person_key NOT BETWEEN preparation.first_person_key AND preparation.last_person_key
JOIN scratch.staged AS staged ON staged.id_number = number.id_number
WHERE NOT EXISTS (SELECT 1 FROM scratch.known WHERE known.position = staged.position)`;

function writeAbsences(database: Database, pace: Pace, sequence: number): void {
  const last = statement<[], { key: number | null }>(
    database,
    'SELECT max(person_key) AS key FROM scratch.absent',
  ).get();
  inSlices(last?.key ?? 0, rowsAtOnce, (from, to) => {
    shortly(database, pace, () =>
      statement<[number, number, number]>(
        database,
        `INSERT INTO roster_absence (person_key, import_sequence)
         SELECT person_key, ? FROM scratch.absent WHERE person_key BETWEEN ? AND ?`,
      ).run(sequence, from, to),
    );
  });
}
