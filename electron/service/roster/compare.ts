import type { Database, Statement } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import type { Cell } from './many-rows.ts';
import { inSlices, type Pace } from './pace.ts';
import type { Preparation } from './preparation.ts';

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

/** The entry of a person that counts beside the roster that is being written under `sequence`. */
const newestOf = (person: string, sequence: number) =>
  `(SELECT max(newest.import_sequence) FROM main.roster_entry AS newest
    WHERE newest.person_key = ${person} AND newest.import_sequence < ${sequence})`;

const isSilentAfter = (entry: string, sequence: number) =>
  `EXISTS (SELECT 1 FROM main.roster_absence AS absence WHERE absence.person_key = ${entry}.person_key
     AND absence.import_sequence > ${entry}.import_sequence AND absence.import_sequence < ${sequence})`;

/** A person whom the last roster left out is named again, whatever the entry says; so is one whom the window took in. */
const findKnown = (sequence: number) => `
SELECT number.person_key AS personKey,
  entry.name_id IS NOT ? OR entry.household_number IS NOT ? OR entry.relation IS NOT ? OR entry.place_id IS NOT ?
  OR entry.insurance_state IS NOT ? OR entry.phone IS NOT ? OR entry.eligibility_set_id IS NOT ?
  OR entry.id_number IS NOT number.id_number OR import.source IS NOT 'roster'
  OR ${isSilentAfter('entry', sequence)} AS differs
FROM main.person_number AS number
LEFT JOIN main.roster_entry AS entry ON entry.person_key = number.person_key
  AND entry.import_sequence = ${newestOf('number.person_key', sequence)}
LEFT JOIN main.roster_import AS import ON import.sequence = entry.import_sequence
WHERE number.id_number = ?`;

const findNamedBefore = (sequence: number) => `
SELECT entry.person_key FROM main.roster_entry AS entry
JOIN main.roster_import AS import ON import.sequence = entry.import_sequence
WHERE entry.person_key BETWEEN ? AND ? AND import.source = 'roster'
  AND entry.import_sequence = ${newestOf('entry.person_key', sequence)} AND NOT ${isSilentAfter('entry', sequence)}`;

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

  constructor(database: Database, { sequence }: Preparation) {
    const last = statement<[], { key: number }>(
      database,
      'SELECT coalesce(max(key), 0) AS key FROM person',
    ).get();
    this.#named = new Uint8Array((last?.key ?? 0) + 1);
    this.#find = database.prepare(findKnown(sequence));
    this.#namedBefore = database.prepare<[number, number], number>(findNamedBefore(sequence)).pluck();
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
