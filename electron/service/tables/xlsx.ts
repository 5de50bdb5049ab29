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
const noFormulas: ReadonlySet<string> = new Set();
/** As much as a piece of a CSV file (pieces.ts), for the same reason. */
const rowsPerPlainBatch = 700;
/** Spreadsheets keep fifteen digits of a number. */
const largestExactNumber = 1e15;

/**
 * The rows of the first sheet that is not hidden, in batches. Numbers become the text a person sees in the cell, days
 * `YYYY-MM-DD`; a formula is reported where it stands, since its stored result need not be what anybody checked. Throws
 * `NeedsRoom` where there is little and the workbook has to be in memory as a whole.
 */
export async function* xlsxRows(bytes: Buffer, reading: Reading, room: Room): AsyncGenerator<RawRow[]> {
  const directory = zipDirectory(bytes);
  if (directory === undefined) throw unreadable();
  const unpackedBytes = directory.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (unpackedBytes > maximumUnpackedBytes) throw tooLarge();
  const rowCount = await rowsOfPlainSheet(bytes, directory);
  if (rowCount === undefined && room === 'little') throw new NeedsRoom();
  yield* rowCount === undefined ? wholeSheet(bytes, reading) : plainSheet(bytes, rowCount, reading);
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

async function* wholeSheet(bytes: Buffer, reading: Reading): AsyncGenerator<RawRow[]> {
  const sheet = await readFirstSheet(bytes);
  for (let start = 0; start < sheet.rows.length; start += rowsPerBatch) {
    yield sheet.rows
      .slice(start, start + rowsPerBatch)
      .map((values, offset) => rawRow(start + offset, values, sheet.formulas));
    const done = Math.min(start + rowsPerBatch, sheet.rows.length);
    reading.done = Math.round((reading.total * done) / sheet.rows.length);
  }
}

async function readFirstSheet(bytes: Buffer) {
  try {
    let chosen: number | undefined;
    const workbook = await readXlsx(bytes, {
      sheets: (info, index) => {
        if (!info.hidden && !info.veryHidden) chosen ??= index;
        return index === chosen;
      },
    });
    const sheet = workbook.sheets[0];
    const formulas = new Set<string>();
    for (const [place, cell] of sheet?.cells ?? []) {
      if (cell.formula !== undefined || cell.type === 'formula' || cell.type === 'error') formulas.add(place);
    }
    return { rows: sheet?.rows ?? [], formulas };
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

function tooLarge(): Refusal {
  return new Refusal(
    'file_too_large',
    '这个 XLSX 文件展开后超过 100 MB。请在表格软件里另存为“CSV UTF-8”后重新导入。',
  );
}
