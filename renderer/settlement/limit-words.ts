import type { DiseaseLimit } from '../../shared/contract/outpatient.ts';

const spans: Record<DiseaseLimit['per'], string> = { month: '当月', year: '本年' };

/** `当月限额`, the month of the visit, whenever it is settled; whose it is goes without saying while one payer has limits for visits. */
export function limitTitle({ per }: Pick<DiseaseLimit, 'per'>): string {
  return `${spans[per]}限额`;
}
