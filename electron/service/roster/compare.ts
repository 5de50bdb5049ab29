import type { Database, Statement } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import type { Cell } from './many-rows.ts';
import { inSlices, type Pace } from './pace.ts';

/** A row of the roster as it would be kept: what `entryColumns` names, from the name on. */
export type EntryCells = readonly [
  nameId: number,
  householdNumber: string | null,
  relation: string | null,
  placeId: number,
  insuranceState: string,
  phone: string | null,
  eligibilitySetId: number,
];

/** The entry of a person that counts beside the roster that is being read. */
const newestOf = (person: string) =>
  `(SELECT max(newest.import_sequence) FROM main.roster_entry AS newest
    JOIN main.roster_import ON sequence = newest.import_sequence WHERE newest.person_key = ${person})`;

/** A person whom the last roster left out is named again, whatever the entry says; so is one whom the window took in. */
const findKnown = `
SELECT number.person_key AS personKey,
  NOT EXISTS (SELECT 1 FROM main.roster_entry AS entry
    JOIN main.roster_import AS import ON import.sequence = entry.import_sequence
    WHERE entry.person_key = number.person_key AND entry.import_sequence = ${newestOf('number.person_key')}
      AND import.source = 'roster' AND entry.id_number = number.id_number AND entry.name_id = ?
      AND entry.household_number IS ? AND entry.relation IS ? AND entry.place_id = ? AND entry.insurance_state = ?
      AND entry.phone IS ? AND entry.eligibility_set_id = ?)
  OR EXISTS (SELECT 1 FROM main.roster_absence AS absence
    JOIN main.roster_import ON sequence = absence.import_sequence
    WHERE absence.person_key = number.person_key
      AND absence.import_sequence > ${newestOf('number.person_key')}) AS differs
FROM main.person_number AS number WHERE number.id_number = ?`;

const findNamedBefore = `
SELECT entry.person_key FROM main.roster_entry AS entry
JOIN main.roster_import AS import ON import.sequence = entry.import_sequence
WHERE entry.person_key BETWEEN ? AND ? AND import.source = 'roster'
  AND entry.import_sequence = ${newestOf('entry.person_key')}
  AND NOT EXISTS (SELECT 1 FROM main.roster_absence AS absence
    JOIN main.roster_import ON sequence = absence.import_sequence
    WHERE absence.person_key = entry.person_key AND absence.import_sequence > entry.import_sequence)`;

const personsAtOnce = 20_000;

export interface Known {
  readonly personKey: number;
  /** 1 where the roster says something new of the person. */
  readonly differs: 0 | 1;
}

/** What a roster says beside what is known. Reads the hospital's file, and writes nothing. */
export class Comparison {
  readonly #find: Statement<Cell[], Known>;
  readonly #namedBefore: Statement<[number, number], number>;
  /** For each person that was there before how many rows name it; a person may have two numbers. */
  readonly #named: Uint8Array;

  constructor(database: Database) {
    const last = statement<[], { key: number }>(
      database,
      'SELECT coalesce(max(key), 0) AS key FROM person',
    ).get();
    this.#named = new Uint8Array((last?.key ?? 0) + 1);
    this.#find = database.prepare(findKnown);
    this.#namedBefore = database.prepare<[number, number], number>(findNamedBefore).pluck();
  }

  /** Whom a number means; undefined for a new person. `cells` is asked for where anybody can be known. */
  find(idNumber: string, cells: () => EntryCells): Known | undefined {
    return this.#named.length === 1 ? undefined : this.#find.get(...cells(), idNumber);
  }

  /** The roster names a person, or after all does not. */
  count(personKey: number, by: 1 | -1): void {
    this.#named[personKey] = (this.#named[personKey] ?? 0) + by;
  }

  /** Whom the roster before named and this one does not. They are listed; nothing of theirs ends. */
  absent(pace: Pace): readonly number[] {
    const total = this.#named.length - 1;
    const absent: number[] = [];
    pace.tell({ step: 'comparing', done: 0, total });
    inSlices(total, personsAtOnce, (from, to) => {
      pace.tell({ step: 'comparing', done: from, total });
      for (const key of this.#namedBefore.all(from, to)) if (this.#named[key] === 0) absent.push(key);
    });
    return absent;
  }
}
