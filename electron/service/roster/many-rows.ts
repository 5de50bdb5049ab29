import type { Database, Statement } from 'better-sqlite3';

/** So many rows a statement: half the time of one by one; more gained nothing. */
const rowsOfStatement = 32;

export type Cell = string | number | null;

/**
 * Writes rows of one table many at a time; one that is there already stays as it is. `into` names table and columns:
 * `person_number (id_number, person_key)`; `row` is what stands in each row, `?` for a cell: `(?, ?)`.
 */
export class ManyRows {
  readonly #width: number;
  readonly #one: Statement<[Cell[]]>;
  readonly #many: Statement<[Cell[]]>;

  constructor(database: Database, into: string, row: string) {
    const rows = Array.from({ length: rowsOfStatement }, () => row).join(', ');
    this.#width = row.split('?').length - 1;
    this.#one = database.prepare<[Cell[]]>(`INSERT OR IGNORE INTO ${into} VALUES ${row}`);
    this.#many = database.prepare<[Cell[]]>(`INSERT OR IGNORE INTO ${into} VALUES ${rows}`);
  }

  /** All cells of all rows, one row after the other. Returns how many were not there. */
  insert(cells: readonly Cell[]): number {
    const step = this.#width * rowsOfStatement;
    let from = 0;
    let changes = 0;
    for (; from + step <= cells.length; from += step) {
      changes += this.#many.run(cells.slice(from, from + step)).changes;
    }
    for (; from < cells.length; from += this.#width) {
      changes += this.#one.run(cells.slice(from, from + this.#width)).changes;
    }
    return changes;
  }
}
