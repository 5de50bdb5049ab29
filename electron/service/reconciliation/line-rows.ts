import type { Database, Statement } from 'better-sqlite3';
import { amountParts, type StatementSide } from '../../../shared/contract/statement.ts';
import { lineFields } from './line.ts';

type Cell = string | number | null;

/** So many rows a statement: half the time of one by one; more gained nothing. */
const rowsOfStatement = 32;
const columns = `id, line, number, slip, admission, stay, name, day, insurance, visit, clearing, ${amountParts.join(', ')}`;
const width = 1 + lineFields.length;
const firstAmount = lineFields.indexOf('total');

/** Writes lines of one side into the scratch database, many at a time. */
export class LineRows {
  readonly #one: Statement<[Cell[]]>;
  readonly #many: Statement<[Cell[]]>;
  #cells: Cell[] = [];

  constructor(database: Database, side: StatementSide) {
    const row = `(${Array.from({ length: width }, () => '?').join(', ')})`;
    const rows = Array.from({ length: rowsOfStatement }, () => row).join(', ');
    this.#one = database.prepare<[Cell[]]>(`INSERT INTO scratch.line_${side} (${columns}) VALUES ${row}`);
    this.#many = database.prepare<[Cell[]]>(`INSERT INTO scratch.line_${side} (${columns}) VALUES ${rows}`);
  }

  /** A line and its cells, in the order of `lineFields`. */
  add(id: number, cells: readonly (string | null)[]): void {
    this.#cells.push(id);
    for (const [place, cell] of cells.entries()) {
      const isNumber = place === 0 || place >= firstAmount;
      this.#cells.push(cell !== null && isNumber ? Number(cell) : cell);
    }
    if (this.#cells.length < width * rowsOfStatement) return;
    this.#many.run(this.#cells);
    this.#cells = [];
  }

  end(): void {
    for (let from = 0; from < this.#cells.length; from += width) {
      this.#one.run(this.#cells.slice(from, from + width));
    }
    this.#cells = [];
  }
}
