import { type Fen, fen } from './fen.ts';
import type { Ratio } from './ratio.ts';

export type RoundingMode = 'half_up' | 'truncate';

/** How a layer's result becomes money: to the fen (1), jiao (10) or yuan (100). */
export interface Rounding {
  readonly mode: RoundingMode;
  readonly unitFen: 1 | 10 | 100;
}

/** Every item and every layer, unless a layer says otherwise. */
export const halfUpFen: Rounding = { mode: 'half_up', unitFen: 1 };

const millionthsPerFen = 1_000_000;

/**
 * The one place where a fraction of a fen is decided. Takes an exact amount in millionths of a fen; half-up means
 * away from zero on a tie, truncate means towards zero, so that a negated amount gives the negated result.
 * A plain number must be a safe integer; larger products come as BigInt.
 */
export function roundMillionths(millionthsOfFen: number | bigint, rounding: Rounding = halfUpFen): Fen {
  if (typeof millionthsOfFen === 'bigint') {
    return roundFraction(millionthsOfFen, BigInt(millionthsPerFen), rounding);
  }
  const divisor = millionthsPerFen * rounding.unitFen;
  const rest = millionthsOfFen % divisor;
  const whole = (millionthsOfFen - rest) / divisor;
  if (rounding.mode === 'half_up' && rest * 2 >= divisor) return fen((whole + 1) * rounding.unitFen);
  if (rounding.mode === 'half_up' && rest * -2 >= divisor) return fen((whole - 1) * rounding.unitFen);
  return fen(whole * rounding.unitFen);
}

/** The same for a fraction of any fineness: numerator / perFen is the exact amount in fen. */
export function roundFraction(numerator: bigint, perFen: bigint, rounding: Rounding): Fen {
  const divisor = perFen * BigInt(rounding.unitFen);
  const [whole, rest] = [numerator / divisor, numerator % divisor];
  const up = rounding.mode === 'half_up' && rest * 2n >= divisor;
  const down = rounding.mode === 'half_up' && rest * -2n >= divisor;
  return fen((Number(whole) + (up ? 1 : down ? -1 : 0)) * rounding.unitFen);
}

/** amount × ratio in millionths of a fen, exact: a plain number while that is safe, BigInt beyond it. */
export function timesExactly(amount: Fen, ratio: Ratio): number | bigint {
  const product = amount * ratio;
  return Number.isSafeInteger(product) ? product : BigInt(amount) * BigInt(ratio);
}

/** Adds two exact amounts in millionths of a fen, whichever form each has. */
export function addExactly(left: number | bigint, right: number | bigint): number | bigint {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return BigInt(left) + BigInt(right);
}

/** amount × ratio, rounded once. */
export function timesRatio(amount: Fen, ratio: Ratio, rounding: Rounding = halfUpFen): Fen {
  return roundMillionths(timesExactly(amount, ratio), rounding);
}

/** An exact amount in millionths of a fen times one more ratio after the other, rounded once. */
export function roundProduct(
  millionthsOfFen: number | bigint,
  factors: readonly Ratio[],
  rounding: Rounding = halfUpFen,
): Fen {
  if (factors.length === 0) return roundMillionths(millionthsOfFen, rounding);
  let [numerator, perFen] = [BigInt(millionthsOfFen), BigInt(millionthsPerFen)];
  for (const factor of factors) {
    numerator *= BigInt(factor);
    perFen *= BigInt(millionthsPerFen);
  }
  return roundFraction(numerator, perFen, rounding);
}
