import { randomBytes } from 'node:crypto';
import { endKeyChange, keepForHospital, keepNextKey, keyOfHospital, nextKeyOf } from './hospital-key.ts';
import type { KeyStore } from './key-store.ts';

/**
 * The key that a hospital's file is opened with: the one this machine keeps for the folder, or one that somebody typed
 * off a paper. A typed key stays in memory until the file has opened with it; only then is it kept.
 */
export class OpeningKey {
  readonly #dataFolder: string;
  readonly #store: KeyStore;
  #typed: string | undefined;
  #keeping: Promise<void> | undefined;

  constructor(dataFolder: string, store: KeyStore) {
    this.#dataFolder = dataFolder;
    this.#store = store;
  }

  /** @throws Refusal as `keyOfHospital`; never while there is a typed key */
  async current(): Promise<{ readonly keyHex: string; readonly isNew: boolean; readonly isTyped: boolean }> {
    if (this.#typed !== undefined) return { keyHex: this.#typed, isNew: false, isTyped: true };
    return { ...(await keyOfHospital(this.#dataFolder, this.#store)), isTyped: false };
  }

  /** Draws and keeps the key that the file will be given at the service's next start. */
  beginChange(): Promise<void> {
    return keepNextKey(this.#dataFolder, randomBytes(32).toString('hex'), this.#store);
  }

  /** The key that the file is being given; undefined while none is. */
  next(): Promise<string | undefined> {
    return nextKeyOf(this.#dataFolder, this.#store);
  }

  /** The file is open, and under which of the two. */
  endChange(isChanged: boolean): Promise<void> {
    return endKeyChange(this.#dataFolder, isChanged);
  }

  /** From now on this key is tried, until it is kept or withdrawn. */
  tryTyped(keyHex: string): void {
    this.#typed = keyHex;
  }

  /** It opens another file than this one. */
  withdrawTyped(): void {
    this.#typed = undefined;
  }

  /** The file has opened with the typed key: the machine keeps it from now on. */
  keepTyped(): Promise<void> {
    this.#keeping ??= this.#keep().finally(() => {
      this.#keeping = undefined;
    });
    return this.#keeping;
  }

  async #keep(): Promise<void> {
    if (this.#typed === undefined) return;
    await keepForHospital(this.#dataFolder, this.#typed, this.#store);
    this.#typed = undefined;
  }
}
