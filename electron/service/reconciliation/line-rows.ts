import type { Database, Statement } from 'better-sqlite3';
import { amountParts, type StatementSide } from '../../../shared/contract/statement.ts';
import { lineFields } from './line.ts';

export type Cell = string | number | null;

/** So many rows a statement: half the time of one by one; more gained nothing. */
const rowsOfStatement = 32;
const columns = `line, number, slip, admission, stay, name, day, insurance, visit, clearing, ${amountParts.join(', ')}`;
const width = lineFields.length;

/** Writes the lines of one side into the scratch database, many at a time. */
export class LineRows {
  readonly #one: Statement<[Cell[]]>;
  readonly #many: Statement<[Cell[]]>;

  constructor(database: Database, side: StatementSide) {
    const row = `(${lineFields.map(() => '?').join(', ')})`;
    const rows = Array.from({ length: rowsOfStatement }, () => row).join(', ');
    this.#one = database.prepare<[Cell[]]>(`INSERT INTO scratch.line_${side} (${columns}) VALUES ${row}`);
    this.#many = database.prepare<[Cell[]]>(`INSERT INTO scratch.line_${side} (${columns}) VALUES ${rows}`);
  }

  /** All cells of all lines, one line after the other. */
  insert(cells: readonly Cell[]): void {
    const step = width * rowsOfStatement;
    let from = 0;
    for (; from + step <= cells.length; from += step) this.#many.run(cells.slice(from, from + step));
    for (; from < cells.length; from += width) this.#one.run(cells.slice(from, from + width));
  }
}
