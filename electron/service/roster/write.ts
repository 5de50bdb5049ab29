import type { Database } from 'better-sqlite3';
import { insuranceStates } from './columns.ts';
import type { Comparison, EntryCells } from './compare.ts';
import { KeptWords } from './kept-words.ts';
import { type Cell, ManyRows } from './many-rows.ts';
import { type Pace, shortly } from './pace.ts';
import { type Amendment, column, numbersOfRow, type Portion, textsOfRow } from './portion.ts';
import { beginPreparation, insertPersons, type Preparation, type Stamp } from './preparation.ts';
import { Records } from './records.ts';

/** Entries follow on each other: short transactions cost little more, and the service waits for one at most. */
const rowsAtOnce = 5000;

/** What is remembered of each position. Of a known person the number is 0; of a row that is not taken all is. */
export const remembered = { personKey: 0, areaAndYear: 1, rest: 2, writtenNameId: 3 } as const;

/** A row of the file on its way into the tables. */
interface Row {
  readonly numbers: Int32Array;
  readonly from: number;
  readonly idNumber: string;
  readonly householdNumber: string | null;
  readonly phone: string | null;
  personKey: number;
  isNew: boolean;
  isWritten: boolean;
}

/**
 * Writes a roster while it is read: what is new in a few thousand rows in one short transaction, under the sequence of its
 * preparation, so that nobody sees any of it before its row stands in `roster_import` (import.ts).
 */
export class Writing {
  readonly words: KeptWords;
  /** One record a position, from position 1 on. */
  readonly positions = new Records(4);
  /** What later rows changed of rows that were written by then; by position the number of the list, 0 for none of it. */
  readonly amended = new Map<number, number>();
  newPersonCount = 0;
  waitingRows = 0;
  /** Nothing more is written: a row was refused, and so the roster is. */
  isOnlyCounting = false;
  /** How many positions are not taken after all. */
  #droppedCount = 0;
  readonly #database: Database;
  readonly #comparison: Comparison;
  readonly #preparation: Preparation;
  readonly #stamp: Stamp;
  readonly #pace: Pace;
  readonly #insertEntries: ManyRows;
  #waiting: Portion[] = [];

  constructor(
    database: Database,
    comparison: Comparison,
    preparation: Preparation,
    stamp: Stamp,
    pace: Pace,
  ) {
    this.#database = database;
    this.#comparison = comparison;
    this.#preparation = preparation;
    this.#stamp = stamp;
    this.#pace = pace;
    this.words = new KeptWords(database);
    this.#insertEntries = new ManyRows(
      database,
      entryInto,
      `(${preparation.sequence}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  get personCount(): number {
    return this.positions.length - this.#droppedCount;
  }

  /** The rows wait until the next `flush`. */
  add(portion: Portion): void {
    this.#waiting.push(portion);
    for (const amendment of portion.amended) this.#amend(amendment);
    this.waitingRows += portion.numbers.length / numbersOfRow;
  }

  /** Writes what waits. */
  flush(): void {
    for (const portion of this.#waiting) this.words.add(portion);
    while (!this.isOnlyCounting && !this.words.areKept) this.#shortly(() => this.words.keep());
    let rows: Row[] = [];
    for (const portion of this.#waiting) {
      rows.push(...rowsOf(portion));
      if (rows.length < rowsAtOnce && portion !== this.#waiting.at(-1)) continue;
      this.#take(rows);
      rows = [];
    }
    this.#waiting = [];
    this.waitingRows = 0;
  }

  #take(rows: readonly Row[]): void {
    for (const row of rows) this.#compare(row);
    if (!this.isOnlyCounting) this.#shortly(() => this.#write(rows));
    for (const row of rows) this.#remember(row);
  }

  /** One short transaction of the preparation. */
  #shortly(work: () => void): void {
    shortly(this.#database, this.#pace, () => {
      beginPreparation(this.#database, this.#preparation, this.#stamp.at);
      work();
    });
  }

  #amend({ position, list }: Amendment): void {
    if (list === 0) this.#droppedCount += 1;
    const portion = this.#waiting.find(({ firstPosition }, index) => {
      const next = this.#waiting[index + 1]?.firstPosition ?? Number.POSITIVE_INFINITY;
      return firstPosition <= position && position < next;
    });
    if (portion === undefined) this.amended.set(position, list);
    else portion.numbers[(position - portion.firstPosition) * numbersOfRow + column.list] = list;
  }

  /** Whom a row means, and whether it says something new. */
  #compare(row: Row): void {
    if (numberIn(row, column.list) === 0) return;
    const known = this.#comparison.find(row.idNumber, () => this.#cells(row));
    row.isNew = known === undefined;
    row.isWritten = known?.differs !== 0;
    row.personKey = known?.personKey ?? 0;
    if (known !== undefined) this.#comparison.count(known.personKey, 1);
  }

  #write(rows: readonly Row[]): void {
    const newRows = rows.filter(({ isNew }) => isNew);
    if (newRows.length > 0) {
      const first = insertPersons(this.#database, this.#stamp, this.newPersonCount, newRows.length);
      for (const [index, row] of newRows.entries()) row.personKey = first + index;
    }
    const cells: Cell[] = [];
    for (const row of rows) {
      if (row.isWritten)
        cells.push(row.personKey, numberIn(row, column.line), row.idNumber, ...this.#cells(row));
    }
    this.#insertEntries.insert(cells);
  }

  #cells(row: Row): EntryCells {
    return [
      this.words.names.idOf(numberIn(row, column.name)),
      row.householdNumber,
      this.words.relations[numberIn(row, column.relation) - 1] ?? null,
      this.words.places.idOf(numberIn(row, column.place)),
      insuranceStates[numberIn(row, column.insuranceState)] ?? 'none',
      row.phone,
      this.words.lists.idOf(numberIn(row, column.list)),
    ];
  }

  #remember(row: Row): void {
    const place = this.positions.add();
    this.positions.set(place, remembered.personKey, row.personKey);
    if (row.isWritten) {
      const nameId = this.words.names.idOf(numberIn(row, column.name));
      this.positions.set(place, remembered.writtenNameId, nameId);
    }
    if (!row.isNew) return;
    this.newPersonCount += 1;
    this.positions.set(place, remembered.areaAndYear, numberIn(row, column.areaAndYear));
    this.positions.set(place, remembered.rest, numberIn(row, column.rest));
  }
}

/** Where an entry goes; its cells come in this order, the sequence of the import before them. */
export const entryInto = `main.roster_entry (import_sequence, person_key, line, id_number, name_id, household_number,
  relation, place_id, insurance_state, phone, eligibility_set_id)`;

function rowsOf({ numbers, texts }: Portion): Row[] {
  const parts = texts.split('\n');
  return Array.from({ length: numbers.length / numbersOfRow }, (_, index) => ({
    numbers,
    from: index * numbersOfRow,
    idNumber: parts[index * textsOfRow] ?? '',
    householdNumber: parts[index * textsOfRow + 1] || null,
    phone: parts[index * textsOfRow + 2] || null,
    personKey: 0,
    isNew: false,
    isWritten: false,
  }));
}

function numberIn({ numbers, from }: Row, wanted: number): number {
  return numbers[from + wanted] ?? 0;
}
