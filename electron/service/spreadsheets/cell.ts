import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { type Fen, plainYuan } from '../../../shared/money/fen.ts';

/** What stands in a cell: a text as somebody wrote it, a count, an amount, a share or a day; null leaves it empty. */
export type SpreadsheetCell =
  | string
  | null
  | { readonly count: number }
  | { readonly fen: Fen }
  /** An exact decimal: `0.8571` is 85.71 %. */
  | { readonly share: string }
  | { readonly day: LocalDate };

/** As a spreadsheet calculates with it: amounts as yuan, of which it keeps fifteen digits, more than a year's sum has. */
export function valueOf(cell: SpreadsheetCell): string | number | null {
  if (cell === null || typeof cell === 'string') return cell;
  if ('fen' in cell) return Number(plainYuan(cell.fen));
  if ('count' in cell) return cell.count;
  return 'share' in cell ? Number(cell.share) : cell.day;
}

/** How a spreadsheet shows it; undefined: as it is. */
export function numberFormatOf(cell: SpreadsheetCell): string | undefined {
  // Texts are marked as texts, so that nothing that is typed over them becomes a formula either.
  if (typeof cell === 'string') return '@';
  if (cell === null || 'day' in cell) return undefined;
  if ('fen' in cell) return '#,##0.00';
  return 'count' in cell ? '#,##0' : '0.00%';
}

/** As text; one that a spreadsheet would take for a formula gets an apostrophe. */
export function textOf(cell: SpreadsheetCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return 'fen' in cell ? plainYuan(cell.fen) : String(valueOf(cell));
}
