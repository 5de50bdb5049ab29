import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { type Problem, Refusal } from '../../../shared/contract/refusal.ts';
import { cleanCell, faultOfCell, isPlainCell } from './cell.ts';
import { csvRows } from './csv.ts';
import { findTable, isTableOf, type Positions, type TableLayout } from './layout.ts';
import { examine, piecesOf, type Reading } from './pieces.ts';
import type { RawRow, TableRow } from './row.ts';
import { type Fits, type Room, xlsxRows } from './xlsx.ts';

export const maximumBytes = 200_000_000;
const maximumColumns = 200;

/** A table file whose headings were found; its rows are still to be read. */
export interface Table<Key extends string> {
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly fileHash: string;
  readonly positions: Positions<Key>;
  /** The heading at a position, for sentences. */
  headingAt(position: number): string;
  /** How much of the file is read by now, from 0 to 1. */
  doneShare(): number;
  /** The rows below the headings without blank ones, in batches; other work goes on between two batches. */
  batches(): AsyncGenerator<TableRow[]>;
}

/**
 * Opens a CSV or XLSX file, told apart by content and not by name. A CSV file is read piece by piece; at most 200 MB, 200
 * columns and the rows that the layout allows. Refuses with `file_not_found`, `file_empty`, `file_too_large`,
 * `file_unreadable`, `file_several_sheets`, `file_wrong_encoding`, `quotes_not_closed`, `column_missing`, `column_doubled`,
 * `too_many_columns`; what is wrong in single cells stands with the row. `NeedsRoom` is thrown only where there is little.
 */
export async function openTable<Key extends string>(
  filePath: string,
  layout: TableLayout<Key>,
  room: Room = 'ample',
): Promise<Table<Key>> {
  const file = await openFile(filePath);
  try {
    const { rows, fileHash, reading } = await recognise(file, room, (firstRows) =>
      isTableOf(layout, firstRows),
    );
    const raw = withoutBlankRows(rows);
    const first = await raw.next();
    if (first.done) throw emptyFile('文件是空的。请在收费系统或原系统重新导出后再导入。');
    const { index, positions } = findTable(layout, first.value);
    const headings = first.value[index]?.cells.map(cleanCell) ?? [];
    const below = first.value.slice(index + 1);
    return {
      fileHash,
      positions,
      headingAt: (position) => headings[position] ?? `第 ${position + 1} 列`,
      doneShare: () => (reading.total === 0 ? 1 : reading.done / reading.total),
      batches: () => closing(file, rowsBelow(layout, positions, headings, below, raw)),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(filePath: string): Promise<FileHandle> {
  let file: FileHandle | undefined;
  try {
    file = await open(filePath, 'r');
    const stats = await file.stat();
    if (!stats.isFile()) throw new Error('a folder or a device');
    if (stats.size > maximumBytes) {
      throw new Refusal('file_too_large', '文件超过 200 MB，请分成几个文件导入。');
    }
    if (stats.size === 0) throw emptyFile('文件是空的（0 字节）。请在收费系统或原系统重新导出后再导入。');
    return file;
  } catch (error) {
    await file?.close();
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      'file_not_found',
      '打不开这个文件。请确认文件还在原处、没有被别的程序占用，再重新选择。',
    );
  }
}

const zipStart = Buffer.from('PK\u0003\u0004', 'latin1');

async function firstBytes(file: FileHandle): Promise<Buffer> {
  return (await file.read(Buffer.alloc(4), 0, 4, 0)).buffer;
}

/** Whether that file is a workbook, by its first bytes. Refuses what `openTable` refuses of a file that cannot be opened. */
export async function isWorkbook(filePath: string): Promise<boolean> {
  const file = await openFile(filePath);
  try {
    return (await firstBytes(file)).equals(zipStart);
  } finally {
    await file.close();
  }
}

interface Recognised {
  readonly rows: AsyncGenerator<RawRow[]>;
  readonly fileHash: string;
  readonly reading: Reading;
}

async function recognise(file: FileHandle, room: Room, fits: Fits): Promise<Recognised> {
  const reading: Reading = { done: 0, total: (await file.stat()).size };
  const start = await firstBytes(file);
  if (start.equals(zipStart)) {
    const bytes = await file.readFile();
    const fileHash = createHash('sha256').update(bytes).digest('hex');
    return { rows: xlsxRows(bytes, reading, { room, fits }), fileHash, reading };
  }
  if (start.toString('hex') === 'd0cf11e0') {
    throw new Refusal(
      'file_unreadable',
      '这是旧式 XLS 文件或加了密码的文件，不能直接读取。请在表格软件里另存为 XLSX 或“CSV UTF-8”后重新导入。',
    );
  }
  const { fileHash, encoding } = await examine(piecesOf(file, { ...reading }));
  return { rows: csvRows(piecesOf(file, reading), encoding), fileHash, reading };
}

/** The file is let go when its rows are read, or when somebody stops reading them. */
async function* closing(file: FileHandle, rows: AsyncGenerator<TableRow[]>): AsyncGenerator<TableRow[]> {
  try {
    yield* rows;
  } finally {
    await file.close();
  }
}

async function* withoutBlankRows(batches: AsyncGenerator<RawRow[]>): AsyncGenerator<RawRow[]> {
  for await (const batch of batches) {
    const filled = batch.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
    const tooWide = filled.find((row) => row.cells.length > maximumColumns);
    if (tooWide) {
      const sentence = `第 ${tooWide.line} 行超过 ${maximumColumns} 列，这不是能导入的表格，请核对文件。`;
      throw new Refusal('too_many_columns', sentence);
    }
    if (filled.length > 0) yield filled;
  }
}

async function* rowsBelow<Key extends string>(
  layout: TableLayout<Key>,
  positions: Positions<Key>,
  headings: readonly string[],
  firstRows: readonly RawRow[],
  later: AsyncGenerator<RawRow[]>,
): AsyncGenerator<TableRow[]> {
  const used = Object.values<readonly (number | undefined)[]>(positions)
    .flat()
    .filter((position) => position !== undefined);
  let count = 0;
  let batch: readonly RawRow[] | undefined = firstRows;
  while (batch !== undefined) {
    count += batch.length;
    if (count > layout.maximumRows) {
      throw new Refusal(layout.tooManyRows.code, layout.tooManyRows.sentence);
    }
    yield batch.map((row) => tableRow(row, used, headings));
    await setImmediate();
    const next: IteratorResult<RawRow[]> = await later.next();
    batch = next.done ? undefined : next.value;
  }
  if (count === 0) throw emptyFile('文件里只有表头，没有内容。请重新导出后再导入。');
}

const noProblems: readonly Problem[] = [];

/** Only the columns that are used are looked at: what an export holds besides is nobody's concern. */
function tableRow(row: RawRow, used: readonly number[], headings: readonly string[]): TableRow {
  const { line, cells, faults } = row;
  if (faults === undefined && cells.every(isPlainCell)) return { line, cells, problems: noProblems };
  const cleaned = cells.map(cleanCell);
  const problems: Problem[] = [];
  for (const position of used) {
    const fault = faults?.get(position) ?? faultOfCell(cleaned[position] ?? '');
    if (fault) problems.push({ line, column: headings[position] ?? '', ...fault });
  }
  return { line, cells: cleaned, problems };
}

function emptyFile(sentence: string): Refusal {
  return new Refusal('file_empty', sentence);
}
