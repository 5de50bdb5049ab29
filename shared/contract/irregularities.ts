import { z } from 'zod';
import { request } from './request.ts';
import { idSchema, lineSchema, localDateSchema, secondPersonSchema } from './values.ts';

const count = z.int().min(0);

/**
 * What is looked for (Suixian 随县卫发〔2020〕1号, Chongqing 渝卫发〔2019〕39号: misuse of funds, over-treatment). Each is a
 * pattern of numbers that often has a good reason; nothing here says that somebody did wrong.
 */
export const irregularityKinds = [
  'overlapping_stays',
  'split_stay',
  'after_death',
  'daily_item',
  'rise_before_cap',
  'waivers',
  'reversals',
  'out_of_catalogue',
] as const;
export type IrregularityKind = (typeof irregularityKinds)[number];
export const irregularityKindTitles: Readonly<Record<IrregularityKind, string>> = {
  overlapping_stays: '就诊日期重叠',
  split_stay: '短期内再次住院',
  after_death: '死亡日期之后的费用或结算',
  daily_item: '按日项目多于住院天数',
  rise_before_cap: '接近限额时费用上升',
  waivers: '同一人多次减免',
  reversals: '同一账号多次撤销',
  out_of_catalogue: '科室目录外费用占比',
};

export const irregularityAnswers = ['explained', 'corrected', 'handed_on'] as const;
export type IrregularityAnswer = (typeof irregularityAnswers)[number];
export const irregularityAnswerTitles: Readonly<Record<IrregularityAnswer, string>> = {
  explained: '情况属实，有正当原因',
  corrected: '登记或收费有误，已更正',
  handed_on: '已转有关部门核实',
};

/** `lapsed`: a later search found it no more before it was closed. */
const states = ['open', 'answered', 'closed', 'lapsed'] as const;
export type IrregularityState = (typeof states)[number];
export const irregularityStateTitles: Readonly<Record<IrregularityState, string>> = {
  open: '待核实',
  answered: '已答复',
  closed: '已办结',
  lapsed: '不再成立',
};

const saidSchema = z.strictObject({ words: z.string(), at: z.string(), by: z.string() });

const findingSchema = z.strictObject({
  findingId: idSchema,
  state: z.enum(states),
  kind: z.enum(irregularityKinds),
  /** Whom it is about: a person, else an account or a department, whose name then stands in the sentence. */
  person: z.strictObject({ personId: idSchema, name: z.string(), maskedIdNumber: z.string() }).nullable(),
  /** What the numbers are, and nothing that they would prove. */
  sentence: z.string(),
  slipNumbers: z.array(z.string()).max(20),
  foundAt: z.string(),
  /** The last one that was given. */
  answer: saidSchema.extend({ answer: z.enum(irregularityAnswers) }).nullable(),
  closure: saidSchema.nullable(),
});
export type Irregularity = z.output<typeof findingSchema>;

const runningSchema = z.strictObject({ examinedCount: count });
export const irregularityProgressSchema = runningSchema.nullable();

const readers = ['finance', 'auditor'] as const;
const wordsSchema = lineSchema(200).min(1);

export const irregularityRequests = {
  'irregularities.list': request({
    input: z.strictObject({ state: z.enum(states) }),
    output: z.strictObject({
      /** The last search that came to its end; null before the first. */
      searched: z
        .strictObject({ day: localDateSchema, finishedAt: z.string(), examinedCount: count })
        .nullable(),
      running: irregularityProgressSchema,
      findings: z.array(findingSchema).max(200),
      more: z.boolean(),
    }),
    allowed: readers,
    answeredBy: 'service',
  }),
  /** Begins a search, or goes on with the one that broke off; one that runs already goes on. */
  'irregularities.examine': request({
    input: z.strictObject({}),
    output: runningSchema,
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  /** What was found out. Never by the account that it is about. */
  'irregularities.answer': request({
    input: z.strictObject({
      findingId: idSchema,
      answer: z.enum(irregularityAnswers),
      words: wordsSchema,
    }),
    output: z.strictObject({}),
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  /** Another one than who answered says that it is done. */
  'irregularities.close': request({
    input: z.strictObject({ findingId: idSchema, words: wordsSchema }),
    output: z.strictObject({}),
    allowed: readers,
    answeredBy: 'service',
  }),
  /** The day on which somebody died, as another office knows it; null takes a wrong record back. */
  'irregularities.recordDeath': request({
    input: z.strictObject({
      idNumber: lineSchema(40).min(1),
      diedOn: localDateSchema.nullable(),
      source: lineSchema(60).min(1),
    }),
    output: z.strictObject({ personName: z.string(), maskedIdNumber: z.string() }),
    allowed: ['finance'],
    answeredBy: 'service',
  }),
  /** The list of a state for a spreadsheet; asks where to and is written down. */
  'irregularities.save': request({
    input: z.strictObject({ state: z.enum(states), secondPerson: secondPersonSchema }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: readers,
    answeredBy: 'main',
  }),
};
