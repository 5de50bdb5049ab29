import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { CostClass } from '../../../shared/contract/stays.ts';
import type { CostParts } from '../../../shared/engine/claim.ts';
import { readCatalogueClass } from '../catalogue/columns.ts';
import { type CatalogueClass, type ItemErrorCode, splitItem } from '../../../shared/fees/item.ts';
import { parseRatio, type Ratio, zeroRatio } from '../../../shared/money/ratio.ts';
import { readDay } from '../tables/cell.ts';
import type { RowReader } from '../tables/row-reader.ts';
import { costClassOfWord, type FeeColumn } from './columns.ts';

/** One item of a fee list that passed every check, with the four parts of its cost. */
export interface FeeRow {
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly costClass: CostClass;
  readonly catalogueClass: CatalogueClass;
  readonly preSelfPayRatio: Ratio;
  readonly limitPrice: string | null;
  readonly price: string;
  readonly quantity: string;
  readonly parts: CostParts;
  readonly chargedOn: LocalDate;
  readonly unit: string | null;
  /** The line's number in the hospital's own system. */
  readonly serial: string | null;
}

/** The days on which an item can have been charged, both inclusive. */
export interface ChargingPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

type Reader = RowReader<FeeColumn>;

/** Whose the list has to be. */
export interface ListedStay {
  readonly admissionNumber: string;
  readonly period: ChargingPeriod;
}

/** Checks one item; what is wrong stands in the reader's problems, and then nothing is returned. */
export function readFeeRow(reader: Reader, { admissionNumber, period }: ListedStay): FeeRow | undefined {
  const code = reader.required('code', 60, '项目编码为空，请补上；不是收费项目的行请删掉。');
  const name = reader.required('name', 200, '项目名称为空，请补上；不是收费项目的行请删掉。');
  const costClass = readCostClass(reader);
  const catalogueClass = readCatalogueClass(reader, 'catalogueClass');
  const chargedOn = readChargedOn(reader, period);
  reader.limit('unit', 20);
  reader.limit('serial', 60);
  refuseOtherStay(reader, admissionNumber);
  if (catalogueClass === undefined) return undefined;
  const parts = readParts(reader, catalogueClass);
  if (costClass === undefined || chargedOn === undefined || parts === undefined) return undefined;
  if (reader.problems.length > 0) return undefined;
  const ratio = catalogueClass === 'C' ? undefined : reader.optional('preSelfPayRatio');
  return {
    line: reader.line,
    code,
    name,
    costClass,
    catalogueClass,
    parts,
    chargedOn,
    preSelfPayRatio: ratio === undefined ? zeroRatio : parseRatio(ratio),
    limitPrice: reader.optional('limitPrice') ?? null,
    price: reader.text('price'),
    quantity: reader.text('quantity'),
    unit: reader.optional('unit') ?? null,
    serial: reader.optional('serial') ?? null,
  };
}

function refuseOtherStay(reader: Reader, admissionNumber: string): void {
  const said = reader.optional('admissionNumber');
  if (said === undefined || said === admissionNumber) return;
  const sentence = `住院号（门诊号）是 ${said.slice(0, 30)}，这一次是 ${admissionNumber}，请核对患者和文件。`;
  reader.refuse('admissionNumber', 'fee_file_of_another_stay', sentence);
}

function readCostClass(reader: Reader): CostClass | undefined {
  const word = reader.text('costClass');
  const costClass = costClassOfWord.get(word);
  if (costClass === undefined) {
    const sentence = `费用类别“${word.slice(0, 20)}”不认识，请写“床位”“西药”“化验”等结算单上的类别。`;
    reader.refuse('costClass', 'cost_class_unknown', sentence);
  }
  return costClass;
}

function readChargedOn(reader: Reader, period: ChargingPeriod): LocalDate | undefined {
  const text = reader.text('chargedOn');
  const day = readDay(text);
  if (day === undefined) {
    reader.refuse('chargedOn', 'date_wrong', `“${text.slice(0, 20)}”不是日期，请写成 2020-01-31。`);
  } else if (day < period.from || day > period.to) {
    const sentence = `费用日期 ${day} 不在这次就医的日期内（${period.from} 至 ${period.to}），请核对是不是这一次的费用。`;
    reader.refuse('chargedOn', 'charged_outside_stay', sentence);
  }
  return day;
}

const columnOfFault: Record<ItemErrorCode, FeeColumn> = {
  price_not_a_number: 'price',
  quantity_not_a_number: 'quantity',
  limit_price_not_a_number: 'limitPrice',
  pre_self_pay_ratio_missing: 'preSelfPayRatio',
  pre_self_pay_ratio_wrong: 'preSelfPayRatio',
  amount_not_a_number: 'amount',
  amount_mismatch: 'amount',
  amount_too_large: 'amount',
};

function readParts(reader: Reader, catalogueClass: CatalogueClass): CostParts | undefined {
  const amount = reader.text('amount');
  if (amount === '') {
    reader.refuse('amount', 'not_an_amount', '金额为空，请补上。');
    return undefined;
  }
  const split = splitItem({
    catalogueClass,
    preSelfPayRatio: reader.optional('preSelfPayRatio'),
    limitPrice: reader.optional('limitPrice'),
    price: reader.text('price'),
    quantity: reader.text('quantity'),
    amount,
  });
  if (split.ok) return split.parts;
  // In the amount's own column a word and too many decimals are one fault.
  const code = split.code === 'amount_not_a_number' ? 'not_an_amount' : split.code;
  reader.refuse(columnOfFault[split.code], code, split.sentence);
  return undefined;
}
