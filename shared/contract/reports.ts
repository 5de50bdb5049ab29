import { z } from 'zod';
import type { Fen } from '../money/fen.ts';
import { eligibilityCategorySchema, fenSchema, idSchema, lineSchema, localDateSchema } from './values.ts';

/** A calendar month (1 to 12), quarter (1 to 4) or year (1). */
export const reportPeriodSchema = z
  .strictObject({
    kind: z.enum(['month', 'quarter', 'year']),
    year: z.int().min(2000).max(2299),
    number: z.int().min(1).max(12),
  })
  .refine(({ kind, number }) => number <= { month: 12, quarter: 4, year: 1 }[kind]);
export type ReportPeriod = z.output<typeof reportPeriodSchema>;

/** Business days from the first up to, and not with, the second: nothing is counted twice at the seam. */
export const spanOfDaysSchema = z.strictObject({ from: localDateSchema, until: localDateSchema });
export type SpanOfDays = z.output<typeof spanOfDaysSchema>;

/** By what settlements are counted; in each dimension every settlement stands in one row. */
export const reportDimensions = [
  'township',
  'eligibility',
  'disease',
  'special',
  'level',
  'place',
  'care',
] as const;
export type ReportDimension = (typeof reportDimensions)[number];
export const dimensionTitles: Record<ReportDimension | 'payer', string> = {
  township: '乡镇',
  eligibility: '资格',
  disease: '主要诊断',
  special: '专项救治病种',
  level: '医院等级',
  place: '就医地',
  care: '就医类别',
  payer: '支付方',
};

/** A sum of many settlements: whole fen, beyond the limit of a single amount. */
export const sumFenSchema = z.int().transform((value) => value as Fen);

/**
 * Sums over settlements and what was paid on top of them later. A reversal counts negatively, on the day it was made; a
 * top-up moves money from the patient to its payer on the day it was settled and is no settlement of its own.
 */
export const reportSumsSchema = z.strictObject({
  /** Settlements less reversals. */
  count: z.int(),
  totalFen: sumFenSchema,
  ownExpenseFen: sumFenSchema,
  overLimitFen: sumFenSchema,
  preSelfPayFen: sumFenSchema,
  inScopeFen: sumFenSchema,
  /** What basic insurance, critical illness insurance and assistance paid. */
  inScopePaidFen: sumFenSchema,
  /** What all payers paid. */
  paidFen: sumFenSchema,
  personalFen: sumFenSchema,
});
export type ReportSums = z.output<typeof reportSumsSchema>;
export const sumParts = Object.keys(reportSumsSchema.shape) as (keyof ReportSums)[];

export const reportRowSchema = z.strictObject({
  /** Which settlements: what `reports.settlements` is asked with. */
  keyId: z.int(),
  title: z.string(),
  sums: reportSumsSchema,
});
export type ReportRow = z.output<typeof reportRowSchema>;

/** For a payer, `paidFen` is what it paid and the count is of settlements in which it paid; the patient is the last row. */
export const reportTableSchema = z.strictObject({
  dimension: z.enum([...reportDimensions, 'payer']),
  rows: z.array(reportRowSchema).max(20_000),
});
export type ReportTable = z.output<typeof reportTableSchema>;

/** A control figure of the hospital: a share in millionths, an amount in fen. */
export const controlFigures = [
  'out_of_catalogue_share',
  'actual_share',
  'in_scope_share',
  'treated_in_county',
  'above_yearly_cap',
] as const;
export type ControlFigure = (typeof controlFigures)[number];

const targetSchema = z.strictObject({
  /** Millionths; for the yearly cap fen. */
  value: z.int().min(0),
  isAtMost: z.boolean(),
  /** 渝卫发〔2019〕39号 二（五）2 */
  source: z.string(),
  /** Of the cap: only the patient's in-scope part counts. */
  ofInScope: z.boolean().optional(),
});

export const controlRowSchema = z.strictObject({
  figure: z.enum(controlFigures),
  /** Of a share: above and below the line. Of the cap: patients above it, and all patients. */
  part: sumFenSchema,
  whole: sumFenSchema,
  /** Null where there is nothing to take a share of. */
  millionths: z.int().nullable(),
  target: targetSchema.nullable(),
  isMet: z.boolean().nullable(),
});
export type ControlRow = z.output<typeof controlRowSchema>;

