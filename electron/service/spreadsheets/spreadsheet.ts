import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { numberFormatOf, type SpreadsheetCell, textOf, valueOf } from './cell.ts';

export interface Sheet {
  /** On its tab; at most 31 characters, none of : \ / ? * [ ]. */
  readonly name: string;
  readonly rows: readonly (readonly SpreadsheetCell[])[];
  /** So many rows from the top stay where they are when one scrolls, and stand out. */
  readonly headRows: number;
}

/** More than any list of a hospital's month has; beyond it a spreadsheet takes no more rows either. */
const mostRows = 1_000_000;
/** In characters; a Chinese one takes two. */
const columnWidths = { narrowest: 8, widest: 48 };

/** Sheets as an XLSX file. No cell is ever a formula there: a text that begins like one is a text. */
export async function xlsxOf(sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  if (sheets.some(({ rows }) => rows.length > mostRows)) throw new RangeError('rows of a sheet');
  return Uint8Array.from(await writeXlsx({ sheets: sheets.map((sheet) => written(sheet)) }));
}

/** One table as a CSV file; where a text begins like a formula it gets an apostrophe. */
export function csvOf(rows: Sheet['rows']): Uint8Array<ArrayBuffer> {
  const lines = rows.map((row) => row.map((cell) => textOf(cell)));
  // Spreadsheets take a file without this mark for the local encoding.
  return new TextEncoder().encode(`\u{feff}${Papa.unparse(lines, { newline: '\r\n' })}\r\n`);
}

function written({ name, rows, headRows }: Sheet): WriteSheet {
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  for (const [row, inRow] of rows.entries()) {
    for (const [column, cell] of inRow.entries()) {
      const numFmt = numberFormatOf(cell);
      const head = row < headRows ? { font: { bold: true } } : {};
      cells.set(`${row},${column}`, { style: numFmt === undefined ? head : { numFmt, ...head } });
    }
  }
  return {
    name,
    rows: rows.map((row): CellValue[] => row.map((cell) => valueOf(cell))),
    cells,
    columns: widthsOf(rows).map((width) => ({ width })),
    ...(headRows > 0 && { freezePane: { rows: headRows } }),
  };
}

function widthsOf(rows: Sheet['rows']): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? columnWidths.narrowest, widthOf(textOf(cell)) + 2);
    }
  }
  return widths.map((width) => Math.min(width, columnWidths.widest));
}

function widthOf(text: string): number {
  const wide = text.match(/[\u{2e80}-\u{10ffff}]/gu)?.length ?? 0;
  return text.length + wide;
}
