import { type CellValue, readXlsx } from 'hucre/xlsx';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type CellFault, formulaFault, lostDigitsFault } from './cell.ts';
import type { Reading } from './pieces.ts';
import type { RawRow } from './row.ts';
import { unpackedBytes } from './zip-size.ts';

/** What the parts of a workbook may unpack to; about 250,000 rows of twelve columns. */
const maximumUnpackedBytes = 100_000_000;
const rowsPerBatch = 5000;
/** Spreadsheets keep fifteen digits of a number. */
const largestExactNumber = 1e15;

/**
 * The rows of the first sheet that is not hidden, in batches. Numbers become the text a person sees in the cell, days
 * `YYYY-MM-DD`; a formula is reported where it stands, since its stored result need not be what anybody checked.
 */
export async function* xlsxRows(bytes: Buffer, reading: Reading): AsyncGenerator<RawRow[]> {
  const sheet = await readFirstSheet(bytes);
  for (let start = 0; start < sheet.rows.length; start += rowsPerBatch) {
    yield sheet.rows
      .slice(start, start + rowsPerBatch)
      .map((values, offset) => rawRow(start + offset, values, sheet.formulas));
    reading.done = Math.round((reading.total * (start + rowsPerBatch)) / sheet.rows.length);
  }
}

async function readFirstSheet(bytes: Buffer) {
  const size = unpackedBytes(bytes);
  if (size === undefined) throw unreadable();
  if (size > maximumUnpackedBytes) throw tooLarge();
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
