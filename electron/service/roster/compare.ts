import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import { inSlices, type Pace } from './pace.ts';

/** What a staged roster says beside what is known: nothing of it is written yet. */
export interface Comparison {
  readonly newPersonCount: number;
  /** Named by the roster before and not by this one. They are listed; nothing of theirs ends. */
  readonly absentPersonCount: number;
}

const rowsAtOnce = 20_000;

/** Fills `scratch.known` and `scratch.absent`. Reads the hospital's file in short steps and writes nothing into it. */
export function compareWithKnown(database: Database, pace: Pace): Comparison {
  // Sorted at once: keeping order while they come costs three times as much.
  statement<[]>(database, 'CREATE UNIQUE INDEX scratch.staged_by_number ON staged(id_number)').run();
  findKeptPlacesAndSets(database);
  const positions = highest(database, 'SELECT max(position) AS highest FROM scratch.staged');
  const persons = highest(database, 'SELECT max(key) AS highest FROM main.person');
  const total = positions + persons;
  inSlices(positions, rowsAtOnce, (from, to) => {
    pace.tell({ step: 'comparing', done: from, total });
    statement<[number, number]>(database, findKnown).run(from, to);
  });
  statement<[]>(database, 'CREATE INDEX scratch.known_by_person ON known(person_key)').run();
  inSlices(persons, rowsAtOnce, (from, to) => {
    pace.tell({ step: 'comparing', done: positions + from, total });
    statement<[number, number]>(database, findAbsent).run(from, to);
  });
  const count = (table: string) => highest(database, `SELECT count(*) AS highest FROM scratch.${table}`);
  return { newPersonCount: count('staged') - count('known'), absentPersonCount: count('absent') };
}

/** The numbers under which new names came to be kept. */
export function findKeptNames(database: Database): void {
  statement<[]>(
    database,
    `UPDATE scratch.word_name AS word SET kept_id = kept.id FROM main.roster_name AS kept
     WHERE kept.name = word.name AND word.kept_id IS NULL`,
  ).run();
}

/** The same for the other words of the file. */
export function findKeptPlacesAndSets(database: Database): void {
  for (const sql of [
    `UPDATE scratch.word_place AS word SET kept_id = kept.id FROM main.roster_place AS kept
     WHERE kept.region = word.region AND kept.township = word.township AND kept.village = word.village
       AND word.kept_id IS NULL`,
    `UPDATE scratch.word_set AS word SET kept_id = kept.id FROM main.eligibility_set AS kept
     WHERE kept.eligibilities = word.eligibilities AND word.kept_id IS NULL`,
  ]) {
    statement<[]>(database, sql).run();
  }
}

/** The newest entry of a person; no import is under way while this is asked. */
const newestOf = (person: string) =>
  `(SELECT max(newest.import_sequence) FROM main.roster_entry AS newest WHERE newest.person_key = ${person})`;

/** A person whom the last roster left out is named again, whatever the entry says; so is one whom the window took in. */
const findKnown = `
INSERT INTO scratch.known (position, person_key, differs)
SELECT staged.position, number.person_key,
  NOT EXISTS (SELECT 1 FROM main.roster_entry AS entry
    JOIN main.roster_import AS import ON import.sequence = entry.import_sequence
    WHERE entry.person_key = number.person_key AND entry.import_sequence = ${newestOf('number.person_key')}
      AND import.source = 'roster' AND entry.id_number = staged.id_number AND entry.name_id = name.kept_id
      AND entry.household_number IS staged.household_number AND entry.relation IS staged.relation
      AND entry.place_id = place.kept_id AND entry.insurance_state = staged.insurance_state
      AND entry.phone IS staged.phone AND entry.eligibility_set_id = given.kept_id)
  OR EXISTS (SELECT 1 FROM main.roster_absence AS absence WHERE absence.person_key = number.person_key
    AND absence.import_sequence > ${newestOf('number.person_key')})
FROM scratch.staged AS staged
CROSS JOIN main.person_number AS number ON number.id_number = staged.id_number
CROSS JOIN scratch.word_name AS name ON name.id = staged.name_id
CROSS JOIN scratch.word_place AS place ON place.id = staged.place_id
CROSS JOIN scratch.word_set AS given ON given.id = staged.set_id
WHERE staged.position BETWEEN ? AND ?`;

const findAbsent = `
INSERT INTO scratch.absent (person_key)
SELECT entry.person_key FROM main.roster_entry AS entry
JOIN main.roster_import AS import ON import.sequence = entry.import_sequence
WHERE entry.person_key BETWEEN ? AND ? AND import.source = 'roster'
  AND entry.import_sequence = ${newestOf('entry.person_key')}
  AND NOT EXISTS (SELECT 1 FROM scratch.known WHERE known.person_key = entry.person_key)
  AND NOT EXISTS (SELECT 1 FROM main.roster_absence AS absence
    WHERE absence.person_key = entry.person_key AND absence.import_sequence > entry.import_sequence)`;

function highest(database: Database, sql: string): number {
  return statement<[], { highest: number | null }>(database, sql).get()?.highest ?? 0;
}
