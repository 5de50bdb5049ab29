import { z } from 'zod';
import {
  controlTargetsSchema,
  figureSchema,
  listedSettlementSchema,
  mostPremiumPeople,
  premiumPersonSchema,
  premiumReportSchema,
  premiumRowNameSchema,
  premiumTableSchema,
  reportPeriodSchema,
  savedReportSchema,
  statisticsSchema,
} from './reports.ts';
import { reportMonthSchema } from './special-treatment.ts';
import { request } from './request.ts';
import { idSchema, lineSchema, localDateSchema, secondPersonSchema } from './values.ts';

const lookers = ['finance', 'cashier_lead', 'auditor'] as const;
const makers = ['finance'] as const;

export const reportRequests = {
  'reports.statistics': request({
    input: z.strictObject({ period: reportPeriodSchema }),
    output: statisticsSchema,
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** The settlements behind a figure, the newest first. */
  'reports.settlements': request({
    input: z.strictObject({ period: reportPeriodSchema, figure: figureSchema }),
    output: z.strictObject({ rows: z.array(listedSettlementSchema).max(500), isCut: z.boolean() }),
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** Adds everything up again from settlements, layers and ledger; what had been counted wrongly is counted anew. */
  'reports.recount': request({
    input: z.strictObject({ period: reportPeriodSchema }),
    output: z.strictObject({ isSame: z.boolean(), settlements: z.int() }),
    allowed: makers,
    answeredBy: 'service',
  }),
  /** Keeps the figures as they are now, with a number, as a paper that is printed the same for ever. */
  'reports.makeStatistics': request({
    input: z.strictObject({ period: reportPeriodSchema }),
    output: z.strictObject({ reportId: idSchema, number: z.string() }),
    allowed: makers,
    answeredBy: 'service',
  }),
  'reports.targets': request({
    input: z.strictObject({}),
    output: z.strictObject({
      targets: controlTargetsSchema.nullable(),
      premiums: premiumTableSchema.nullable(),
    }),
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** Counts from that day on; null gives the word back to the policy pack. */
  'reports.setTargets': request({
    input: z.strictObject({ fromDay: localDateSchema, targets: controlTargetsSchema.nullable() }),
    output: z.strictObject({}),
    allowed: makers,
    answeredBy: 'service',
  }),
  'reports.setPremiums': request({
    input: z.strictObject({ fromDay: localDateSchema, premiums: premiumTableSchema.nullable() }),
    output: z.strictObject({}),
    allowed: makers,
    answeredBy: 'service',
  }),
  'reports.premiums': request({
    input: z.strictObject({ day: localDateSchema }),
    output: premiumReportSchema,
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** Who stands behind a row of it; null is behind its sum. */
  'reports.premiumPeople': request({
    input: z.strictObject({ day: localDateSchema, row: premiumRowNameSchema.nullable() }),
    output: z.strictObject({
      rows: z.array(premiumPersonSchema).max(mostPremiumPeople),
      isCut: z.boolean(),
    }),
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** Somebody reported it: when, and through what. */
  'reports.sent': request({
    input: z.strictObject({
      reportId: idSchema,
      sentOn: localDateSchema,
      way: lineSchema(100).min(1),
    }),
    output: z.strictObject({}),
    allowed: makers,
    answeredBy: 'service',
  }),
  /** The monthly table that is to be made or sent now; null where none is. */
  'reports.due': request({
    input: z.strictObject({}),
    output: z
      .strictObject({
        month: reportMonthSchema,
        dueOn: localDateSchema,
        isLate: z.boolean(),
        sentence: z.string(),
      })
      .nullable(),
    allowed: lookers,
    answeredBy: 'service',
  }),
  /** A report as an XLSX file where the person says; null if the person thought better of it. */
  'reports.save': request({
    input: z.strictObject({ report: savedReportSchema, secondPerson: secondPersonSchema.nullable() }),
    output: z.strictObject({ fileName: z.string() }).nullable(),
    allowed: lookers,
    answeredBy: 'main',
  }),
};
