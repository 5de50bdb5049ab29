import { type Problem, Refusal } from '../contract/refusal.ts';
import { digitOf, isDigits, normalized, valueOf } from './digits.ts';
import { checkCharacter, rowFits } from './row-check.ts';

/*
 * The 32 bytes that open a hospital's file, as seven rows for paper:
 *   256 bits of key + 24 bits over the whole = 56 digits of 5 bits = 7 rows of 8 digits, each with a check character.
 * The row's character finds a typing error in its row; the 24 bits find what several errors together might hide.
 */

export const rowCount = 7;
const digitsOfRow = 8;
/** With the check character. */
export const rowLength = digitsOfRow + 1;

const keyBits = 256n;
const checksumBits = 24n;
const digitBits = 5n;

/** @returns 7 rows as they are printed: `7KQ2 9XWD H` */
export function recoveryKeyRows(keyHex: string): string[] {
  if (!/^[0-9a-f]{64}$/.test(keyHex)) throw new TypeError('not a key of 32 bytes');
  let rest = (BigInt(`0x${keyHex}`) << checksumBits) | BigInt(crc24(keyHex));
  let digits = '';
  for (let place = 0; place < rowCount * digitsOfRow; place += 1) {
    digits = digitOf(Number(rest & 31n)) + digits;
    rest >>= digitBits;
  }
  return Array.from({ length: rowCount }, (_, index) => {
    const row = digits.slice(index * digitsOfRow, (index + 1) * digitsOfRow);
    return `${row.slice(0, 4)} ${row.slice(4)} ${checkCharacter(row, index + 1)}`;
  });
}

export type RowState = 'empty' | 'incomplete' | 'wrong' | 'right';

/**
 * What can be said of one row while it is typed.
 * @param rowNumber counts from 1
 */
export function rowState(typed: string, rowNumber: number): RowState {
  const row = normalized(typed);
  if (row === '') return 'empty';
  if (row.length > rowLength || !isDigits(row)) return 'wrong';
  if (row.length < rowLength) return 'incomplete';
  return rowFits(row, rowNumber) ? 'right' : 'wrong';
}

/**
 * Reads a recovery key as somebody types it off the paper: seven lines, or everything in one.
 * @returns the key, 64 hexadecimal digits
 * @throws Refusal `recovery_key_incomplete`, `recovery_key_mistyped` (both name the rows), `recovery_key_inconsistent`
 */
export function readRecoveryKey(text: string): string {
  const rows = rowsOf(text);
  const states = Array.from({ length: rowCount }, (_, index) => rowState(rows[index] ?? '', index + 1));
  const wrong = states.flatMap((state, index) => (state === 'wrong' ? [index + 1] : []));
  if (wrong.length > 0 || rows.length > rowCount) throw mistyped(wrong);
  const short = states.flatMap((state, index) => (state === 'right' ? [] : [index + 1]));
  if (short.length > 0) throw incomplete(short);
  let whole = 0n;
  for (const digit of rows.map((row) => row.slice(0, digitsOfRow)).join('')) {
    whole = (whole << digitBits) | BigInt(valueOf(digit) ?? 0);
  }
  const keyHex = (whole >> checksumBits).toString(16).padStart(Number(keyBits / 4n), '0');
  if (BigInt(crc24(keyHex)) !== (whole & ((1n << checksumBits) - 1n))) throw inconsistent();
  return keyHex;
}

/** Seven lines are seven rows; anything else is cut into rows by length. */
function rowsOf(text: string): string[] {
  const lines = text
    .split(/\r?\n/)
    .map(normalized)
    .filter((line) => line !== '');
  if (lines.length === rowCount) return lines;
  return lines.join('').match(new RegExp(`.{1,${rowLength}}`, 'gu')) ?? [];
}

/** CRC-24 of OpenPGP (RFC 9580, 6.1.1) over the bytes of the key. */
function crc24(keyHex: string): number {
  let crc = 0xb7_04ce;
  for (let at = 0; at < keyHex.length; at += 2) {
    crc ^= Number.parseInt(keyHex.slice(at, at + 2), 16) << 16;
    for (let bit = 0; bit < 8; bit += 1) {
      crc <<= 1;
      if (crc & 0x100_0000) crc ^= 0x186_4cfb;
    }
  }
  return crc;
}

function mistyped(rows: readonly number[]): Refusal {
  const which = rows.length === 0 ? '输入的内容比恢复密钥长' : `第 ${rows.join('、')} 行和校验字符对不上`;
  return new Refusal(
    'recovery_key_mistyped',
    `恢复密钥${which}，请对照纸面逐个核对再输入（0 和 O、1 和 I、L 不必区分）。`,
    problemsOf(rows, 'recovery_key_mistyped', '这一行至少有一个字符输错了，或行的次序不对。'),
  );
}

function incomplete(rows: readonly number[]): Refusal {
  return new Refusal(
    'recovery_key_incomplete',
    `恢复密钥没有输完：第 ${rows.join('、')} 行不足 ${rowLength} 个字符。一共 ${rowCount} 行，每行 ${rowLength} 个。`,
    problemsOf(rows, 'recovery_key_incomplete', `这一行要有 ${rowLength} 个字符。`),
  );
}

function inconsistent(): Refusal {
  return new Refusal(
    'recovery_key_inconsistent',
    '恢复密钥各行单看都对，合起来不对：多半有几处输错，或用了两张纸上的行。请从头再输入一次。',
  );
}

function problemsOf(rows: readonly number[], code: string, sentence: string): Problem[] {
  return rows.map((row) => ({ line: row, column: '', code, sentence }));
}
