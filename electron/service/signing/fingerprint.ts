import { createHash } from 'node:crypto';

/**
 * What people compare over the telephone to know that both hold the same key, certificate or secret: the first 64 bits
 * of the SHA-256, in four groups.
 */
export function fingerprintOf(value: string | Uint8Array): string {
  const digest = createHash('sha256').update(value).digest('hex').slice(0, 16);
  return (digest.match(/.{4}/g) ?? []).join('-');
}
