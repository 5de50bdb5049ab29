import { type Fen, fen } from '../money/fen.ts';
import type { Ratio } from '../money/ratio.ts';
import { type Band, type BandSum, due, insideBand, reachedBand } from './bands.ts';
import type { Course } from './course.ts';
import type { CompiledLayer, Payment } from './policy.ts';
import { pick } from './quantity.ts';
import type { Step } from './settlement.ts';
import { ratioTilt, ratioTiltSteps } from './tilt.ts';

interface BandPayment {
  readonly payFen: Fen;
  /** What it would be without the factors on the result. */
  readonly fullFen: Fen;
  readonly deductibleFen: Fen;
}

/** pay = round(f(after)) − round(f(before)), both under today's rule; a layer per stay starts from nothing. */
export function payByBands(
  layer: CompiledLayer,
  payment: Payment & { how: 'bands' },
  course: Course,
  baseFen: Fen,
  deductible: { readonly amountFen: Fen; readonly clause: string },
  factors: readonly Ratio[],
  steps: Step[],
): BandPayment {
  const before = layer.cumulative ? course.year.criticalIllnessBurdenFen : 0;
  const after = before + baseFen;
  const bands = bandsFor(layer, payment, course, steps);
  const deductibleFen = deductible.amountFen;
  const sum: BandSum = {
    bands,
    wholeAmount: payment.wholeAmount,
    deductibleFen,
    factors,
    rounding: layer.rounding,
  };
  const borneFen = fen(Math.min(deductibleFen, after) - Math.min(deductibleFen, before));
  if (deductibleFen > 0) {
    steps.push({ kind: 'deductible', amountFen: deductibleFen, borneFen, clause: deductible.clause });
  }
  const [dueBeforeFen, dueAfterFen] = [before === 0 ? fen(0) : due(sum, before), due(sum, after)];
  // Where the whole amount changes its band downwards, or a limit of the past, nothing is taken back.
  const payFen = fen(Math.max(0, dueAfterFen - dueBeforeFen));
  addSteps(sum, before, after, steps);
  if (layer.cumulative) {
    steps.push({
      kind: 'cumulative',
      beforeFen: fen(before),
      afterFen: fen(after),
      dueBeforeFen,
      dueAfterFen,
    });
  }
  if (layer.rounding.unitFen !== 1 || layer.rounding.mode !== 'half_up') {
    steps.push({ kind: 'rounded', unitFen: layer.rounding.unitFen, mode: layer.rounding.mode });
  }
  const plain: BandSum = { ...sum, factors: [] };
  const fullFen = factors.length === 0 ? payFen : fen(Math.max(0, due(plain, after) - due(plain, before)));
  return { payFen, fullFen, deductibleFen: borneFen };
}

function bandsFor(
  layer: CompiledLayer,
  payment: Payment & { how: 'bands' },
  course: Course,
  steps: Step[],
): Band[] {
  const tilt = ratioTilt(layer, course.facts);
  return payment.bands.map((band, index): Band => {
    const ratio = pick(band.ratio, course.facts);
    if (tilt !== undefined && index === 0) ratioTiltSteps(layer, ratio, course.facts, steps);
    return {
      aboveFen: band.aboveFen,
      upToFen: payment.bands[index + 1]?.aboveFen,
      ratio: tilt === undefined ? ratio : tilt(ratio),
      clause: band.ratio.clause,
    };
  });
}

function addSteps(sum: BandSum, before: number, after: number, steps: Step[]): void {
  const [first] = sum.bands;
  const single = sum.bands.length === 1 && first?.aboveFen === 0;
  const inOne = sum.wholeAmount ? reachedBand(sum.bands, after) : single ? first : undefined;
  if (inOne !== undefined && before === 0) {
    const baseFen = fen(Math.max(0, after - sum.deductibleFen));
    const amountFen = due({ ...sum, factors: [] }, after);
    steps.push({ kind: 'ratio', baseFen, ratioMillionths: inOne.ratio, amountFen, clause: inOne.clause });
    return;
  }
  for (const band of sum.bands) {
    const inside = insideBand(band, after, sum.deductibleFen) - insideBand(band, before, sum.deductibleFen);
    if (inside <= 0) continue;
    steps.push({
      kind: 'band',
      aboveFen: fen(band.aboveFen),
      upToFen: band.upToFen === undefined ? undefined : fen(band.upToFen),
      insideFen: fen(inside),
      ratioMillionths: band.ratio,
      clause: band.clause,
    });
  }
}
