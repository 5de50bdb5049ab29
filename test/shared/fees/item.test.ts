import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeeItem, splitItem, sumItems } from '../../../shared/fees/item.ts';

const item = (change: Partial<FeeItem>): FeeItem => ({
  catalogueClass: 'A',
  preSelfPayRatio: undefined,
  limitPrice: undefined,
  price: '1',
  quantity: '1',
  amount: undefined,
  ...change,
});

function parts(change: Partial<FeeItem>) {
  const split = splitItem(item(change));
  if (!split.ok) throw new Error(split.code);
  return split.parts;
}

function codeOf(change: Partial<FeeItem>) {
  const split = splitItem(item(change));
  return split.ok ? 'ok' : split.code;
}

const [A, B, C] = ['A', 'B', 'C'] as const;

describe('fee items', () => {
  it('price times quantity is rounded half-up once, with six decimals of price', () => {
    expect(parts({ price: '0.123455', quantity: '100' }).totalFen).toBe(1235);
    expect(parts({ price: '0.005', quantity: '1' }).totalFen).toBe(1);
    expect(parts({ price: '1.005', quantity: '1' }).totalFen).toBe(101);
  });

  it('class B pays its ratio first, to the fen', () => {
    expect(parts({ catalogueClass: B, preSelfPayRatio: '5%', price: '4.52' })).toEqual({
      totalFen: 452,
      ownExpenseFen: 0,
      overLimitFen: 0,
      preSelfPayFen: 23,
      inScopeFen: 429,
    });
  });

  it('what is over the limit is taken off before the ratio', () => {
    const change = {
      catalogueClass: B,
      preSelfPayRatio: '0.1',
      limitPrice: '80',
      price: '100',
      quantity: '3',
    };
    expect(parts(change)).toMatchObject({
      totalFen: 30_000,
      overLimitFen: 6000,
      preSelfPayFen: 2400,
      inScopeFen: 21_600,
    });
    expect(parts({ ...change, price: '80' })).toMatchObject({ overLimitFen: 0 });
  });

  it('class C is own expense whole, whatever limit and ratio say', () => {
    const change = {
      catalogueClass: C,
      preSelfPayRatio: '10%',
      limitPrice: '1',
      price: '9.99',
      quantity: '2',
    };
    expect(parts(change)).toMatchObject({
      totalFen: 1998,
      ownExpenseFen: 1998,
      overLimitFen: 0,
      inScopeFen: 0,
    });
  });

  it('the amount of the file wins within one fen and is refused beyond', () => {
    expect(parts({ price: '0.333', quantity: '10', amount: '3.34' }).totalFen).toBe(334);
    expect(codeOf({ price: '0.333', quantity: '10', amount: '3.35' })).toBe('amount_mismatch');
    expect(codeOf({ price: '5', quantity: '-1', amount: '5.00' })).toBe('amount_mismatch');
    expect(codeOf({ amount: '一元' })).toBe('amount_not_a_number');
  });

  it('no part exceeds an amount that the file has rounded down', () => {
    const split = parts({ limitPrice: '0', price: '3.34', amount: '3.33' });
    expect(split).toMatchObject({ totalFen: 333, overLimitFen: 333, inScopeFen: 0 });
  });

  it('class B without its ratio is refused, not taken as zero', () => {
    expect(codeOf({ catalogueClass: B })).toBe('pre_self_pay_ratio_missing');
    expect(codeOf({ catalogueClass: B, preSelfPayRatio: '101%' })).toBe('pre_self_pay_ratio_wrong');
    expect(codeOf({ catalogueClass: B, preSelfPayRatio: '一成' })).toBe('pre_self_pay_ratio_wrong');
  });

  it('numbers that are none, negative prices and sums beyond nine billion are refused', () => {
    expect(codeOf({ price: '1,000' })).toBe('price_not_a_number');
    expect(codeOf({ price: '-1' })).toBe('price_not_a_number');
    expect(codeOf({ quantity: '两' })).toBe('quantity_not_a_number');
    expect(codeOf({ limitPrice: 'x' })).toBe('limit_price_not_a_number');
    expect(codeOf({ price: '999999999999', quantity: '9' })).toBe('amount_too_large');
  });

  it('a return mirrors its item exactly, and the parts are always the total', () => {
    const decimals = (max: number) =>
      fc
        .tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max: 999_999 }))
        .map(([a, b]) => `${a}.${String(b).padStart(6, '0')}`);
    fc.assert(
      fc.property(
        fc.constantFrom(A, B, C),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.option(decimals(300), { nil: undefined }),
        decimals(300),
        decimals(50),
        (catalogueClass, millionths, limitPrice, price, quantity) => {
          const ratio = `${Math.trunc(millionths / 1_000_000)}.${String(millionths % 1_000_000).padStart(6, '0')}`;
          const change = { catalogueClass, preSelfPayRatio: ratio, limitPrice, price, quantity };
          const bought = parts(change);
          const returned = parts({ ...change, quantity: `-${quantity}` });
          const { totalFen, ...rest } = bought;
          expect(Object.values(rest).reduce((sum: number, part) => sum + part, 0)).toBe(totalFen);
          expect(Object.values(rest).every((part) => part >= 0)).toBe(true);
          expect(Object.values(sumItems([bought, returned]))).toEqual([0, 0, 0, 0, 0]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
