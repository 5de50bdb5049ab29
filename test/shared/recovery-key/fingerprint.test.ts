import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';

it('names a key the same way for ever, and another key otherwise', () => {
  expect(keyFingerprint('5a'.repeat(32))).toBe('2X8Y-XMHN');
  expect(keyFingerprint('5b'.repeat(32))).not.toBe('2X8Y-XMHN');
});

it('is forty bits of SM3, as any other program computes it', () => {
  const keyHex = 'c3'.repeat(32);
  const hash = createHash('sm3').update(`onestop-window recovery key ${keyHex}`).digest();
  const bits = [...hash.subarray(0, 5)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const text = bits
    .match(/.{5}/g)!
    .map((five) => digits[Number.parseInt(five, 2)])
    .join('');
  expect(keyFingerprint(keyHex)).toBe(`${text.slice(0, 4)}-${text.slice(4)}`);
});
