/** Crockford's digits: no I, L, O, U, so that what is read off a paper arrives. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What one character stands for; undefined for one that is no digit. */
export function valueOf(character: string): number | undefined {
  const value = digits.indexOf(character);
  return character.length === 1 && value >= 0 ? value : undefined;
}

export function isDigits(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]*$/.test(text);
}

/** @param value 0 to 31 */
export function digitOf(value: number): string {
  return digits.charAt(value);
}

/**
 * As people type: small letters, full-width ones, O for 0, I and L for 1, blanks, hyphens and points between. What is
 * no digit afterwards stays, so that its row is found wrong instead of short.
 */
export function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.·_\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}
