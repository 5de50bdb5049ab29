import { type CellValue, readXlsx, streamXlsxRows } from 'hucre/xlsx';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type CellFault, formulaFault, lostDigitsFault } from './cell.ts';
import type { Reading } from './pieces.ts';
import { rowsOfPlainSheet } from './plain-sheet.ts';
import type { RawRow } from './row.ts';
import { zipDirectory } from './zip-directory.ts';

/** A workbook that is read as a whole needs five times its unpacked size, one that is read row by row a fraction. */
export type Room = 'ample' | 'little';
export class NeedsRoom extends Error {}

/** What the parts of a workbook may unpack to; about 250,000 rows of twelve columns. */
const maximumUnpackedBytes = 100_000_000;
const rowsPerBatch = 5000;
/** As many as a title, headings and the first of the content take. */
const rowsLookedAt = 50;
const noFormulas: ReadonlySet<string> = new Set();
/** As much as a piece of a CSV file (pieces.ts), for the same reason. */
const rowsPerPlainBatch = 700;
/** Spreadsheets keep fifteen digits of a number. */
const largestExactNumber = 1e15;

/** Whether the first rows of a sheet are those of the table that is wanted. */
export type Fits = (firstRows: readonly RawRow[]) => boolean;

/**
 * The rows of the sheet that has the wanted columns, in batches; hidden sheets are nobody's. Numbers become the text a
 * person sees in the cell, days `YYYY-MM-DD`; a formula is reported where it stands, since its stored result need not be
 * what anybody checked. Refuses `file_several_sheets` where two could be meant: what stands in the other would be left
 * behind silently. Throws `NeedsRoom` where there is little and the workbook has to be in memory as a whole.
 */
export async function* xlsxRows(
  bytes: Buffer,
  reading: Reading,
  { room, fits }: { readonly room: Room; readonly fits: Fits },
): AsyncGenerator<RawRow[]> {
  const directory = zipDirectory(bytes);
  if (directory === undefined) throw unreadable();
  const unpackedBytes = directory.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (unpackedBytes > maximumUnpackedBytes) throw tooLarge();
  const rowCount = await rowsOfPlainSheet(bytes, directory);
  if (rowCount === undefined && room === 'little') throw new NeedsRoom();
  yield* rowCount === undefined ? wholeSheet(bytes, reading, fits) : plainSheet(bytes, rowCount, reading);
}

/** Row by row; no cell of it is a formula. */
async function* plainSheet(bytes: Buffer, rowCount: number, reading: Reading): AsyncGenerator<RawRow[]> {
  const rows = streamXlsxRows(bytes);
  let [batch, count]: [RawRow[], number] = [[], 0];
  for (;;) {
    const next = await rows.next().catch(() => Promise.reject(unreadable()));
    if (next.done) break;
    batch.push(rawRow(next.value.index, next.value.values, noFormulas));
    count += 1;
    if (batch.length < rowsPerPlainBatch) continue;
    reading.done = Math.round((reading.total * count) / Math.max(rowCount, count));
    yield batch;
    batch = [];
  }
  reading.done = reading.total;
  yield batch;
}

async function* wholeSheet(bytes: Buffer, reading: Reading, fits: Fits): AsyncGenerator<RawRow[]> {
  const sheet = chosenSheet(await readVisibleSheets(bytes), fits);
  for (let start = 0; start < sheet.rows.length; start += rowsPerBatch) {
    yield rowsOf(sheet, start, start + rowsPerBatch);
    const done = Math.min(start + rowsPerBatch, sheet.rows.length);
    reading.done = Math.round((reading.total * done) / sheet.rows.length);
  }
}

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly CellValue[])[];
  readonly formulas: ReadonlySet<string>;
}

/** Where none has the columns, the first one: what is missing is said of it. */
function chosenSheet(sheets: readonly Sheet[], fits: Fits): Sheet {
  const [first] = sheets;
  if (first === undefined) throw unreadable();
  if (sheets.length === 1) return first;
  const fitting = sheets.filter((sheet) => fits(rowsOf(sheet, 0, rowsLookedAt)));
  if (fitting.length > 1) throw severalSheets(fitting.map(({ name }) => name));
  return fitting[0] ?? first;
}

function rowsOf({ rows, formulas }: Sheet, from: number, to: number): RawRow[] {
  return rows.slice(from, to).map((values, offset) => rawRow(from + offset, values, formulas));
}

async function readVisibleSheets(bytes: Buffer): Promise<Sheet[]> {
  try {
    const workbook = await readXlsx(bytes, { sheets: (info) => !info.hidden && !info.veryHidden });
    return workbook.sheets.map(({ name, rows, cells }) => {
      const formulas = new Set<string>();
      for (const [place, cell] of cells ?? []) {
        if (cell.formula !== undefined || cell.type === 'formula' || cell.type === 'error')
          formulas.add(place);
      }
      return { name, rows, formulas };
    });
  } catch {
    // Whatever a damaged or hostile file makes the reader stumble over, the file is what is wrong.
    throw unreadable();
  }
}

function rawRow(index: number, values: readonly CellValue[], formulas: ReadonlySet<string>): RawRow {
  const faults = new Map<number, CellFault>();
  const cells = values.map((value, column) => {
    if (formulas.size > 0 && formulas.has(`${index},${column}`)) faults.set(column, formulaFault);
    else if (typeof value === 'number' && Math.abs(value) >= largestExactNumber)
      faults.set(column, lostDigitsFault);
    return textOf(value);
  });
  return faults.size === 0 ? { line: index + 1, cells } : { line: index + 1, cells, faults };
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return dayOf(value);
  // 0.1 + 0.2 is kept as 0.30000000000000004 and shown, and meant, as 0.3.
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  return String(value);
}

function dayOf(date: Date): string {
  const [day = '', time = ''] = date.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`;
}

function unreadable(): Refusal {
  return new Refusal(
    'file_unreadable',
    '无法读取这个 XLSX 文件：文件已损坏或加了密码。请在表格软件里打开，另存为新的 XLSX 或 CSV 后重新导入。',
  );
}

function severalSheets(names: readonly string[]): Refusal {
  const shown = names.slice(0, 5).map((name) => `“${name.slice(0, 31)}”`);
  return new Refusal(
    'file_several_sheets',
    `这个工作簿有 ${names.length} 张能导入的工作表（${shown.join('、')}${names.length > 5 ? '等' : ''}），不知道要哪一张。请每张另存为一个文件分别导入，不要的隐藏或删除。`,
  );
}

function tooLarge(): Refusal {
  return new Refusal(
    'file_too_large',
    '这个 XLSX 文件展开后超过 100 MB。请在表格软件里另存为“CSV UTF-8”后重新导入。',
  );
}
