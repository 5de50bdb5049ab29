import * as z from 'zod';
import { type LocalDate, parseLocalDate } from '../../calendar/local-date.ts';
import { type Fen, MoneyError, parseYuan } from '../../money/fen.ts';
import { type Ratio, parseRatio, wholeRatio } from '../../money/ratio.ts';
import { readExact } from '../../money/exact.ts';

/**
 * The single values of a pack. A pack is read as text throughout (failsafe YAML), so that 90% and 0.1 never pass
 * through a float. The `type` in each meta is what an editor sees: there 5000 is a number.
 */

/** A value that the county sets: `$basic_deductible`. */
export interface OptionName {
  readonly option: string;
}

/** Either the number of the document itself or the name of an option. */
export type Given<T> = T | OptionName;

export function isOptionName(value: unknown): value is OptionName {
  return typeof value === 'object' && value !== null && 'option' in value;
}

/** A text that `read` turns into a value; what it throws becomes an error with its code and Chinese sentence. */
function scalar<T>(read: (text: string) => T, meta: Record<string, unknown>): z.ZodType<T, string> {
  return z
    .string()
    .transform((text, context) => {
      try {
        return read(text);
      } catch (error) {
        if (!(error instanceof MoneyError) && !(error instanceof ScalarError)) throw error;
        context.addIssue({ code: 'custom', message: error.message, params: { code: error.code } });
        return z.NEVER;
      }
    })
    .meta(meta);
}

class ScalarError extends Error {
  readonly code: string;
  constructor(code: string, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

function readAmount(text: string): Fen {
  const amount = parseYuan(text);
  if (amount < 0) throw new ScalarError('amount_negative', `“${text}”是负数，这里的金额不能小于零。`);
  return amount;
}

function readShare(text: string): Ratio {
  if (!text.endsWith('%')) throw new ScalarError('ratio_needs_percent', `“${text}”要带百分号，例如 90%。`);
  const ratio = parseRatio(text);
  if (ratio > wholeRatio) throw new ScalarError('ratio_out_of_range', `“${text}”超过 100%。`);
  return ratio;
}

function readFactor(text: string): Ratio {
  if (!text.endsWith('%')) throw new ScalarError('ratio_needs_percent', `“${text}”要带百分号，例如 50%。`);
  return parseRatio(text);
}

/** Percentage points as millionths of the whole: 5 is 50000, and -10 is -100000. */
function readPoints(text: string): number {
  const millionths = readExact(text)?.times(10_000);
  if (millionths === undefined || !millionths.isInteger() || millionths.abs().greaterThan(1_000_000)) {
    throw new ScalarError('points_wrong', `“${text}”不是百分点，请写 -100 到 100 的数字，例如 5。`);
  }
  return millionths.isZero() ? 0 : millionths.toNumber();
}

function readCount(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new ScalarError('count_wrong', `“${text}”不是整数。`);
  return Number(text);
}

function readDay(text: string): LocalDate {
  const day = parseLocalDate(text);
  if (day === undefined || day !== text) {
    throw new ScalarError('date_wrong', `“${text}”不是日期，请写成 2020-01-31。`);
  }
  return day;
}

const optionPattern = String.raw`\$[a-z][a-z0-9_]*`;

function given<T>(read: (text: string) => T, meta: { type: unknown; pattern: string; description: string }) {
  const readGiven = (text: string): Given<T> =>
    text.startsWith('$') ? { option: readOptionName(text) } : read(text);
  return scalar(readGiven, { ...meta, pattern: `^(${meta.pattern}|${optionPattern})$` });
}

function readOptionName(text: string): string {
  if (!/^\$[a-z][a-z0-9_]*$/.test(text)) {
    throw new ScalarError(
      'option_name_wrong',
      `“${text}”不是选项的写法，请写 $ 加选项名，例如 $basic_deductible。`,
    );
  }
  return text.slice(1);
}

const yuanMeta = {
  type: ['number', 'string'],
  pattern: String.raw`\d+(\.\d{1,2})?`,
  description: '金额，单位元，最多两位小数',
};
const percentMeta = { type: 'string', pattern: String.raw`\d+(\.\d+)?%`, description: '比例，带百分号' };
const pointsMeta = { type: ['number', 'string'], pattern: String.raw`-?\d+(\.\d+)?`, description: '百分点' };

export const amount = scalar(readAmount, yuanMeta);
export const share = scalar(readShare, percentMeta);
export const factor = scalar(readFactor, percentMeta);
export const points = scalar(readPoints, pointsMeta);
export const count = scalar(readCount, { type: ['integer', 'string'], pattern: String.raw`^\d+$` });
export const day = scalar(readDay, {
  type: 'string',
  pattern: String.raw`^\d{4}-\d{2}-\d{2}$`,
  description: '日期',
});

export const givenAmount = given(readAmount, yuanMeta);
export const givenShare = given(readShare, percentMeta);
export const givenFactor = given(readFactor, percentMeta);
export const givenPoints = given(readPoints, pointsMeta);
export const givenDay = given(readDay, {
  type: 'string',
  pattern: String.raw`\d{4}-\d{2}-\d{2}`,
  description: '日期',
});

export const optionName = scalar<OptionName>((text) => ({ option: readOptionName(text) }), {
  type: 'string',
  pattern: `^${optionPattern}$`,
  description: '选项名，前面加 $',
});

export const truth = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .meta({ type: 'boolean', enum: [true, false] });

/** An id that packs, cases and records use: small letters, digits and underscores. */
export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, '标识只能用小写字母、数字和下划线，以字母开头。')
  // Layers and payers are keys of plain objects, and every object has that one already.
  .refine((id) => id !== 'constructor', '标识不能叫 constructor，请换一个。');

/** A sentence or a name that people read. */
export const words = z.string().min(1, '这里不能空着。').max(500, '这里最多 500 字。');

/** One value or a list of them; always read as a list. */
export function oneOrMore<T, I>(schema: z.ZodType<T, I>) {
  return z
    .union([schema, z.array(schema).min(1, '列表不能空着。').max(1000)])
    .transform((value): readonly T[] => (Array.isArray(value) ? value : [value]));
}
