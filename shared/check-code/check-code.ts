import { isDigits, normalized } from '../recovery-key/digits.ts';

/**
 * The check code of a slip: what may stand on it in clear, a mark of its person that says nothing without the window's
 * key, and a seal over all of it and over every payer's amount. Whole it stands in the QR code; number and seal are
 * printed beside it for typing.
 */
export interface CheckCode {
  /** The slip's number: capitals, digits and hyphens. */
  readonly number: string;
  /** `YYYY-MM-DD`. */
  readonly settledOn: string;
  readonly totalFen: number;
  readonly personalFen: number;
  /** Eight digits of Crockford's. */
  readonly personMark: string;
  /** Sixteen digits of Crockford's: 80 bits. */
  readonly seal: string;
}

/** A code as it was scanned (`whole`) or typed. */
export type ReadCheckCode =
  | ({ readonly kind: 'whole' } & CheckCode)
  | { readonly kind: 'typed'; readonly number: string; readonly seal: string };

export const personMarkDigits = 8;
export const sealDigits = 16;
const version = 'YZT1';
// Eleven digits of fen are below the nine billion yuan that an amount may have.

/** Capitals, digits, hyphens and colons alone, so that the QR code is small. */
export function writeCheckCode(code: CheckCode): string {
  const { number, settledOn, totalFen, personalFen, personMark, seal } = code;
  return [version, number, settledOn.replaceAll('-', ''), totalFen, personalFen, personMark, seal].join(':');
}

/** 7F3K-QW2E-9XYZ-1234, as it is printed. */
export function sealInGroups(seal: string): string {
  return (seal.match(/.{1,4}/g) ?? []).join('-');
}

/**
 * Reads what a scanner sent or a person typed: the whole code, or the number and the sixteen digits of the seal after
 * it; blanks, full-width characters and small letters do not matter. Undefined for what is neither.
 */
export function readCheckCode(text: string): ReadCheckCode | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/\p{Pd}/gu, '-')
    .trim();
  return plain.startsWith(`${version}:`) ? readWhole(plain) : readTyped(plain);
}

function readWhole(plain: string): ReadCheckCode | undefined {
  const parts =
    /^YZT1:([0-9A-Z-]{1,40}):(\d{4})(\d{2})(\d{2}):(-?\d{1,11}):(-?\d{1,11}):([^:]+):([^:]+)$/.exec(plain);
  if (parts === null) return undefined;
  const [, number = '', year, month, day, totalFen, personalFen, personMark = '', seal = ''] = parts;
  if (!isCode(personMark, personMarkDigits) || !isCode(seal, sealDigits)) return undefined;
  return {
    kind: 'whole',
    number,
    settledOn: `${year}-${month}-${day}`,
    totalFen: Number(totalFen),
    personalFen: Number(personalFen),
    personMark,
    seal,
  };
}

function readTyped(plain: string): ReadCheckCode | undefined {
  const parts = /^([0-9A-Z-]{1,40}?)[\s:,/]+([0-9A-Z\s-]{16,40})$/.exec(plain);
  if (parts === null) return undefined;
  const [, number = '', typed = ''] = parts;
  const seal = normalized(typed);
  return isCode(seal, sealDigits) ? { kind: 'typed', number, seal } : undefined;
}

function isCode(text: string, length: number): boolean {
  return text.length === length && isDigits(text);
}
