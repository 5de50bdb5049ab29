import { z } from 'zod';
import type { Fen } from '../../../shared/money/fen.ts';
import { insuranceTypes } from './dictionary.ts';
import { type Concerned, meaningful, type Question } from './exchange.ts';
import { OwnVerdict } from './outcome.ts';
import { wireYuan } from './wire-text.ts';

/** What a kind of cumulative amount is to us: a field of the year, or what one layer paid (`layer`, `layer.kind`). */
type CumulativeField = { readonly field: 'stays' | AmountField } | { readonly paidBy: string };
type AmountField = 'criticalIllnessBurdenFen' | 'personalFen' | 'personalInScopeFen' | 'deductibleFen';

/**
 * The kinds of cumulative amounts (累计类别) by their code, as data. The convention leaves the codes to the provinces;
 * these are the practice platform's, until a county confirms its own. A code that is not listed is left out and counted.
 */
export const cumulativeTypes: Readonly<Record<string, CumulativeField>> = {
  C0000: { field: 'stays' },
  Q0000: { field: 'deductibleFen' },
  G0000: { field: 'personalFen' },
  G0001: { field: 'personalInScopeFen' },
  G0002: { field: 'criticalIllnessBurdenFen' },
  D390100: { paidBy: 'basic_insurance' },
  D390110: { paidBy: 'outpatient_insurance' },
  D390200: { paidBy: 'critical_illness' },
  D610100: { paidBy: 'medical_assistance' },
  D610101: { paidBy: 'medical_assistance.major_illness' },
  D610102: { paidBy: 'medical_assistance.ordinary_illness' },
  D999701: { paidBy: 'supplementary' },
  D999702: { paidBy: 'health_fund' },
  D999703: { paidBy: 'poverty_insurance' },
  D999704: { paidBy: 'emergency_assistance' },
  D999705: { paidBy: 'temporary_relief' },
  D999706: { paidBy: 'charity' },
  D999996: { paidBy: 'hospital_waiver' },
};

export interface CumulativeQuestion {
  readonly record: Concerned;
  /** `psn_no` of 1101. */
  readonly personNumber: string;
  readonly insurance: string;
  readonly year: number;
}

/** What the platform says of a year. What it does not speak of is not here: that is no zero. */
export interface Cumulative {
  readonly amounts: Partial<Readonly<Record<AmountField, Fen>>>;
  readonly stays: number | undefined;
  /** By layer, or `layer.kind`. */
  readonly paidFen: Readonly<Record<string, Fen>>;
  /** Kinds of this year that no county of ours has listed. */
  readonly unlistedCount: number;
}

/** More kinds than any province counts; a longer list is no answer. */
const mostRows = 500;
const rowSchema = z.object({
  insutype: z.string().max(10),
  year: z.string().max(10),
  cum_type_code: z.string().min(1).max(60),
  cum: z.string().max(30),
});
type Row = z.output<typeof rowSchema>;
const cumulatedSchema = z.object({
  cuminfo: z
    .union([z.array(rowSchema).max(mostRows), rowSchema.transform((one) => [one])])
    .nullish()
    .transform((rows) => rows ?? []),
});

/** 5206: what did this person's year come to? */
export function cumulativeQuestion(asked: CumulativeQuestion, messageId: string): Question<Cumulative> {
  const { record, personNumber, insurance, year } = asked;
  const insuranceType = insuranceTypes[insurance];
  return {
    transactionCode: '5206',
    messageId,
    record,
    input: { data: { psn_no: personNumber, cum_ym: `${year}` } },
    read: (output) => {
      const { cuminfo } = meaningful(cumulatedSchema, output);
      return understood(
        cuminfo.filter((row) => row.insutype === insuranceType && row.year.trim() === String(year)),
      );
    },
  };
}

/**
 * From the wire's rows to ours. One that is negative, no amount, or said twice makes the whole answer nonsense: from
 * half of a year nobody is settled. So does a list of which nothing at all is understood.
 */
function understood(rows: readonly Row[]): Cumulative {
  const amounts: Partial<Record<AmountField, Fen>> = {};
  const paidFen: Record<string, Fen> = {};
  let stays: number | undefined;
  const said = new Set<string>();
  for (const { cum_type_code: code, cum } of rows) {
    if (said.has(code)) throw new OwnVerdict('unknown', 'nonsense');
    said.add(code);
    const type = Object.hasOwn(cumulativeTypes, code) ? cumulativeTypes[code] : undefined;
    if (type === undefined) continue;
    if ('paidBy' in type) paidFen[type.paidBy] = amountOf(cum);
    else if (type.field === 'stays') stays = countOf(cum);
    else amounts[type.field] = amountOf(cum);
  }
  const unlistedCount = [...said].filter((code) => !Object.hasOwn(cumulativeTypes, code)).length;
  if (rows.length > 0 && unlistedCount === said.size) throw new OwnVerdict('unknown', 'nonsense');
  return { amounts, stays, paidFen, unlistedCount };
}

function amountOf(text: string): Fen {
  const amount = meaningful(wireYuan, text);
  if (amount < 0) throw new OwnVerdict('unknown', 'nonsense');
  return amount;
}

/** A count of stays; some centres write it as an amount. */
function countOf(text: string): number {
  const [, digits] = /^(\d{1,4})(?:\.0{1,2})?$/.exec(text) ?? [];
  if (digits === undefined) throw new OwnVerdict('unknown', 'nonsense');
  return Number(digits);
}
