import type { PersonCard } from '../../shared/contract/people.ts';

const kindWords = { final: '结算', interim: '中途结算', reversal: '撤销单' } as const;

type OnCard = PersonCard['settlements'][number];
/** A list of settlements that does not tell visits from stays leaves it out. */
export type ListedOfPerson = Omit<OnCard, 'visitType'> & Partial<Pick<OnCard, 'visitType'>>;

/** What a settlement is, and whether it still stands. */
export function stateWords({
  kind,
  isReversed,
  visitType,
}: Pick<ListedOfPerson, 'kind' | 'isReversed' | 'visitType'>): string {
  const care = visitType === 'outpatient' ? '门诊' : '';
  return care + (isReversed ? '已撤销' : kindWords[kind]);
}
