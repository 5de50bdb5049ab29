import * as z from 'zod';
import { type LocalDate, parseLocalDate } from '../../calendar/local-date.ts';
import { places } from '../../engine/claim.ts';
import type { HospitalLevel } from '../../engine/claim.ts';
import { type Fen, MoneyError, parseYuan, zeroFen } from '../../money/fen.ts';
import { eligibilityCategories } from '../eligibility.ts';
import { type PackProblem, PackRefused } from '../problem.ts';
import { problemOf } from '../schema-problem.ts';
import { YamlDocument } from '../yaml-document.ts';

/** Conformance cases: amounts computed by hand or published elsewhere. Everything is read as text. */

const money = z.string().transform((text, context): Fen => {
  try {
    return parseYuan(text);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    context.addIssue({ code: 'custom', message: error.message, params: { code: error.code } });
    return z.NEVER;
  }
});

const day = z.string().transform((text, context): LocalDate => {
  const date = parseLocalDate(text);
  if (date !== undefined) return date;
  context.addIssue({ code: 'custom', message: `“${text}”不是日期。`, params: { code: 'date_wrong' } });
  return z.NEVER;
});

const truth = z.enum(['true', 'false']).transform((text) => text === 'true');
const count = z
  .string()
  .regex(/^\d{1,6}$/, '这里应是整数。')
  .transform(Number);

const person = z.strictObject({
  categories: z.array(z.enum(eligibilityCategories)).default([]),
  age: count.optional(),
  diseases: z.array(z.string()).default([]),
  insured: truth.default(true),
});

const hospital = z.strictObject({
  level: z
    .enum(['1', '2', '3'])
    .default('2')
    .transform((text) => Number(text) as HospitalLevel),
  county_level: truth.default(true),
});

const year = z.strictObject({
  critical_illness_burden: money.default(zeroFen),
  personal: money.default(zeroFen),
  personal_in_scope: money.default(zeroFen),
  deductible: money.default(zeroFen),
  stays: count.default(0),
  paid: z.record(z.string(), money).default({}),
});

const cost = z.strictObject({
  total: money,
  own_expense: money.default(zeroFen),
  over_limit: money.default(zeroFen),
  pre_self_pay: money.default(zeroFen),
});

const fee = z.strictObject({
  class: z.enum(['A', 'B', 'C']),
  ratio: z.string().optional(),
  limit_price: z.string().optional(),
  quantity: z.string(),
  price: z.string(),
});

/** Amounts by name, and `error` for a refusal. */
const expectation = z.record(z.string(), z.string());

const stay = z
  .strictObject({
    place: z.enum(places).default('county'),
    admitted: day.optional(),
    settled: day,
    hospital: hospital.optional(),
    cost: cost.optional(),
    fees: z.array(fee).optional(),
    approved: z.record(z.string(), money).default({}),
    /** A visit for the disease with this ICD-10 code, for which the person is qualified. */
    outpatient: z.string().optional(),
    /** Sent down by a higher hospital. */
    down_referred: truth.default(false),
    /** Cost of the items of this stay that stand in a list of the pack, by the list's name. */
    item_lists: z.record(z.string(), money).default({}),
    expect: expectation.default({}),
  })
  .refine(
    (value) => (value.cost === undefined) !== (value.fees === undefined),
    'cost 和 fees 写且只写一个。',
  );

const reversal = z.strictObject({ reverse: count });

/** What was approved after a stay was settled, counted as `reverse` counts it; `personal` is then what the patient still bears of it. */
const topUp = z.strictObject({
  top_up: count,
  layer: z.string(),
  amount: money,
  expect: expectation.default({}),
});

const stayCase = z.strictObject({
  name: z.string(),
  /** For the official who looks at the workbench, in Chinese. */
  says: z.string().optional(),
  pack: z.string(),
  options: z.record(z.string(), z.unknown()).default({}),
  person: person.optional(),
  hospital: hospital.optional(),
  year: year.optional(),
  stays: z.array(z.union([stay, reversal, topUp])).min(1),
});

const layerCase = z.strictObject({
  name: z.string(),
  pack: z.string(),
  options: z.record(z.string(), z.unknown()).default({}),
  layer: z.string(),
  before: money.default(zeroFen),
  burden: money,
  expect: z.union([money, z.strictObject({ error: z.string() })]),
  person: person.optional(),
  hospital: hospital.optional(),
  place: z.enum(places).default('county'),
  settled: day.optional(),
  diseases: z.array(z.string()).default([]),
  kind: z.string().optional(),
});

const identityCase = z.strictObject({
  name: z.string(),
  accept: truth,
  total: money,
  parts: z.array(money),
  payers: z.record(z.string(), money),
});

export type StayCase = z.output<typeof stayCase>;
export type LayerCase = z.output<typeof layerCase>;
export type IdentityCase = z.output<typeof identityCase>;
export type StayText = z.output<typeof stay>;
export type TopUpText = z.output<typeof topUp>;

export type ConformanceCase =
  | { readonly shape: 'stays'; readonly value: StayCase }
  | { readonly shape: 'layer'; readonly value: LayerCase }
  | { readonly shape: 'identity'; readonly value: IdentityCase }
  | { readonly shape: 'faulty'; readonly value: FaultyCase };

/** A list item that is no case; it counts as one that failed, and the others of its file still run. */
export interface FaultyCase {
  readonly name: string;
  readonly problems: readonly PackProblem[];
}

/**
 * Reads a case file. An item that is no case becomes a faulty one, with file, line and column of everything wrong;
 * throws PackRefused for a file that is no list of YAML.
 */
export function readCases(text: string, file: string): ConformanceCase[] {
  const document = YamlDocument.read(text, file);
  if (!Array.isArray(document.data)) {
    throw new PackRefused([
      { ...document.placeOf([]), code: 'not_a_case_file', sentence: '用例文件应是一个列表。' },
    ]);
  }
  return document.data.map((item, index): ConformanceCase => {
    const has = (key: string): boolean => typeof item === 'object' && key in item;
    const shape = has('stays') ? 'stays' : has('layer') ? 'layer' : 'identity';
    const result = schemas[shape].safeParse(item);
    if (result.success) return { shape, value: result.data } as ConformanceCase;
    const problems = result.error.issues.flatMap((issue) =>
      problemOf({ ...issue, path: [index, ...issue.path] }, document),
    );
    return { shape: 'faulty', value: { name: `case ${index + 1}`, problems } };
  });
}

const schemas = { stays: stayCase, layer: layerCase, identity: identityCase } as const;
