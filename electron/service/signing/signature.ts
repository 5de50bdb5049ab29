import { sm2 } from 'sm-crypto-v2';
import type { ServiceContext } from '../context.ts';
import { windowKeyPair } from './window-key.ts';

/** Signs with the window's own key: SM2 with SM3 over the text in UTF-8, r and s as 128 hexadecimal digits. */
export function signText(context: ServiceContext, text: string): string {
  return signTextWith(windowKeyPair(context).privateKeyHex, text);
}

/** GB/T 32918.2 with the usual user id `1234567812345678`, as GM/T 0009 says. */
export function signTextWith(privateKeyHex: string, text: string): string {
  return sm2.doSignature(Buffer.from(text, 'utf8'), privateKeyHex, { hash: true });
}

/** Never throws: a key or a signature that is none verifies nothing. */
export function verifyText(publicKeyHex: string, text: string, signature: string): boolean {
  if (!isPublicKey(publicKeyHex) || !/^[0-9a-f]{128}$/.test(signature)) return false;
  try {
    return sm2.doVerifySignature(Buffer.from(text, 'utf8'), signature, publicKeyHex, { hash: true });
  } catch {
    return false;
  }
}

/** A point of the curve, uncompressed. */
export function isPublicKey(publicKeyHex: string): boolean {
  if (!/^04[0-9a-f]{128}$/.test(publicKeyHex)) return false;
  try {
    return sm2.verifyPublicKey(publicKeyHex);
  } catch {
    return false;
  }
}

/** A number that is a private key: not zero, below the order of the curve. */
export function isPrivateKey(privateKeyHex: string): boolean {
  if (!/^[0-9a-f]{64}$/.test(privateKeyHex)) return false;
  try {
    return isPublicKey(publicKeyOf(privateKeyHex));
  } catch {
    return false;
  }
}

export function publicKeyOf(privateKeyHex: string): string {
  return sm2.getPublicKeyFromPrivateKey(privateKeyHex);
}
