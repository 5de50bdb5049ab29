import { Refusal } from '../../../shared/contract/refusal.ts';
import { type AmountPart, amountParts, type StatementColumn } from '../../../shared/contract/statement.ts';
import { type Fen, fen, negateFen, parseYuan } from '../../../shared/money/fen.ts';
import { lostDigitsFault, readDay } from '../tables/cell.ts';
import type { RowReader } from '../tables/row-reader.ts';

const keys = ['number', 'slipNumber', 'admissionNumber', 'stayNumber'] as const;
const names = [...keys, 'personName'] as const;
const kinds = ['insurance', 'visitType', 'clearingType'] as const;

/** What is kept of a line, in this order; an amount as whole fen, and what is not stated empty. */
export const lineFields = ['line', ...names, 'day', ...kinds, ...amountParts] as const;
export type LineField = (typeof lineFields)[number];

/** What a file is read by. */
export interface LineReading {
  readonly unit: 'yuan' | 'fen';
  /** Ours: a line that names another hospital is none of ours. */
  readonly hospitalCode: string;
}

/** What a row is; faulty: its problems say why. */
export type RowKind = 'line' | 'sum' | 'foreign' | 'faulty';

type TextColumn = (typeof names)[number] | (typeof kinds)[number];
/** Characters. */
const longest: Readonly<Record<TextColumn, number>> = {
  number: 60,
  slipNumber: 60,
  admissionNumber: 60,
  stayNumber: 60,
  personName: 50,
  insurance: 30,
  visitType: 30,
  clearingType: 30,
};

/** Reads the rows of one file. Which columns it has is looked at once: there are a million rows. */
export class LineReader {
  /** What its lines hold, in this order. */
  readonly fields: readonly LineField[];
  readonly #reading: LineReading;
  readonly #names: readonly (typeof names)[number][];
  readonly #kinds: readonly TextColumn[];
  readonly #amounts: readonly AmountPart[];
  /** Where a row of sums may say so. */
  readonly #marks: readonly StatementColumn[];
  readonly #mayBeRefund: boolean;

  constructor(positions: Readonly<Record<StatementColumn, readonly unknown[]>>, reading: LineReading) {
    const has = (column: StatementColumn): boolean => positions[column].length > 0;
    this.fields = lineFields.filter((field) => field === 'line' || has(field));
    this.#reading = reading;
    this.#names = names.filter(has);
    this.#kinds = kinds.filter(has);
    this.#amounts = amountParts.filter(has);
    this.#marks = ([...keys, 'day', 'hospitalCode', 'insurance'] as const).filter(has);
    this.#mayBeRefund = has('refund');
  }

