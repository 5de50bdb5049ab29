import type { KeyPair } from '../../signing/window-key.ts';

/**
 * What the practice hospital and its platform know of each other. Written in the program for everybody to read, like
 * the practice accounts: they open nothing but made-up data.
 */
export interface Credentials {
  /** Both know it; requests are signed with it (HMAC-SM3). */
  readonly signingSecret: string;
  /** Where the hospital signs requests with SM2 instead. */
  readonly hospitalKeyHex: string;
  /** The platform's own pair: packages are encrypted to it, receipts signed with it. */
  readonly platformKey: KeyPair;
}

export const practiceCredentials: Credentials = {
  signingSecret: 'practice-hospital-and-its-platform',
  hospitalKeyHex:
    '04f02fc0b3f25fec2f0c7a76c939116e236186950398be89ff7c076cef7c465d3eaff200bf7ca620d270143a537b89c9ee622263ad0b5a09440a0bd7a1c04ab978',
  platformKey: {
    publicKeyHex:
      '04f9311b626deac1e0ab143e8814d20860d11147ebf4273d9695e493f38c9e4459d8360e850230052aa8ac03b0418a723e482eb8259d69959e55e8fc60cac2246c',
    privateKeyHex: 'f9141806ada6589c2aa27e74afa8deda1b60035c0e2c8769875c78dac3589745',
  },
};

/** The private half of `hospitalKeyHex`, for lessons and tests in which requests are signed with SM2. */
export const practiceSigningKeyHex = '225eb1bb30251348b2be0cfda0c47fe7aa98c3fffa64ceaead9ed0bc9cc3e836';
