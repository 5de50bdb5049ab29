import { describe, expect, it } from 'vitest';
import { idNumberOf, partsOf, SeenNumbers } from '../../../electron/service/roster/seen-numbers.ts';
import { checkDigit } from '../../../shared/identity/id-number.ts';

/** Seventeen digits and something behind them; many differ in one digit only. */
const numberOf = (index: number) =>
  partsOf(`${String(42991319300101000n + BigInt(index) * 97n).padStart(17, '0')}X`);

describe('the numbers of a file', () => {
  it('are each known by the position of their first row, however many there are', () => {
    const seen = new SeenNumbers();
    const count = 200_000;
    for (let index = 0; index < count; index += 1) {
      if (seen.firstOf(numberOf(index), index + 1) !== 0) throw new Error(`${index} was taken for another`);
    }
    const firsts = [0, 1, 78_642, 78_643, 131_071, count - 1];
    expect(firsts.map((index) => seen.firstOf(numberOf(index), count + 1))).toEqual(
      firsts.map((index) => index + 1),
    );
    expect(seen.firstOf(numberOf(count), count + 1)).toBe(0);
  });

  it('come back as they were, zeros in the middle and the eighteenth character too', () => {
    for (const body of ['42991319300101001', '42991320000000001', '11010219491231002']) {
      const idNumber = body + checkDigit(body);
      expect(idNumberOf(partsOf(idNumber))).toBe(idNumber);
    }
  });
});
