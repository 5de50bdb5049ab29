import type { SafeStorage } from 'electron';

/** The part of Electron's safeStorage that is used; the asynchronous half is missing in older versions. */
export type VaultOfElectron = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<
    Pick<
      SafeStorage,
      'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
    >
  >;

/** The vault of the operating system: seals a text so that only this account on this machine opens it. */
export interface Vault {
  seal(text: string): Promise<Buffer>;
  open(sealed: Buffer): Promise<{ text: string; sealAgain: boolean }>;
}

/** The system's vault, or undefined where there is none that really encrypts (Linux without a keyring). */
export async function systemVault(electron: VaultOfElectron): Promise<Vault | undefined> {
  // With basic_text Chromium "encrypts" with a key that stands in its source.
  if (electron.getSelectedStorageBackend?.() === 'basic_text') return undefined;
  const { isAsyncEncryptionAvailable, encryptStringAsync, decryptStringAsync } = electron;
  if (isAsyncEncryptionAvailable && encryptStringAsync && decryptStringAsync) {
    if (!(await isAsyncEncryptionAvailable.call(electron))) return undefined;
    return {
      seal: (text) => encryptStringAsync.call(electron, text),
      open: async (sealed) => {
        const { result, shouldReEncrypt } = await decryptStringAsync.call(electron, sealed);
        return { text: result, sealAgain: shouldReEncrypt };
      },
    };
  }
  if (!electron.isEncryptionAvailable()) return undefined;
  return {
    seal: async (text) => electron.encryptString(text),
    open: async (sealed) => ({ text: electron.decryptString(sealed), sealAgain: false }),
  };
}
