import crypto, { type ScryptOptions, scryptSync } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/*
 * Imported before the service: a password is otherwise hashed on another thread, and which of two ends first is not in
 * the seed's hands. Here it is done at once, and only once for each password.
 */
const derived = new Map<string, Buffer>();

function scryptAtOnce(
  password: string,
  salt: Buffer,
  length: number,
  options: ScryptOptions,
  done: (error: Error | null, hash: Buffer) => void,
): void {
  const key = JSON.stringify([password, salt.toString('hex'), length, options]);
  const hash = derived.get(key) ?? scryptSync(password, salt, length, options);
  derived.set(key, hash);
  process.nextTick(done, null, hash);
}

crypto.scrypt = scryptAtOnce as typeof crypto.scrypt;
syncBuiltinESMExports();
