import { specialTreatmentSchema, statisticsSchema } from '../reports.ts';
import { documentKind } from './kind.ts';

/** 一站式结算统计表; its subject is a report that was made. */
export const reportKind = documentKind({
  title: '统计报表',
  papers: ['A4_landscape'],
  isDaily: false,
  content: statisticsSchema,
});

/** 农村贫困人口大病专项救治情况统计月报表; columns are ours. Its subject is a report that was made. */
export const specialTreatmentTableKind = documentKind({
  title: '专项救治月报表',
  papers: ['A4_landscape'],
  isDaily: false,
  content: specialTreatmentSchema,
});

/** 大病专项救治台账, of the same report; columns are ours. */
export const specialTreatmentRegisterKind = documentKind({
  title: '专项救治台账',
  papers: ['A4_landscape'],
  isDaily: false,
  listsPeople: true,
  content: specialTreatmentSchema,
});
