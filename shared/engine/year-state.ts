import { type Fen, fen, zeroFen } from '../money/fen.ts';
import type { KindOfCare, YearState } from './claim.ts';

/** What a layer paid. */
interface Payment {
  readonly layer: string;
  readonly kind: string | undefined;
  readonly payFen: Fen;
}

/** What one settlement adds to the year. */
export interface YearChange {
  readonly criticalIllnessBurdenFen: Fen;
  readonly personalFen: Fen;
  readonly personalInScopeFen: Fen;
  readonly deductibleFen: Fen;
  readonly stays: number;
  readonly paid: readonly Payment[];
}

/** The year after a settlement. A key that comes to zero goes, so that a reversal restores the state exactly. */
export function addToYear(year: YearState, change: YearChange): YearState {
  const paidFen: Record<string, Fen> = { ...year.paidFen };
  for (const { layer, kind, payFen } of change.paid) {
    if (payFen === 0) continue;
    const key = paidKey(layer, kind);
    const sum = fen((paidFen[key] ?? zeroFen) + payFen);
    if (sum === 0) delete paidFen[key];
    else paidFen[key] = sum;
  }
  return {
    criticalIllnessBurdenFen: fen(year.criticalIllnessBurdenFen + change.criticalIllnessBurdenFen),
    personalFen: fen(year.personalFen + change.personalFen),
    personalInScopeFen: fen(year.personalInScopeFen + change.personalInScopeFen),
    deductibleFen: fen(year.deductibleFen + change.deductibleFen),
    stays: year.stays + change.stays,
    paidFen,
  };
}

/** What a visit bears belongs to its disease; the year's deductible is that of stays. */
export function yearsDeductible(care: KindOfCare, deductibleFen: Fen): Fen {
  return care === 'inpatient' ? deductibleFen : zeroFen;
}

/** The `paidFen` key of a payment: kinds of a layer are counted apart. */
export function paidKey(layer: string, kind: string | undefined): string {
  return kind === undefined ? layer : `${layer}.${kind}`;
}
