import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** A password as it is kept: the scheme names its parameters, so that they can grow without losing old hashes. */
export interface KeptPassword {
  readonly scheme: string;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** 32 MiB and 0.1 to 0.3 s for each guess: what OWASP asks of scrypt. */
const currentScheme = 'scrypt:N=32768,r=8,p=3';
const hashBytes = 32;

/** Salted scrypt (RFC 7914), off the main thread. Two ways to type one character give one password (NFC). */
export async function keepPassword(password: string): Promise<KeptPassword> {
  const salt = randomBytes(16);
  return { scheme: currentScheme, salt, hash: await hashOf(password, currentScheme, salt) };
}

/** Compares in constant time. A scheme that this program does not know is never a match. */
export async function passwordMatches(password: string, kept: KeptPassword): Promise<boolean> {
  const hash = await hashOf(password, kept.scheme, kept.salt);
  return hash.byteLength === kept.hash.byteLength && timingSafeEqual(hash, kept.hash);
}

/** What an unknown login is compared with, so that it takes as long as a wrong password. */
export const nobodysPassword: KeptPassword = {
  scheme: currentScheme,
  salt: randomBytes(16),
  hash: randomBytes(hashBytes),
};

function hashOf(password: string, scheme: string, salt: Uint8Array): Promise<Buffer> {
  const match = /^scrypt:N=(\d{1,8}),r=(\d{1,2}),p=(\d{1,2})$/.exec(scheme);
  if (match === null) throw new Error('a password is kept under an unknown scheme');
  const [N, r, p] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const options = { N, r, p, maxmem: 256 * N * r };
  return derive(password.normalize('NFC'), Buffer.from(salt), hashBytes, options);
}
