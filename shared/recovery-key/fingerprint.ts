import { sm3 } from 'sm-crypto-v2';
import { digitOf } from './digits.ts';

/**
 * Names a key without telling it: 40 bits of an SM3 hash, as `7KQ2-9XWD`. It stands on the paper and in the log, and
 * says whether a paper belongs to a file.
 * @param keyHex 64 hexadecimal digits
 */
export function keyFingerprint(keyHex: string): string {
  let rest = BigInt(`0x${sm3(`onestop-window recovery key ${keyHex}`).slice(0, 10)}`);
  let text = '';
  for (let place = 0; place < 8; place += 1) {
    text = digitOf(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
