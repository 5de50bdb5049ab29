import { type Fen, fen } from '../money/fen.ts';
import type { Ratio } from '../money/ratio.ts';
import { addExactly, roundProduct, timesExactly } from '../money/rounding.ts';
import type { Rounding } from '../money/rounding.ts';

/** Bands as they apply to one claim: options in place, ratios tilted. `upToFen` of the last is undefined. */
export interface Band {
  readonly aboveFen: Fen;
  readonly upToFen: Fen | undefined;
  readonly ratio: Ratio;
  readonly clause: string;
}

export interface BandSum {
  readonly bands: readonly Band[];
  readonly wholeAmount: boolean;
  readonly deductibleFen: number;
  readonly rounding: Rounding;
}

/** How much of an amount lies in a band, what the deductible cuts off from below taken away. */
export function insideBand(band: Band, amountFen: number, deductibleFen: number): number {
  const top = band.upToFen === undefined ? amountFen : Math.min(amountFen, band.upToFen);
  return Math.max(0, top - Math.max(band.aboveFen, deductibleFen));
}

/**
 * What is due on an amount, rounded: f(amount) of the design. Each part at the ratio of its band, or the whole amount
 * above the deductible at the ratio of the band that it reaches.
 */
export function due(sum: BandSum, amountFen: number, factors: readonly Ratio[]): Fen {
  return roundProduct(
    sum.wholeAmount ? wholeAmount(sum, amountFen) : eachPart(sum, amountFen),
    factors,
    sum.rounding,
  );
}

function eachPart(sum: BandSum, amountFen: number): number | bigint {
  let exact: number | bigint = 0;
  for (const band of sum.bands) {
    const inside = insideBand(band, amountFen, sum.deductibleFen);
    if (inside > 0) exact = addExactly(exact, timesExactly(fen(inside), band.ratio));
  }
  return exact;
}

function wholeAmount(sum: BandSum, amountFen: number): number | bigint {
  const reached = reachedBand(sum.bands, amountFen);
  if (reached === undefined) return 0;
  return timesExactly(fen(Math.max(0, amountFen - sum.deductibleFen)), reached.ratio);
}

/** The highest band that begins below the amount. */
export function reachedBand(bands: readonly Band[], amountFen: number): Band | undefined {
  return bands.findLast((band) => amountFen > band.aboveFen);
}
