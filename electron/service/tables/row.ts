import type { Problem } from '../../../shared/contract/refusal.ts';
import type { CellFault } from './cell.ts';

/** A row as the file has it. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** By column from 0: what the text alone no longer shows, such as a formula or lost digits. */
  readonly faults?: ReadonlyMap<number, CellFault>;
}

/** A row of text cells, trimmed, each on one line. */
export interface TableRow {
  /** From 1, as an editor or a spreadsheet counts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Formulas, hidden characters and cells beyond every limit; a row that has any is not to be used. */
  readonly problems: readonly Problem[];
}
