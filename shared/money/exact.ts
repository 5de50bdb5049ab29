import { Decimal } from 'decimal.js';

/**
 * Exact decimals for what has more places than fen: prices, quantities, ratios as they are written.
 * A clone of its own, so that no other module's settings reach it; wide enough that no product here is ever rounded.
 */
export const Exact = Decimal.clone({
  precision: 80,
  rounding: Decimal.ROUND_HALF_UP,
  // As text always plain digits, never with an exponent.
  toExpNeg: -40,
  toExpPos: 80,
});
export type Exact = InstanceType<typeof Exact>;

/** Plain digits with an optional minus and fraction, of a sane length; anything else is undefined. */
export function readExact(text: string): Exact | undefined {
  return /^-?\d{1,12}(\.\d{1,12})?$/.test(text) ? new Exact(text) : undefined;
}