  /** Puts the cells of a line behind those of others; of what is no sound line, nothing. */
  read(row: RowReader<StatementColumn>, cells: string[]): RowKind {
    if (isSum(row.text('personName'))) return 'sum';
    for (const mark of this.#marks) if (saysSum(row.text(mark))) return 'sum';
    const code = row.text('hospitalCode');
    if (code !== '' && code !== this.#reading.hospitalCode) return 'foreign';
    const begin = cells.length;
    cells.push(String(row.line));
    for (const column of this.#names) {
      cells.push(column === 'personName' ? textOf(row, column) : keyOf(row, column));
    }
    if (keys.every((key) => row.text(key) === '')) refuseNumberless(row);
    cells.push(dayOf(row));
    for (const column of this.#kinds) cells.push(textOf(row, column));
    const isRefund = this.#mayBeRefund && refundWords.has(row.text('refund'));
    for (const part of this.#amounts) {
      const amount = amountOf(row, part, this.#reading.unit);
      cells.push(amount === undefined ? '' : String(isRefund && amount > 0 ? negateFen(amount) : amount));
    }
    if (row.problems.length === 0) return 'line';
    cells.length = begin;
    return 'faulty';
  }
}

function textOf(row: RowReader<StatementColumn>, column: TextColumn): string {
  row.limit(column, longest[column]);
  return row.text(column);
}

/** A plus or characters of full width: one look, since there are millions of numbers. */
const unusual = /[+\uff01-\uff5e]/;
/** `4.2E+18`: what a spreadsheet made of it. */
const shortened = /^\d(\.\d+)?E\+\d+$/i;

/** A number that settlements are found by, in the characters that it is written with everywhere. */
function keyOf(row: RowReader<StatementColumn>, column: (typeof keys)[number]): string {
  const text = textOf(row, column);
  if (!unusual.test(text)) return text;
  if (shortened.test(text)) row.refuse(column, lostDigitsFault.code, lostDigitsFault.sentence);
  return text.normalize('NFKC');
}

function refuseNumberless(row: RowReader<StatementColumn>): void {
  row.refuse(
    keys.find((key) => row.has(key)) ?? 'number',
    'line_without_number',
    '结算号、单号、住院号都没有，无法对照，请在原系统补全后重新导出。',
  );
}

const refundWords: ReadonlySet<string> = new Set(
  '1 是 Y y true 退 退费 退款 撤销 冲销 红冲 冲红 已退 已退费 已撤销 已冲销'.split(' '),
);
const beginsWithSum = /^[（(【]?(合\s*计|总\s*计|小\s*计|累\s*计|本页|本月|共计)/u;
const endsWithSum = /[合总小累共]\s*计\s*([：:（()）】].*)?$/u;
const openingBracket = 0x28;
const lastLetter = 0x7e;

/** 合计, 小计: where a number or a name would stand, and no number that a settlement could be found by. */
export function isSum(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first > lastLetter || first === openingBracket) && beginsWithSum.test(text);
}

/** The same, and 城乡居民小计, 2020-03-10小计: not where names stand, since somebody may be called so. */
function saysSum(text: string): boolean {
  const mayEndSo = text.charCodeAt(0) > lastLetter || text.charCodeAt(text.length - 1) > lastLetter;
  return isSum(text) || (mayEndSo && endsWithSum.test(text));
}

const plainDay = /^\d{4}-\d\d-\d\d(?=$|[ T])/;
/** `20200310`, `20200310093000` */
const compactDay = /^(\d{4})(\d\d)(\d\d)(([01]\d|2[0-3])[0-5]\d[0-5]\d)?$/;
const knownDays = new Map<string, string>();

/** The files of a month name the same thirty days again and again, most with a time behind. */
function dayOf(row: RowReader<StatementColumn>): string {
  const text = row.text('day');
  const begin = text.length > 10 && (text[10] === ' ' || text[10] === 'T') ? text.slice(0, 10) : text;
  const known = knownDays.get(begin);
  if (known !== undefined) return known;
  const isPlain = plainDay.test(text);
  const day = readDay(isPlain ? begin : text.normalize('NFKC').replace(compactDay, '$1-$2-$3'));
  if (day !== undefined && isPlain && knownDays.size < mostKnownDays) knownDays.set(begin, day);
  if (day === undefined) row.refuse('day', 'date_wrong', '不是日期，请核对这一列有没有错位。');
  return day ?? '';
}

const mostKnownDays = 10_000;

const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;

function amountOf(row: RowReader<StatementColumn>, part: AmountPart, unit: 'yuan' | 'fen'): Fen | undefined {
  const text = row.text(part);
  if (text === '') {
    if (part === 'total') row.refuse(part, 'not_an_amount', '没有金额。');
    return undefined;
  }
  try {
    if (unit === 'fen') return wholeFen(text);
    return plainFen(text) ?? parseYuan(plain(text));
  } catch {
    const words =
      unit === 'fen' ? '不是以分为单位的整数。' : '不是金额。请核对这一列有没有错位，单位是不是元。';
    row.refuse(part, 'not_an_amount', words);
    return undefined;
  }
}

const [zero, dot, minus] = [0x30, 0x2e, 0x2d];
/** `-1234567890.12` */
const longestPlain = 14;

/** What nearly every cell is: `1234.50`, read digit by digit. Undefined: written otherwise. */
function plainFen(text: string): Fen | undefined {
  const { length } = text;
  if (length > longestPlain) return undefined;
  const begin = text.charCodeAt(0) === minus ? 1 : 0;
  const point = length - 3;
  if (point <= begin || text.charCodeAt(point) !== dot) return undefined;
  let amount = 0;
  for (let at = begin; at < length; at += 1) {
    if (at === point) continue;
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return undefined;
    amount = amount * 10 + digit;
  }
  return fen(begin === 1 ? -amount : amount);
}

/** `¥1,234.50`, `(1,234.50)`, and amounts with zeros behind the fen. */
function plain(text: string): string {
  let told = text
    .normalize('NFKC')
    .replace(/^[¥￥]\s*/u, '')
    .replace(/\s*元$/u, '');
  const inBrackets = /^\(([^()-]+)\)$/.exec(told)?.[1];
  if (inBrackets !== undefined) told = `-${inBrackets}`;
  if (grouped.test(told)) told = told.replaceAll(',', '');
  return told.replace(/(\.\d\d)0+$/, '$1');
}

function wholeFen(text: string): Fen {
  const told = grouped.test(text) ? text.replaceAll(',', '') : text;
  if (!/^-?\d{1,15}(\.0+)?$/.test(told)) throw new Refusal('not_an_amount', '不是以分为单位的整数。');
  return fen(Number(told.replace(/\.0+$/, '')));
}
