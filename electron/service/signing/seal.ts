import type { Database } from 'better-sqlite3';
import { digitOf } from '../../../shared/recovery-key/digits.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { hmacSm3 } from './sm3.ts';
import { windowKeyPair } from './window-key.ts';

/** A secret for seals that this window alone can make and check; it says nothing of the key it comes from. */
export type SealKey = Uint8Array & { readonly __sealKey: never };

/** For new seals. */
export function sealKey(context: ServiceContext): SealKey {
  return derived(windowKeyPair(context).privateKeyHex);
}

/** For seals that were made under any key this window ever had, the newest first. */
export function sealKeys(database: Database): SealKey[] {
  return statement<[], { privateKeyHex: string }>(
    database,
    'SELECT private_key AS privateKeyHex FROM window_key ORDER BY rowid DESC LIMIT 100',
  )
    .all()
    .map(({ privateKeyHex }) => derived(privateKeyHex));
}

function derived(privateKeyHex: string): SealKey {
  return Buffer.from(
    hmacSm3(Buffer.from(privateKeyHex, 'hex'), 'onestop seal 1'),
    'hex',
  ) as unknown as SealKey;
}

/**
 * The first bits of the HMAC-SM3 of a text, five to a digit of Crockford's.
 * @param digits 8 are 40 bits: a mark; 16 are 80: nobody finds one by trying
 */
export function sealOf(key: SealKey, text: string, digits: number): string {
  let bits = BigInt(`0x${hmacSm3(key, text)}`) >> BigInt(256 - 5 * digits);
  let seal = '';
  for (let position = 0; position < digits; position += 1) {
    seal = digitOf(Number(bits & 31n)) + seal;
    bits >>= 5n;
  }
  return seal;
}
