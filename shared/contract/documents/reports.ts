import { z } from 'zod';
import { statisticsSchema } from '../reports.ts';
import { specialTreatmentSchema } from '../special-treatment.ts';
import { packageSignaturesSchema, treatmentGapSchema } from '../treatment.ts';
import { documentKind } from './kind.ts';

/** 一站式结算统计表; its subject is a report that was made. */
export const reportKind = documentKind({
  title: '统计报表',
  papers: ['A4_landscape'],
  isDaily: false,
  content: statisticsSchema,
});

/** A month's package as it was signed: each of its three papers holds the whole. */
export const specialTreatmentPaperSchema = specialTreatmentSchema.extend({
  signatures: packageSignaturesSchema.nullable().default(null),
  gaps: z.array(treatmentGapSchema).max(10).default([]),
  reason: z.string().nullable().default(null),
});

/** 农村贫困人口大病专项救治情况统计月报表; columns are ours. Its subject is a report that was made. */
export const specialTreatmentTableKind = documentKind({
  title: '专项救治月报表',
  papers: ['A4_landscape'],
  isDaily: false,
  content: specialTreatmentPaperSchema,
});

/** 大病专项救治台账, of the same report; columns are ours. */
export const specialTreatmentRegisterKind = documentKind({
  title: '专项救治台账',
  papers: ['A4_landscape'],
  isDaily: false,
  listsPeople: true,
  content: specialTreatmentPaperSchema,
});

/** 大病专项救治对象名单: everybody of the ledger with state and outcome, of the same report; columns are ours. */
export const specialTreatmentPatientsKind = documentKind({
  title: '专项救治对象名单',
  papers: ['A4_landscape'],
  isDaily: false,
  listsPeople: true,
  content: specialTreatmentPaperSchema,
});
