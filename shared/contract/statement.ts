import { z } from 'zod';
import { fenSchema, localDateSchema } from './values.ts';

/** Who a statement is of: the medical-security centre, or the hospital's own system. */
export const statementSides = ['centre', 'hospital'] as const;
export const statementSideSchema = z.enum(statementSides);
export type StatementSide = z.infer<typeof statementSideSchema>;
export const sideTitles: Readonly<Record<StatementSide, string>> = {
  centre: '医保中心',
  hospital: '收费系统',
};

/** Every amount that a line may state; only the total has to be there. */
export const amountParts = [
  'total',
  'fund',
  'account',
  'cash',
  'basic_insurance',
  'critical_illness',
  'medical_assistance',
  'further_payers',
  'hospital_waiver',
] as const;
export type AmountPart = (typeof amountParts)[number];
export const amountTitles: Readonly<Record<AmountPart, string>> = {
  total: '医疗费总额',
  fund: '基金支付合计',
  account: '个人账户',
  cash: '个人现金',
  basic_insurance: '基本医保',
  critical_illness: '大病保险',
  medical_assistance: '医疗救助',
  further_payers: '其他支付',
  hospital_waiver: '医院减免',
};

/** Null: not stated. */
export const statedAmountsSchema = z.strictObject(
  Object.fromEntries(amountParts.map((part) => [part, fenSchema.nullable()])) as Record<
    AmountPart,
    z.ZodNullable<typeof fenSchema>
  >,
);
export type StatedAmounts = z.output<typeof statedAmountsSchema>;

/** Every column that a statement may have, and what our own sentences call it. */
export const statementColumns = {
  number: '中心结算号',
  slipNumber: '结算单号',
  admissionNumber: '住院号',
  stayNumber: '中心就诊号',
  personName: '姓名',
  day: '结算日期',
  insurance: '险种',
  visitType: '医疗类别',
  clearingType: '清算类别',
  hospitalCode: '医疗机构编码',
  refund: '退费标志',
  ...amountTitles,
} as const;
export type StatementColumn = keyof typeof statementColumns;
export const statementColumnSchema = z.enum(
  Object.keys(statementColumns) as [StatementColumn, ...StatementColumn[]],
);

/** How the files of one source are read: which heading stands for what, and in what amounts are written. */
export const statementMappingSchema = z.strictObject({
  columns: z.partialRecord(statementColumnSchema, z.string().trim().min(1).max(60)),
  unit: z.enum(['yuan', 'fen']),
});
export type StatementMapping = z.output<typeof statementMappingSchema>;

/** One line as one side has it. */
export const statementLineSchema = z.strictObject({
  /** In the file; null for the window and for what came from the platform. */
  line: z.int().nullable(),
  number: z.string().nullable(),
  slipNumber: z.string().nullable(),
  admissionNumber: z.string().nullable(),
  stayNumber: z.string().nullable(),
  personName: z.string().nullable(),
  day: localDateSchema,
  amounts: statedAmountsSchema,
});
export type StatementLine = z.output<typeof statementLineSchema>;
