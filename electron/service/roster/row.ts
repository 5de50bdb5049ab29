import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Problem } from '../../../shared/contract/refusal.ts';
import { readIdNumber } from '../../../shared/identity/id-number.ts';
import type { Table } from '../tables/read.ts';
import type { TableRow } from '../tables/row.ts';
import { RowReader } from '../tables/row-reader.ts';
import { type InsuranceState, insuranceStateOfWord, type RosterColumn } from './columns.ts';
import { readEligibilities, type RosterEligibility } from './eligibilities.ts';
import { isPhone, plainPhone } from './phone.ts';
import { faultOfName, plainName } from './name.ts';

/** One row of a roster that passed every check. */
export interface RosterRow {
  readonly line: number;
  readonly name: string;
  /** 18 characters. */
  readonly idNumber: string;
  readonly householdNumber: string | null;
  readonly relation: string | null;
  /** Where the person is insured, six digits. */
  readonly region: string;
  readonly township: string | null;
  readonly village: string | null;
  readonly insuranceState: InsuranceState;
  readonly phone: string | null;
  readonly eligibilities: readonly RosterEligibility[];
}

export type CheckedRow =
  | { readonly ok: true; readonly row: RosterRow }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks one row; every problem in it is found. `today` decides whether a birth date lies in the future. */
export function checkRosterRow(table: Table<RosterColumn>, row: TableRow, today: LocalDate): CheckedRow {
  const reader = new RowReader(table, row);
  const region = readRegion(reader);
  const checked = {
    line: row.line,
    name: readName(reader),
    idNumber: readNumber(reader, today),
    householdNumber: readText(reader, 'householdNumber', 40),
    relation: readText(reader, 'relation', 20),
    region,
    township: readText(reader, 'township', 40),
    village: readText(reader, 'village', 40),
    insuranceState: readInsuranceState(reader),
    phone: readPhone(reader),
    eligibilities: readEligibilities(reader, table.positions.category.length, region),
  };
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, row: checked };
}

type Reader = RowReader<RosterColumn>;

function readName(reader: Reader): string {
  const name = plainName(reader.text('name'));
  const fault = faultOfName(name);
  if (fault) reader.refuse('name', fault.code, fault.sentence);
  return name;
}

function readNumber(reader: Reader, today: LocalDate): string {
  const reading = readIdNumber(reader.text('idNumber'), today);
  if (reading.ok) return reading.number;
  reader.refuse('idNumber', reading.code, reading.sentence);
  return '';
}

function readRegion(reader: Reader): string {
  const region = reader.text('region');
  if (!/^\d{6}$/.test(region)) {
    const sentence = `“${region.slice(0, 20)}”不是区划代码，请写 6 位数字，例如 421321。`;
    reader.refuse('region', 'region_wrong', sentence);
  }
  return region;
}

function readInsuranceState(reader: Reader): InsuranceState {
  const word = reader.text('insuranceState');
  const state = insuranceStateOfWord.get(word);
  if (state !== undefined) return state;
  const sentence = `参保状态“${word.slice(0, 20)}”不认识，请写“正常参保”“暂停参保”或“未参保”。`;
  reader.refuse('insuranceState', 'insurance_state_unknown', sentence);
  return 'none';
}

function readPhone(reader: Reader): string | null {
  const phone = plainPhone(reader.text('phone'));
  if (phone === '') return null;
  if (!isPhone(phone)) reader.refuse('phone', 'phone_wrong', '联系电话应为 5 至 20 位数字，请核对。');
  return phone;
}

function readText(reader: Reader, key: RosterColumn, longest: number): string | null {
  reader.limit(key, longest);
  return reader.optional(key) ?? null;
}
