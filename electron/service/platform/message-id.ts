/** Crockford's digits: no I, L, O, U, so that a number read out over the telephone arrives. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A whole number below 32^places, in so many digits. */
function inDigits(value: bigint, places: number): string {
  let rest = value;
  let text = '';
  for (let place = 0; place < places; place += 1) {
    text = digits.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}

/** The 128 bits of a uuid as 26 characters of Crockford base32. */
export function shortId(id: string): string {
  const hexadecimal = id.replaceAll('-', '');
  if (!/^[0-9a-fA-F]{32}$/.test(hexadecimal)) throw new TypeError('not a uuid');
  return inDigits(BigInt(`0x${hexadecimal}`), 26);
}

/** Our number of a fee item: its list's id and, in four digits, its line; the wire's 30 characters exactly. */
export function itemNumber(feeListId: string, line: number): string {
  if (!Number.isInteger(line) || line < 0 || line >= 32 ** 4) throw new RangeError('a line of a fee list');
  return shortId(feeListId) + inDigits(BigInt(line), 4);
}

/**
 * The sender's message id of an outbox row: the row's id and, in two digits, how many of its messages were corrected
 * (2601) before. The same for every resend, so that the platform recognises it; within the wire's 30 characters.
 */
export function messageIdOf(rowId: string, corrections: number): string {
  if (!Number.isInteger(corrections) || corrections < 0 || corrections > 99) {
    throw new RangeError('a message is corrected at most 99 times');
  }
  return shortId(rowId) + String(corrections).padStart(2, '0');
}
