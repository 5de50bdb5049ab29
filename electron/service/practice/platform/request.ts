import { z } from 'zod';
import { type Fen, MoneyError, parseYuan } from '../../../../shared/money/fen.ts';
import { reject } from './refusal.ts';

/** The envelope with the fields that are required and the lengths that are allowed (接口规范, envelope). */
export const envelopeSchema = z.object({
  infno: z.string().min(1).max(6),
  msgid: z.string().min(1).max(30),
  mdtrtarea_admvs: z.string().regex(/^\d{6}$/),
  insuplc_admdvs: z.string().regex(/^\d{6}$/),
  dev_no: z.string().max(100).optional(),
  dev_safe_info: z.string().max(2000).optional(),
  cainfo: z.string().max(1024).optional(),
  signtype: z.string().max(10).optional(),
  infver: z.string().min(1).max(6),
  opter: z.string().min(1).max(30),
  opter_name: z.string().min(1).max(50),
  inf_time: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  fixmedins_code: z.string().min(1).max(30),
  fixmedins_name: z.string().min(1).max(200),
  sign_no: z.string().max(30).optional(),
  input: z.looseObject({}).refine((input) => JSON.stringify(input).length <= 40_000),
});
export type Envelope = z.output<typeof envelopeSchema>;

/** Reads one node of the input; the refusal names the first field that is wrong. */
export function readNode<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  return reject(`字段 ${read.error.issues[0]?.path.join('.') ?? ''} 缺少或不合规范`);
}

/** An amount on the wire: yuan with exactly two decimals. */
export const yuan = z
  .string()
  .regex(/^-?\d+\.\d\d$/)
  .transform((text, check): Fen => {
    try {
      return parseYuan(text);
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error;
      check.issues.push({ code: 'custom', message: error.message, input: text });
      return z.NEVER;
    }
  });
