import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import { loadPinyin } from '../people/name-keys.ts';
import { inSlices, type Pace, shortly } from './pace.ts';
import { completeNameKeys } from './write-name-keys.ts';

interface Unfinished {
  readonly sequence: number;
  readonly firstPersonKey: number;
  readonly firstNameId: number;
}

/** Persons in one transaction: the service waits for one at most. */
const rowsAtOnce = 10_000;

export function isUnfinished(database: Database): boolean {
  return unfinished(database) !== undefined;
}

/**
 * Takes back what an import has written that did not come to its end: it was cancelled, or the power failed. The file
 * says of nobody anything else than before it. In short transactions; nothing to do is no error.
 */
export async function withdrawRoster(database: Database, pace: Pace): Promise<void> {
  const left = unfinished(database);
  if (left === undefined) return;
  await loadPinyin();
  completeNameKeys(database, left.firstNameId, pace);
  const last = statement<[], { key: number | null }>(database, 'SELECT max(key) AS key FROM person').get();
  const total = last?.key ?? 0;
  inSlices(total, rowsAtOnce, (from, to) => {
    pace.tell({ step: 'withdrawing', done: from, total });
    shortly(database, pace, () => {
      for (const sql of takeBack) statement<object>(database, sql).run({ ...left, from, to });
    });
  });
  takeBackNumbers(database, left, pace);
  takeBackPersons(database, left, total, pace);
  shortly(database, pace, () => statement<[]>(database, 'DELETE FROM roster_preparation').run());
}

function unfinished(database: Database): Unfinished | undefined {
  return statement<[], Unfinished>(
    database,
    `SELECT sequence, first_person_key AS firstPersonKey, first_name_id AS firstNameId FROM roster_preparation`,
  ).get();
}

const written = 'WHERE person_key BETWEEN @from AND @to AND import_sequence = @sequence';
const takeBack = [
  `DELETE FROM roster_entry_name WHERE import_sequence = @sequence
     AND (name_id, person_key) IN (SELECT name_id, person_key FROM roster_entry ${written})`,
  `DELETE FROM roster_entry ${written}`,
  `DELETE FROM roster_absence ${written}`,
];

/** In the order of the numbers. Whom the window took in meanwhile has an entry, and stays. */
function takeBackNumbers(database: Database, left: Unfinished, pace: Pace): void {
  const next = statement<[string, number], { idNumber: string }>(
    database,
    'SELECT id_number AS idNumber FROM person_number WHERE id_number > ? ORDER BY id_number LIMIT 1 OFFSET ?',
  );
  for (let after = ''; ;) {
    const last = next.get(after, rowsAtOnce - 1)?.idNumber;
    shortly(database, pace, () =>
      statement<object>(
        database,
        `DELETE FROM person_number WHERE id_number > @after AND id_number <= @last
           AND person_key BETWEEN @first AND (SELECT last_person_key FROM roster_preparation)
           AND NOT EXISTS (SELECT 1 FROM roster_entry AS entry WHERE entry.person_key = person_number.person_key)`,
      ).run({ after, last: last ?? '\u{10ffff}', first: left.firstPersonKey }),
    );
    if (last === undefined) return;
    after = last;
  }
}

function takeBackPersons(database: Database, left: Unfinished, total: number, pace: Pace): void {
  inSlices(total, rowsAtOnce, (from, to) => {
    if (to < left.firstPersonKey) return;
    shortly(database, pace, () =>
      statement<object>(
        database,
        `DELETE FROM person WHERE key BETWEEN max(@from, @first) AND min(@to,
           (SELECT last_person_key FROM roster_preparation))
           AND NOT EXISTS (SELECT 1 FROM roster_entry AS entry WHERE entry.person_key = person.key)`,
      ).run({ from, to, first: left.firstPersonKey }),
    );
  });
}
