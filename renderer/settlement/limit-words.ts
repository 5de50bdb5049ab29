import type { DiseaseLimit } from '../../shared/contract/outpatient.ts';

const spans: Record<DiseaseLimit['per'], string> = { month: '本月', year: '本年' };

/** `本月限额`: whose it is goes without saying while one payer has limits for visits. */
export function limitTitle({ per }: Pick<DiseaseLimit, 'per'>): string {
  return `${spans[per]}限额`;
}
