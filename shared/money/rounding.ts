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
  const divisor = millionthsPerFen * rounding.unitFen;
  if (typeof millionthsOfFen === 'bigint') {
    const wide = BigInt(divisor);
    const rest = millionthsOfFen % wide;
    const carry = carries(Number(rest), divisor, rounding.mode);
    return fen((Number(millionthsOfFen / wide) + carry) * rounding.unitFen);
  }
  const rest = millionthsOfFen % divisor;
  const carry = carries(rest, divisor, rounding.mode);
  return fen(((millionthsOfFen - rest) / divisor + carry) * rounding.unitFen);
}

function carries(rest: number, divisor: number, mode: RoundingMode): -1 | 0 | 1 {
  if (mode === 'truncate') return 0;
  if (rest * 2 >= divisor) return 1;
  return rest * -2 >= divisor ? -1 : 0;
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
