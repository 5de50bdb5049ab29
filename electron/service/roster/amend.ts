import type { Database } from 'better-sqlite3';
import type { RosterProgress } from '../../../shared/contract/people.ts';
import { statement } from '../database/statement.ts';
import type { Comparison, EntryCells } from './compare.ts';
import { ManyRows } from './many-rows.ts';
import { type Pace, shortly } from './pace.ts';
import type { Preparation } from './preparation.ts';
import { remembered, type Writing, entryInto } from './write.ts';

/** How the entry of a position has to be otherwise than it was written. */
export interface Change {
  /** The number of another list of eligibilities; 0: nothing of the position is taken. */
  readonly list?: number;
  /** Another person: the window has taken in the number meanwhile. */
  readonly personKey?: number;
}

interface Entry {
  readonly line: number;
  readonly idNumber: string;
  readonly nameId: number;
  readonly householdNumber: string | null;
  readonly relation: string | null;
  readonly placeId: number;
  readonly insuranceState: string;
  readonly phone: string | null;
  readonly eligibilitySetId: number;
}

const changesAtOnce = 2000;

/** Writes entries of the preparation anew that were written before all of their person was read. */
export class Amending {
  readonly #database: Database;
  readonly #comparison: Comparison;
  readonly #sequence: number;
  readonly #writing: Writing;
  readonly #insert: ManyRows;

  constructor(database: Database, comparison: Comparison, { sequence }: Preparation, writing: Writing) {
    this.#database = database;
    this.#comparison = comparison;
    this.#sequence = sequence;
    this.#writing = writing;
    this.#insert = new ManyRows(database, entryInto, `(${sequence}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  }

  /** By position; `step` is what the import is at. */
  amend(changes: ReadonlyMap<number, Change>, step: RosterProgress['step'], pace: Pace): void {
    const all = [...changes];
    for (let from = 0; from < all.length; from += changesAtOnce) {
      pace.tell({ step, done: from, total: all.length });
      shortly(this.#database, pace, () => {
        for (const [position, change] of all.slice(from, from + changesAtOnce))
          this.#change(position - 1, change);
      });
    }
  }

  #change(place: number, { list, personKey }: Change): void {
    const { positions, words } = this.#writing;
    const before = positions.get(place, remembered.personKey);
    const isNew = positions.get(place, remembered.areaAndYear) > 0;
    const entry = this.#takeBack(before);
    if (isNew && (list === 0 || personKey !== undefined)) {
      statement<[number]>(this.#database, 'DELETE FROM person WHERE key = ?').run(before);
    }
    positions.set(place, remembered.writtenNameId, 0);
    if (list === 0) {
      forget(this.#writing, this.#comparison, place);
      return;
    }
    const setId = list === undefined ? entry.eligibilitySetId : words.lists.idOf(list);
    const cells: EntryCells = [
      entry.nameId,
      entry.householdNumber,
      entry.relation,
      entry.placeId,
      entry.insuranceState,
      entry.phone,
      setId,
    ];
    if (this.#comparison.find(entry.idNumber, () => cells)?.differs === 0) return;
    const key = personKey ?? before;
    this.#insert.insert([key, entry.line, entry.idNumber, ...cells]);
    positions.set(place, remembered.personKey, key);
    positions.set(place, remembered.writtenNameId, entry.nameId);
  }

  /** What the preparation, or where it says nothing new what is known, says of a person; of the preparation it is gone. */
  #takeBack(personKey: number): Entry {
    const entry = statement<[number, number], Entry>(
      this.#database,
      `SELECT line, id_number AS idNumber, name_id AS nameId, household_number AS householdNumber, relation,
         place_id AS placeId, insurance_state AS insuranceState, phone, eligibility_set_id AS eligibilitySetId
       FROM roster_entry WHERE person_key = ? AND import_sequence <= ? ORDER BY import_sequence DESC LIMIT 1`,
    ).get(personKey, this.#sequence);
    if (entry === undefined) throw new Error('a position has no entry');
    const remove = 'DELETE FROM roster_entry WHERE person_key = ? AND import_sequence = ?';
    statement<[number, number]>(this.#database, remove).run(personKey, this.#sequence);
    return entry;
  }
}

/** A position counts for nobody. */
export function forget(writing: Writing, comparison: Comparison, place: number): void {
  const { positions } = writing;
  if (positions.get(place, remembered.areaAndYear) > 0) writing.newPersonCount -= 1;
  else comparison.count(positions.get(place, remembered.personKey), -1);
  for (const column of Object.values(remembered)) positions.set(place, column, 0);
}
