import type { Problem } from '../../../shared/contract/refusal.ts';
import type { Table } from './read.ts';
import type { TableRow } from './row.ts';

/** Takes one row apart by column, and collects what is wrong with it: line, heading, code and sentence. */
export class RowReader<Key extends string> {
  readonly line: number;
  readonly problems: Problem[];
  readonly #table: Pick<Table<Key>, 'positions' | 'headingAt'>;
  readonly #row: TableRow;

  constructor(table: Pick<Table<Key>, 'positions' | 'headingAt'>, row: TableRow) {
    this.line = row.line;
    this.problems = [...row.problems];
    this.#table = table;
    this.#row = row;
  }

  /** The text of a cell; empty where the file has no such column. `order` counts numbered columns from 0. */
  text(key: Key, order = 0): string {
    const position = this.#table.positions[key][order];
    return position === undefined ? '' : (this.#row.cells[position] ?? '');
  }

  /** Whether the file has such a column. */
  has(key: Key): boolean {
    return this.#table.positions[key].length > 0;
  }

  /** The text of a cell, or undefined if it is blank. */
  optional(key: Key): string | undefined {
    const text = this.text(key);
    return text === '' ? undefined : text;
  }

  /** A text that has to be there, of at most so many characters; `sentence` says what to do where it is blank. */
  required(key: Key, longest: number, sentence: string): string {
    const text = this.text(key);
    this.limit(key, longest);
    if (text === '') this.refuse(key, 'cell_missing', sentence);
    return text;
  }

  /** One fault for each cell: the first says what to do, the next would be its consequence. */
  refuse(key: Key, code: string, sentence: string, order = 0): void {
    const position = this.#table.positions[key][order];
    const column = position === undefined ? '' : this.#table.headingAt(position);
    if (position !== undefined && this.problems.some((problem) => problem.column === column)) return;
    this.problems.push({ line: this.line, column, code, sentence });
  }

  /** Refuses a text of more characters than that, counting rare ones as one. */
  limit(key: Key, longest: number, order = 0): void {
    const text = this.text(key, order);
    if (text.length > longest && Array.from(text).length > longest) {
      this.refuse(key, 'text_too_long', `超过 ${longest} 个字，请核对。`, order);
    }
  }
}
