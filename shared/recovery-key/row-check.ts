import { digitOf, valueOf } from './digits.ts';

/** The field of 32 elements, made by x⁵ + x² + 1. */
const fieldPolynomial = 0b10_0101;

/** Times x, which runs through all 31 elements but zero before it comes back. */
function timesX(element: number): number {
  const shifted = element << 1;
  return shifted < 32 ? shifted : shifted ^ fieldPolynomial;
}

/** Σ digit·x^place over GF(32), the last place being 0; undefined if a character is no digit. */
function sumOf(row: string): number | undefined {
  let sum = 0;
  for (const character of row) {
    const value = valueOf(character);
    if (value === undefined) return undefined;
    sum = timesX(sum) ^ value;
  }
  return sum;
}

/**
 * The check character of a row. It is chosen so that the sum of the whole row is the row's number: one wrong character
 * changes the sum, so does any swap of two different characters in a row (its places are powers of x, all different),
 * and a row in another row's place never fits.
 * @param rowNumber counts from 1
 */
export function checkCharacter(digitsOfRow: string, rowNumber: number): string {
  const sum = sumOf(digitsOfRow);
  if (sum === undefined) throw new TypeError('not a row of digits');
  return digitOf(timesX(sum) ^ rowNumber);
}

/** @param row with its check character, normalised */
export function rowFits(row: string, rowNumber: number): boolean {
  return sumOf(row) === rowNumber;
}
