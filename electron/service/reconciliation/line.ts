import { Refusal } from '../../../shared/contract/refusal.ts';
import { type AmountPart, amountParts, type StatementColumn } from '../../../shared/contract/statement.ts';
import { type Fen, fen, negateFen, parseYuan } from '../../../shared/money/fen.ts';
import { readDay } from '../tables/cell.ts';
import type { RowReader } from '../tables/row-reader.ts';

/** What is kept of a line, in this order; an amount as whole fen, and what is not stated empty. */
export const lineFields = [
  'line',
  'number',
  'slipNumber',
  'admissionNumber',
  'stayNumber',
  'personName',
  'day',
  'insurance',
  'visitType',
  'clearingType',
  ...amountParts,
] as const;
export type LineField = (typeof lineFields)[number];

/** What a file is read by. */
export interface LineReading {
  readonly unit: 'yuan' | 'fen';
  /** Ours: a line that names another hospital is none of ours. */
  readonly hospitalCode: string;
}

/** A line of the statement; a row of sums; another hospital's; or nothing, where the reader says what is wrong. */
export type ReadLine = readonly string[] | 'sum' | 'foreign' | undefined;

const keys = ['number', 'slipNumber', 'admissionNumber', 'stayNumber'] as const;
const longest: Readonly<
  Record<(typeof keys)[number] | 'personName' | 'insurance' | 'visitType' | 'clearingType', number>
> = {
  number: 60,
  slipNumber: 60,
  admissionNumber: 60,
  stayNumber: 60,
  personName: 50,
  insurance: 30,
  visitType: 30,
  clearingType: 30,
};

/** One row of a statement file as the cells of a line. */
export function readLine(row: RowReader<StatementColumn>, { unit, hospitalCode }: LineReading): ReadLine {
  if (isSum(row)) return 'sum';
  const code = row.text('hospitalCode');
  if (code !== '' && code !== hospitalCode) return 'foreign';
  const texts = (Object.keys(longest) as (keyof typeof longest)[]).map((key) => {
    row.limit(key, longest[key]);
    return row.text(key);
  });
  if (keys.every((key) => row.text(key) === '')) {
    row.refuse(
      firstKey(row),
      'line_without_number',
      '结算号、单号、住院号都没有，无法对照，请在原系统补全后重新导出。',
    );
  }
  const day = dayOf(row.text('day'));
  if (day === undefined) row.refuse('day', 'date_wrong', '不是日期，请核对这一列有没有错位。');
  const isRefund = refundWords.has(row.text('refund'));
  const amounts = amountParts.map((part) => {
    const amount = amountOf(row, part, unit);
    return amount === undefined ? '' : String(isRefund && amount > 0 ? negateFen(amount) : amount);
  });
  if (row.problems.length > 0 || day === undefined) return undefined;
  const [
    number = '',
    slip = '',
    admission = '',
    stay = '',
    name = '',
    insurance = '',
    visit = '',
    clearing = '',
  ] = texts;
  return [String(row.line), number, slip, admission, stay, name, day, insurance, visit, clearing, ...amounts];
}

const refundWords: ReadonlySet<string> = new Set(['1', '是', 'Y', 'y', '退费', '撤销', '冲销']);
const sumWords = /^[（(]?(合\s*计|总\s*计|小\s*计|累\s*计|本页|本月|共计)/u;

/** 合计, 小计: where a number or a name would stand, and no number that a settlement could be found by. */
function isSum(row: RowReader<StatementColumn>): boolean {
  const marks = [...keys, 'day', 'personName', 'hospitalCode', 'insurance'] as const;
  return marks.some((key) => sumWords.test(row.text(key)));
}

function firstKey(row: RowReader<StatementColumn>): (typeof keys)[number] {
  return keys.find((key) => row.has(key)) ?? 'number';
}

const knownDays = new Map<string, string>();
const plainDay = /^\d{4}-\d\d-\d\d(?=$|[ T])/;

/** The files of a month name the same thirty days again and again, most with a time behind. */
function dayOf(text: string): string | undefined {
  const begin = plainDay.exec(text)?.[0];
  const known = begin === undefined ? undefined : knownDays.get(begin);
  if (known !== undefined) return known;
  const day = readDay(
    begin ?? (/^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text),
  );
  if (day !== undefined && begin !== undefined && knownDays.size < 10_000) knownDays.set(begin, day);
  return day;
}

const plainAmount = /^-?\d{1,10}(\.\d{1,2})?$/;
const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;

function amountOf(row: RowReader<StatementColumn>, part: AmountPart, unit: 'yuan' | 'fen'): Fen | undefined {
  const text = row.text(part);
  if (text === '') {
    if (part === 'total') row.refuse(part, 'not_an_amount', '没有金额。');
    return undefined;
  }
  try {
    if (unit === 'fen') return wholeFen(text);
    return plainAmount.test(text) ? parseYuan(text) : parseYuan(plain(text));
  } catch {
    const words =
      unit === 'fen' ? '不是以分为单位的整数。' : '不是金额。请核对这一列有没有错位，单位是不是元。';
    row.refuse(part, 'not_an_amount', words);
    return undefined;
  }
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