export const statisticsSchema = z.strictObject({
  period: reportPeriodSchema,
  title: z.string(),
  span: spanOfDaysSchema,
  total: reportSumsSchema,
  tables: z.array(reportTableSchema),
  controls: z.array(controlRowSchema),
  /** The twelve months up to the end of the period. */
  months: z.array(z.strictObject({ month: z.string(), sums: reportSumsSchema })).max(12),
});
export type Statistics = z.output<typeof statisticsSchema>;

/** Which settlements stand behind a figure. */
export const figureSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('all') }),
  z.strictObject({ of: z.literal('key'), keyId: z.int() }),
  z.strictObject({ of: z.literal('above_cap') }),
]);
export type Figure = z.output<typeof figureSchema>;

export const listedSettlementSchema = z.strictObject({
  settlementId: idSchema,
  slipNumber: z.string(),
  businessDay: localDateSchema,
  settledOn: localDateSchema,
  kind: z.enum(['final', 'interim', 'reversal', 'top_up', 'withdrawal']),
  isReversed: z.boolean(),
  personId: idSchema,
  personName: z.string(),
  totalFen: fenSchema,
  paidFen: fenSchema,
  personalFen: fenSchema,
});
export type ListedSettlement = z.output<typeof listedSettlementSchema>;

/** What the hospital set as its own targets, with the document that says so; null leaves it to the policy pack. */
export const controlTargetsSchema = z.strictObject({
  document: lineSchema(100).min(1),
  outOfCatalogueAtMost: z.int().min(0).max(1_000_000).nullable(),
  actualAtLeast: z.int().min(0).max(1_000_000).nullable(),
  inScopeAtLeast: z.int().min(0).max(1_000_000).nullable(),
  treatedInCountyAtLeast: z.int().min(0).max(1_000_000).nullable(),
  yearlyCapFen: fenSchema.nullable(),
});
export type ControlTargets = z.output<typeof controlTargetsSchema>;

/** What the county pays of somebody's yearly premium, by category, where no policy pack says it; the best one counts. */
export const premiumTableSchema = z.strictObject({
  document: lineSchema(100).min(1),
  rows: z
    .array(z.strictObject({ category: eligibilityCategorySchema, subsidyFen: fenSchema }))
    .min(1)
    .max(20),
});
export type PremiumTable = z.output<typeof premiumTableSchema>;

/** What the government pays of premiums: one row for each category and amount; a person stands in one row. */
export const premiumReportSchema = z.strictObject({
  day: localDateSchema,
  /** People of the roster, subsidised or not. */
  peopleCount: z.int().min(0),
  rows: z
    .array(
      z.strictObject({
        title: z.string(),
        subsidyFen: fenSchema,
        /** Null where the county's table says no premium. */
        premiumFen: fenSchema.nullable(),
        /** The document with its clause. */
        source: z.string(),
        peopleCount: z.int().min(0),
        sumFen: sumFenSchema,
      }),
    )
    .max(1000),
  subsidisedCount: z.int().min(0),
  sumFen: sumFenSchema,
});
export type PremiumReport = z.output<typeof premiumReportSchema>;

/** Which row of the report is meant. */
export const premiumRowNameSchema = z.strictObject({
  title: z.string().max(100),
  subsidyFen: fenSchema,
  source: z.string().max(300),
});
export type PremiumRowName = z.output<typeof premiumRowNameSchema>;

export const mostPremiumPeople = 500;
/** Somebody for whose premium the government pays, and what the person holds on that day. */
export const premiumPersonSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  maskedIdNumber: z.string(),
  home: z.string(),
  eligibilities: z.string(),
  subsidyFen: fenSchema,
});
export type PremiumPerson = z.output<typeof premiumPersonSchema>;

/** Which table for a spreadsheet. */
export const savedReportSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('statistics'), period: reportPeriodSchema }),
  /** A package that was made, as it was signed. */
  z.strictObject({ what: z.literal('special_treatment'), reportId: idSchema }),
  z.strictObject({ what: z.literal('premiums'), day: localDateSchema }),
]);
export type SavedReport = z.output<typeof savedReportSchema>;
