import type { PersonCard } from '../../shared/contract/people.ts';

const kindWords = { final: '结算', interim: '中途结算', reversal: '撤销单' } as const;

/** What a settlement is, and whether it still stands. */
export function stateWords({
  kind,
  isReversed,
}: Pick<PersonCard['settlements'][number], 'kind' | 'isReversed'>): string {
  return isReversed ? '已撤销' : kindWords[kind];
}
