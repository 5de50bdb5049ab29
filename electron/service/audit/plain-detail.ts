import { checkDigit, maskIdNumber } from '../../../shared/identity/id-number.ts';

/**
 * A detail without anybody's number: people type reasons, and papers have numbers that are somebody's. Whatever reads as an
 * ID number, by its check digit, is masked, since nobody takes a row out of the log again.
 */
export function withoutIdNumbers(text: string): string {
  return text.replaceAll(/(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g, (digits) => {
    const number = digits.toUpperCase();
    return checkDigit(number.slice(0, 17)) === number[17] ? maskIdNumber(number) : digits;
  });
}
