import Papa from 'papaparse';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { RawRow } from './row.ts';

/** A row that does not end within this much text has a quotation mark that nobody closed. */
const maximumRowLength = 2_000_000;

export type Encoding = 'utf-8' | 'gb18030';

/** The bytes of a file, piece by piece. */
export type Pieces = AsyncGenerator<{ readonly bytes: Buffer; readonly isLast: boolean }>;

/**
 * The rows of a CSV file, in batches. Comma, semicolon or tab, whichever the first line holds most of. Lines count as an
 * editor counts them, also when a quoted cell holds a line break.
 */
export async function* csvRows(pieces: Pieces, encoding: Encoding): AsyncGenerator<RawRow[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let shape: Shape | undefined;
  let rest = '';
  let line = 1;
  for await (const { bytes, isLast } of pieces) {
    rest += decode(decoder, bytes, isLast, line);
    shape ??= shapeOf(rest);
    const parsed = parse(rest, shape, isLast, line);
    yield parsed.rows;
    line = parsed.nextLine;
    rest = rest.slice(parsed.cursor);
    if (rest.length > maximumRowLength) throw unclosedQuote(line);
  }
}

function decode(decoder: TextDecoder, bytes: Buffer, isLast: boolean, line: number): string {
  let text: string;
  try {
    text = decoder.decode(bytes, { stream: !isLast });
  } catch {
    throw wrongEncoding(line);
  }
  // GB18030 gives almost any bytes a meaning, but text has no zeros.
  if (text.includes('\0')) throw wrongEncoding(line);
  return text;
}

interface Shape {
  readonly delimiter: ',' | ';' | '\t';
  readonly newline: '\r\n' | '\n' | '\r';
}

function shapeOf(start: string): Shape {
  const newline = start.includes('\r\n')
    ? '\r\n'
    : start.includes('\n') || !start.includes('\r')
      ? '\n'
      : '\r';
  const filled = start.split(newline).find((line) => line.trim() !== '') ?? '';
  const count = (delimiter: string) => filled.split(delimiter).length;
  const delimiters = [',', '\t', ';'] as const;
  const delimiter = delimiters.reduce((best, next) => (count(next) > count(best) ? next : best), ',');
  return { delimiter, newline };
}

function parse(text: string, shape: Shape, isLast: boolean, firstLine: number) {
  const parser = new Papa.Parser({ delimiter: shape.delimiter, newline: shape.newline });
  const result = parser.parse(text, 0, !isLast) as Papa.ParseResult<string[]>;
  const rows: RawRow[] = [];
  let line = firstLine;
  // Only a quoted cell can hold a line break.
  const hasQuotes = text.includes('"');
  for (const [index, cells] of result.data.entries()) {
    // A last line that only ends the file is no row.
    if (isLast && index === result.data.length - 1 && cells.length === 1 && cells[0] === '') break;
    rows.push({ line, cells });
    line += 1;
    if (!hasQuotes) continue;
    for (const cell of cells) if (cell.includes('\n')) line += cell.split('\n').length - 1;
  }
  const broken = result.errors.find((error) => error.type === 'Quotes');
  if (broken) throw unclosedQuote(rows[broken.row ?? 0]?.line ?? firstLine);
  return { rows, nextLine: line, cursor: result.meta.cursor };
}

function wrongEncoding(line: number): Refusal {
  const sentence =
    '文件的编码既不是 UTF-8 也不是 GB18030（GBK）。请在表格软件里另存为“CSV UTF-8”后重新导入。';
  return new Refusal('file_wrong_encoding', sentence, [
    { line, column: '', code: 'file_wrong_encoding', sentence: '这一行附近的文字无法识别。' },
  ]);
}

function unclosedQuote(line: number): Refusal {
  const sentence = `第 ${line} 行的双引号不成对，后面的内容无法分列。请核对这一行后重新导入。`;
  return new Refusal('quotes_not_closed', sentence, [
    { line, column: '', code: 'quotes_not_closed', sentence },
  ]);
}
