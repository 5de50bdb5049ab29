import type { KindOfCare } from '../engine/claim.ts';

/** How people call the two kinds of care before another word: 住院号, 门诊号. */
export const careTitles: Record<KindOfCare, string> = { inpatient: '住院', outpatient: '门诊' };

/** 医疗类别, as slips, statements and reports say it. */
export const visitTypeTitles: Record<KindOfCare, string> = { inpatient: '住院', outpatient: '门诊慢特病' };
