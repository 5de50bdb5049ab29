import type { IrregularityKind } from '../../../shared/contract/irregularities.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';

/** Something somebody should look at. The sentence says the numbers and nothing that they would prove. */
export interface FoundIrregularity {
  readonly kind: IrregularityKind;
  readonly year: number;
  /** Null where an account or a department is meant. */
  readonly insuredYearId: number | null;
  readonly accountId: string | null;
  /** The first of them, if there are many. */
  readonly settlementIds: readonly string[];
  readonly sentence: string;
  /** The same for the same facts. */
  readonly foundHash: string;
}

export const mostSettlements = 20;

export function foundOf(found: Omit<FoundIrregularity, 'foundHash'>): FoundIrregularity {
  const { kind, insuredYearId, accountId, sentence } = found;
  const settlementIds = found.settlementIds.slice(0, mostSettlements);
  const foundHash = sha256(canonicalJson({ kind, insuredYearId, accountId, settlementIds, sentence }));
  return { ...found, settlementIds, foundHash };
}
