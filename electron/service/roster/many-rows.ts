import type { Database, Statement } from 'better-sqlite3';

/** So many rows a statement: half the time of one by one; more gained nothing. */
const rowsOfStatement = 32;

export type Cell = string | number | null;

/** Writes rows of one table many at a time. `into` names table and columns: `scratch.word_set (id, eligibilities)`. */
export class ManyRows {
  readonly #width: number;
  readonly #one: Statement<[Cell[]]>;
  readonly #many: Statement<[Cell[]]>;

  constructor(database: Database, into: string, width: number) {
    const row = `(${Array.from({ length: width }, () => '?').join(', ')})`;
    const rows = Array.from({ length: rowsOfStatement }, () => row).join(', ');
    this.#width = width;
    this.#one = database.prepare<[Cell[]]>(`INSERT INTO ${into} VALUES ${row}`);
    this.#many = database.prepare<[Cell[]]>(`INSERT INTO ${into} VALUES ${rows}`);
  }

  /** All cells of all rows, one row after the other. */
  insert(cells: readonly Cell[]): void {
    const step = this.#width * rowsOfStatement;
    let from = 0;
    for (; from + step <= cells.length; from += step) this.#many.run(cells.slice(from, from + step));
    for (; from < cells.length; from += this.#width) this.#one.run(cells.slice(from, from + this.#width));
  }
}
