import { sm2 } from 'sm-crypto-v2';
import { appendAudit } from '../audit/audit.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { fingerprintOf } from './fingerprint.ts';

/** An SM2 key pair (GB/T 32918): the private key as 64 hexadecimal digits, the public one as a point `04…` of 130. */
export interface KeyPair {
  readonly publicKeyHex: string;
  readonly privateKeyHex: string;
}

export function newKeyPair(): KeyPair {
  const { publicKey, privateKey } = sm2.generateKeyPairHex();
  return { publicKeyHex: publicKey, privateKeyHex: privateKey };
}

/**
 * The key that this window signs with: made at first use and kept in the hospital's encrypted file. The public half
 * is told to the platform once, by its fingerprint; the private one never leaves the service.
 */
export function windowKey(context: ServiceContext): { readonly publicKeyHex: string } {
  return { publicKeyHex: windowKeyPair(context).publicKeyHex };
}

/** For `signText` alone. */
export function windowKeyPair(context: ServiceContext): KeyPair {
  return (
    keptKeyPair(context) ?? inTransaction(context.database, () => keptKeyPair(context) ?? makeKey(context))
  );
}

/** The pair of a public key that was this window's once: what was encrypted to it can still be read. */
export function keyPairOf({ database }: ServiceContext, publicKeyHex: string): KeyPair {
  const pair = statement<[string], KeyPair>(
    database,
    'SELECT public_key AS publicKeyHex, private_key AS privateKeyHex FROM window_key WHERE public_key = ?',
  ).get(publicKeyHex);
  if (pair === undefined) throw new Error('a key of the window is not there');
  return pair;
}

function keptKeyPair({ database }: ServiceContext): KeyPair | undefined {
  return statement<[], KeyPair>(
    database,
    `SELECT public_key AS publicKeyHex, private_key AS privateKeyHex FROM window_key ORDER BY rowid DESC LIMIT 1`,
  ).get();
}

function makeKey(context: ServiceContext): KeyPair {
  const pair = newKeyPair();
  const keyId = context.newId();
  statement<[string, string, string, string]>(
    context.database,
    'INSERT INTO window_key (id, public_key, private_key, recorded_at) VALUES (?, ?, ?, ?)',
  ).run(keyId, pair.publicKeyHex, pair.privateKeyHex, context.clock.now().toISOString());
  appendAudit(context, undefined, 'signing.key_made', keyId, {
    fingerprint: fingerprintOf(pair.publicKeyHex),
  });
  return pair;
}
