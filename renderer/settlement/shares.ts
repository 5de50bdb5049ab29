import { type Fen, fen, sumFen } from '../../shared/money/fen.ts';
import type { CostParts } from '../../shared/engine/claim.ts';
import { inScopeLayers } from '../../shared/engine/in-scope-layers.ts';

interface Settled {
  readonly cost: CostParts;
  readonly layers: readonly { readonly layer: string; readonly payFen: Fen }[];
}

/** Control figure for cost outside the catalogue: 10 % of the total (渝卫发〔2019〕39号). */
export const outOfCatalogueLimitTenths = 100;

/** The three percentages of screen and slip, in tenths of a percent, half-up; undefined where there is no base. */
export interface Shares {
  /** 政策内报销: basic, critical illness and assistance over in-scope cost. */
  readonly inScopeTenths: number | undefined;
  /** 实际报销: every payer over the total. */
  readonly actualTenths: number | undefined;
  /** 目录外: own expense and over limit over the total. */
  readonly outOfCatalogueTenths: number | undefined;
}

export function sharesOf({ cost, layers }: Settled): Shares {
  const lawful = layers.filter(({ layer }) => inScopeLayers.has(layer)).map(({ payFen }) => payFen);
  return {
    inScopeTenths: tenths(sumFen(lawful), cost.inScopeFen),
    actualTenths: tenths(sumFen(layers.map(({ payFen }) => payFen)), cost.totalFen),
    outOfCatalogueTenths: tenths(fen(cost.ownExpenseFen + cost.overLimitFen), cost.totalFen),
  };
}

/** `87.0%`, or a dash where there is nothing to take a share of. */
export function formatShare(value: number | undefined): string {
  return value === undefined ? '—' : `${Math.floor(value / 10)}.${value % 10}%`;
}

/** Both sides of a reversal are negative, so their share is that of the settlement. Exact up to nine billion yuan. */
function tenths(part: Fen, whole: Fen): number | undefined {
  if (whole === 0) return undefined;
  const [above, below] = [Math.abs(part) * 2000 + Math.abs(whole), Math.abs(whole) * 2];
  return (above - (above % below)) / below;
}
