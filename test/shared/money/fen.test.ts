import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type MoneyError,
  fen,
  formatYuan,
  largestFen,
  negateFen,
  parseYuan,
  plainYuan,
  sumFen,
} from '../../../shared/money/fen.ts';

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return (error as MoneyError).code;
  }
  return undefined;
}

describe('amounts in fen', () => {
  it('yuan as text become fen exactly', () => {
    expect(parseYuan('0.29')).toBe(29);
    expect(parseYuan('60000')).toBe(6_000_000);
    expect(parseYuan('-3379.26')).toBe(-337_926);
    expect(parseYuan('1.5')).toBe(150);
    expect(parseYuan('9000000000.00')).toBe(largestFen);
  });

  it('minus nothing is a plain zero', () => {
    expect(Object.is(parseYuan('-0.00'), 0)).toBe(true);
    expect(Object.is(negateFen(fen(0)), 0)).toBe(true);
    expect(Object.is(fen(-0), 0)).toBe(true);
  });

  it('separators, signs, exponents, blanks and nothing at all are refused', () => {
    for (const text of ['1,000', '1e3', ' 5', '5元', '¥5', '+5', '', '.5', '5.', '１', 'NaN', '--1']) {
      expect(codeOf(() => parseYuan(text))).toBe('amount_not_a_number');
    }
  });

  it('a third decimal is refused even when it is zero', () => {
    expect(codeOf(() => parseYuan('1.000'))).toBe('amount_too_many_decimals');
  });

  it('more than nine billion yuan is refused', () => {
    expect(codeOf(() => parseYuan('9000000000.01'))).toBe('amount_too_large');
    expect(codeOf(() => parseYuan('99999999999'))).toBe('amount_too_large');
    expect(codeOf(() => fen(largestFen + 1))).toBe('amount_too_large');
    expect(codeOf(() => sumFen([fen(largestFen), fen(1)]))).toBe('amount_too_large');
  });

  it('a fraction of a fen is refused', () => {
    expect(codeOf(() => fen(0.5))).toBe('amount_not_whole_fen');
    expect(codeOf(() => fen(Number.NaN))).toBe('amount_not_whole_fen');
  });

  it('is written plain for files and with separators for people', () => {
    expect(plainYuan(fen(6_000_000))).toBe('60000.00');
    expect(plainYuan(fen(-5))).toBe('-0.05');
    expect(formatYuan(fen(6_000_000))).toBe('60,000.00');
    expect(formatYuan(fen(-123_456_789_01))).toBe('-123,456,789.01');
    expect(formatYuan(fen(99_900))).toBe('999.00');
  });

  it('what is written is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -largestFen, max: largestFen }), (amount) => {
        expect(parseYuan(plainYuan(fen(amount)))).toBe(amount === 0 ? 0 : amount);
        expect(parseYuan(formatYuan(fen(amount)).replaceAll(',', ''))).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });
});
