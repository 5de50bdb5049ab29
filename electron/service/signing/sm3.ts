import { sm3 } from 'sm-crypto-v2';

/** SM3 (GB/T 32905) of text in UTF-8, hexadecimal. */
export function sm3Of(text: string): string {
  return sm3(Buffer.from(text, 'utf8'));
}

/** HMAC with SM3 (RFC 2104) of text in UTF-8 under a key of bytes, hexadecimal. */
export function hmacSm3(key: Uint8Array, text: string): string {
  return sm3(Buffer.from(text, 'utf8'), { mode: 'hmac', key: Uint8Array.from(key) });
}
