import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { CatalogueClass } from '../../../shared/fees/item.ts';
import { readExact } from '../../../shared/money/exact.ts';
import { MoneyError } from '../../../shared/money/fen.ts';
import { parseRatio, type Ratio, wholeRatio, zeroRatio } from '../../../shared/money/ratio.ts';
import { readDay } from '../tables/cell.ts';
import type { RowReader } from '../tables/row-reader.ts';
import { type CatalogueColumn, readCatalogueClass } from './columns.ts';

/** One item of a catalogue file that passed every check. Both days inclusive. */
export interface CatalogueRow {
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly catalogueClass: CatalogueClass;
  readonly preSelfPayRatio: Ratio;
  /** Exact decimals in yuan for one unit, by level of hospital; null where nothing limits the price. */
  readonly limits: readonly [level1: string | null, level2: string | null, level3: string | null];
  readonly unit: string | null;
  readonly beginsOn: LocalDate;
  readonly endsOn: LocalDate | null;
}

type Reader = RowReader<CatalogueColumn>;

/** Checks one item; what is wrong stands in the reader's problems, and then nothing is returned. */
export function readCatalogueRow(reader: Reader): CatalogueRow | undefined {
  const code = reader.required('code', 60, '目录编码为空，请补上；不是目录项目的行请删掉。');
  const name = reader.required('name', 200, '项目名称为空，请补上；不是目录项目的行请删掉。');
  reader.limit('unit', 20);
  const catalogueClass = readCatalogueClass(reader, 'catalogueClass');
  const preSelfPayRatio = catalogueClass === undefined ? zeroRatio : readRatio(reader, catalogueClass);
  const limits = [
    readLimit(reader, 'limitLevel1'),
    readLimit(reader, 'limitLevel2'),
    readLimit(reader, 'limitLevel3'),
  ] as const;
  const beginsOn = readPeriodDay(reader, 'beginsOn');
  const endsOn = reader.text('endsOn') === '' ? null : readPeriodDay(reader, 'endsOn');
  if (beginsOn !== undefined && endsOn && endsOn < beginsOn) {
    reader.refuse('endsOn', 'period_reversed', `结束日期 ${endsOn} 早于开始日期 ${beginsOn}，请核对。`);
  }
  if (reader.problems.length > 0 || catalogueClass === undefined) return undefined;
  if (beginsOn === undefined || endsOn === undefined) return undefined;
  const { line } = reader;
  const unit = reader.optional('unit') ?? null;
  return { line, code, name, catalogueClass, preSelfPayRatio, limits, unit, beginsOn, endsOn };
}

/** Class A may stand without one, class C pays all of it anyway. */
function readRatio(reader: Reader, catalogueClass: CatalogueClass): Ratio {
  const text = reader.text('preSelfPayRatio');
  if (catalogueClass === 'C' || (catalogueClass === 'A' && text === '')) return zeroRatio;
  if (text === '') {
    const sentence = '乙类项目缺少先行自付比例，请补上后重新导入。';
    reader.refuse('preSelfPayRatio', 'pre_self_pay_ratio_missing', sentence);
    return zeroRatio;
  }
  try {
    const ratio = parseRatio(text);
    if (ratio <= wholeRatio) return ratio;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
  }
  const sentence = `先行自付比例“${text.slice(0, 20)}”不对，请写 0% 到 100% 之间的比例。`;
  reader.refuse('preSelfPayRatio', 'pre_self_pay_ratio_wrong', sentence);
  return zeroRatio;
}

/** The level's own limit, else the one for all levels. */
function readLimit(reader: Reader, own: 'limitLevel1' | 'limitLevel2' | 'limitLevel3'): string | null {
  const key = reader.text(own) === '' ? 'limit' : own;
  const text = reader.text(key);
  if (text === '') return null;
  const limit = readExact(text);
  if (limit !== undefined && !limit.isNegative()) return text;
  const sentence = `限价“${text.slice(0, 40)}”不对，请写不小于零的数字，不带逗号和单位。`;
  reader.refuse(key, 'limit_price_not_a_number', sentence);
  return null;
}

function readPeriodDay(reader: Reader, key: 'beginsOn' | 'endsOn'): LocalDate | undefined {
  const text = reader.text(key);
  const day = readDay(text);
  if (day === undefined) {
    reader.refuse(key, 'date_wrong', `“${text.slice(0, 20)}”不是日期，请写成 2020-01-31。`);
  }
  return day;
}
