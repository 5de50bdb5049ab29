import type { FoundIrregularity } from './finding.ts';

/** What a person's year shows; whose year it is stands beside it. */
export type Pattern = Pick<FoundIrregularity, 'kind' | 'settlementIds' | 'sentence'>;
