import * as z from 'zod';
import { places } from '../../engine/claim.ts';
import { category } from './condition.ts';
import { amount, count, day, factor, oneOrMore, points, share, truth, words } from './scalar.ts';

/** One band: what lies above the amount is paid at the ratio, up to where the next band begins. */
export const band = z.strictObject({ above: amount, ratio: share });

/** ICD-10 codes by the name of a disease: `C15`, `F20.0` or a range of categories `F00-F99`. */
export const diseaseCode = z
  .string()
  .regex(
    /^[A-Z]\d\d(\.\d{1,3})?$|^[A-Z]\d\d-[A-Z]\d\d$/,
    '病种编码请写 C15、F20.0 或 F00-F99 这样的 ICD-10 编码。',
  );

/** What a value of each type of option looks like. */
export const optionValues = {
  yuan: amount,
  ratio: share,
  factor,
  points,
  count,
  choice: words,
  categories: oneOrMore(category),
  bands: z.array(band).min(1).max(50),
  switch: truth,
  date: day,
  disease_codes: z.record(words, oneOrMore(diseaseCode)),
  item_codes: z.array(words).max(5000),
} as const;

export type OptionType = keyof typeof optionValues;
export const optionTypes = Object.keys(optionValues) as [OptionType, ...OptionType[]];

/** The facts by which an option may have one value each. */
export const optionKeys = {
  hospital_level: ['1', '2', '3'],
  place: places,
  visit: undefined,
} as const;

/**
 * A value that the document leaves to the county. Without a default it says what happens while nobody has set it:
 * `refuse` the settlement, the layer `pays_nothing`, or the line that names it is `left_out`.
 */
export const option = z
  .strictObject({
    type: z.enum(optionTypes),
    by: z
      .enum(['hospital_level', 'place', 'visit'])
      .optional()
      .describe('按医院等级、就医地或住院次数各设一个值'),
    one_of: z.array(words).min(2).max(20).optional(),
    at_least: z
      .string()
      .optional()
      .meta({ type: ['number', 'string'] }),
    at_most: z
      .string()
      .optional()
      .meta({ type: ['number', 'string'] }),
    default: z.unknown().optional(),
    unset: z.enum(['refuse', 'pays_nothing', 'left_out']).optional(),
    says: words.describe('给经办人看的一句话：这是什么，由谁确认'),
    clause: words.optional().describe('上下限出自文件的哪一条'),
  })
  .refine((value) => (value.default === undefined) !== (value.unset === undefined), {
    message: '选项要么有 default，要么用 unset 说明没有设定时怎么办（refuse、pays_nothing、left_out）。',
  })
  .refine((value) => (value.type === 'choice') === (value.one_of !== undefined), {
    message: 'choice 类型的选项要有 one_of，别的类型没有。',
  });

export type Option = z.output<typeof option>;
