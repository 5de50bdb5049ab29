import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, largestFen } from '../../../shared/money/fen.ts';
import { parseRatio, ratioOfMillionths } from '../../../shared/money/ratio.ts';
import {
  type Rounding,
  addExactly,
  roundMillionths,
  timesExactly,
  timesRatio,
} from '../../../shared/money/rounding.ts';

const Wide = Decimal.clone({ precision: 60 });

describe('rounding', () => {
  it('a tie goes away from zero on both sides', () => {
    expect(timesRatio(fen(1), parseRatio('50%'))).toBe(1);
    expect(timesRatio(fen(-1), parseRatio('50%'))).toBe(-1);
    expect(roundMillionths(499_999)).toBe(0);
    expect(Object.is(roundMillionths(-499_999), 0)).toBe(true);
  });

  it('truncation goes towards zero', () => {
    const truncate: Rounding = { mode: 'truncate', unitFen: 1 };
    expect(roundMillionths(1_999_999, truncate)).toBe(1);
    expect(roundMillionths(-1_999_999, truncate)).toBe(-1);
  });

  it('whole jiao and whole yuan are units of their own', () => {
    expect(roundMillionths(1_234_000_000, { mode: 'half_up', unitFen: 10 })).toBe(1230);
    expect(roundMillionths(1_235_000_000, { mode: 'half_up', unitFen: 10 })).toBe(1240);
    expect(roundMillionths(1_250_000_000, { mode: 'half_up', unitFen: 100 })).toBe(1300);
    expect(roundMillionths(1_299_999_999, { mode: 'truncate', unitFen: 100 })).toBe(1200);
  });

  it('a product beyond the safe integers is exact', () => {
    expect(timesRatio(fen(899_999_999_999), parseRatio('33.3333%'))).toBe(299_999_700_000);
    expect(addExactly(Number.MAX_SAFE_INTEGER, 2)).toBe(9_007_199_254_740_993n);
  });

  it('agrees with decimal.js for every amount, ratio, unit and mode', () => {
    const roundings = fc.record({
      mode: fc.constantFrom('half_up' as const, 'truncate' as const),
      unitFen: fc.constantFrom(1 as const, 10 as const, 100 as const),
    });
    const amounts = fc.integer({ min: -largestFen, max: largestFen });
    const ratios = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(amounts, ratios, amounts, ratios, roundings, (a, r, b, s, rounding) => {
        const half = (value: number) => fen(Math.trunc(value / 2));
        const exact = addExactly(
          timesExactly(half(a), ratioOfMillionths(r)),
          timesExactly(half(b), ratioOfMillionths(s)),
        );
        const units = new Wide(half(a))
          .times(r)
          .plus(new Wide(half(b)).times(s))
          .div(1_000_000)
          .div(rounding.unitFen);
        const mode = rounding.mode === 'half_up' ? Decimal.ROUND_HALF_UP : Decimal.ROUND_DOWN;
        const expected = units.toDecimalPlaces(0, mode).times(rounding.unitFen).toNumber();
        fc.pre(Math.abs(expected) <= largestFen);
        expect(roundMillionths(exact, rounding)).toBe(expected === 0 ? 0 : expected);
      }),
      { numRuns: 2000 },
    );
  });
});
