import { type Fen, fen, zeroFen } from '../money/fen.ts';
import type { Ratio } from '../money/ratio.ts';
import { type Band, type BandSum, due, insideBand, reachedBand } from './bands.ts';
import type { Course } from './course.ts';
import type { CompiledLayer, Payment } from './policy.ts';
import { pick } from './quantity.ts';
import type { Step, Steps } from './settlement.ts';
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
  steps: Steps,
): BandPayment {
  const before = layer.cumulative ? course.year.criticalIllnessBurdenFen : zeroFen;
  const after = fen(before + baseFen);
  const bands = bandsFor(layer, payment, course, steps);
  const deductibleFen = deductible.amountFen;
  const { rounding } = layer;
  const sum: BandSum = { bands, wholeAmount: payment.wholeAmount, deductibleFen, rounding };
  const borneFen = fen(Math.min(deductibleFen, after) - Math.min(deductibleFen, before));
  if (deductibleFen > 0) {
    steps?.push({ kind: 'deductible', amountFen: deductibleFen, borneFen, clause: deductible.clause });
  }
  const dueBeforeFen = before === 0 ? zeroFen : due(sum, before, factors);
  const dueAfterFen = due(sum, after, factors);
  // Where the whole amount has fallen into a lower band, nothing is taken back.
  const payFen = fen(Math.max(0, dueAfterFen - dueBeforeFen));
  if (steps !== undefined) {
    addSteps(sum, before, after, factors.length === 0 ? dueAfterFen : due(sum, after, []), steps);
  }
  if (layer.cumulative) {
    steps?.push({ kind: 'cumulative', beforeFen: before, afterFen: after, dueBeforeFen, dueAfterFen });
  }
  if (rounding.unitFen !== 1 || rounding.mode !== 'half_up') {
    steps?.push({ kind: 'rounded', unitFen: rounding.unitFen, mode: rounding.mode });
  }
  const fullFen =
    factors.length === 0 ? payFen : fen(Math.max(0, due(sum, after, []) - due(sum, before, [])));
  return { payFen, fullFen, deductibleFen: borneFen };
}

/** The bands of this claim: those that compiling has prepared, unless an option's table or a tilt changes them. */
function bandsFor(
  layer: CompiledLayer,
  payment: Payment & { how: 'bands' },
  course: Course,
  steps: Steps,
): readonly Band[] {
  const tilt = ratioTilt(layer, course.facts);
  if (tilt === undefined && payment.same !== undefined) return payment.same;
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

/** The ratio where there is only one, else each band that this stay has filled; `amountFen` is due on all of it. */
function addSteps(sum: BandSum, before: Fen, after: Fen, amountFen: Fen, steps: Step[]): void {
  const [first] = sum.bands;
  const single = sum.bands.length === 1 && first?.aboveFen === 0;
  const inOne = sum.wholeAmount ? reachedBand(sum.bands, after) : single ? first : undefined;
  if (inOne !== undefined && before === 0) {
    const baseFen = fen(Math.max(0, after - sum.deductibleFen));
    steps.push({ kind: 'ratio', baseFen, ratioMillionths: inOne.ratio, amountFen, clause: inOne.clause });
    return;
  }
  for (const band of sum.bands) {
    const inside = insideBand(band, after, sum.deductibleFen) - insideBand(band, before, sum.deductibleFen);
    if (inside <= 0) continue;
    steps.push({
      kind: 'band',
      aboveFen: band.aboveFen,
      upToFen: band.upToFen,
      insideFen: fen(inside),
      ratioMillionths: band.ratio,
      clause: band.clause,
    });
  }
}
