import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyOfHospital } from '../../../electron/main/keys/hospital-key.ts';
import { keyFiles } from '../../../electron/main/keys/key-store.ts';
import { systemVault, type Vault, type VaultOfElectron } from '../../../electron/main/keys/vault.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'onestop-keys-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const keysFolder = () => join(root, 'keys');
const plain = () => keyFiles(keysFolder(), undefined);
const keyFileNames = () => (existsSync(keysFolder()) ? readdirSync(keysFolder()) : []);

/** A vault that disguises texts; `name` is who sealed. */
function vaultOf(name: string, sealAgain = false): Vault {
  return {
    seal: async (text) => Buffer.from(`${name}:${btoa(text)}`),
    open: async (sealed) => {
      const [sealer, text] = sealed.toString().split(':');
      if (sealer !== name || text === undefined) throw new Error('sealed by another');
      return { text: atob(text), sealAgain };
    },
  };
}

test('an empty or missing folder gets a key of its own, and the same one ever after', async () => {
  const first = await keyOfHospital(join(root, 'a'), plain());
  expect(first).toMatchObject({ isNew: true });
  expect(first.keyHex).toMatch(/^[0-9a-f]{64}$/);
  expect(await keyOfHospital(join(root, 'a'), plain())).toEqual({ keyHex: first.keyHex, isNew: false });
  const other = await keyOfHospital(join(root, 'b'), plain());
  expect(other.keyHex).not.toBe(first.keyHex);
});

test('a moved folder keeps its key', async () => {
  const { keyHex } = await keyOfHospital(join(root, 'a'), plain());
  writeFileSync(join(root, 'a', 'hospital.sqlite'), 'x');
  renameSync(join(root, 'a'), join(root, 'moved'));
  expect(await keyOfHospital(join(root, 'moved'), plain())).toEqual({ keyHex, isNew: false });
});

test.each([
  ['its key file is gone', () => rmSync(keysFolder(), { recursive: true })],
  ['its id is gone', () => rmSync(join(root, 'a', 'folder-id.txt'))],
  ['its id is damaged', () => writeFileSync(join(root, 'a', 'folder-id.txt'), '../../etc/passwd')],
])('a folder with a database never gets a new key over it: %s', async (_what, damage) => {
  await keyOfHospital(join(root, 'a'), plain());
  writeFileSync(join(root, 'a', 'hospital.sqlite'), 'facts');
  damage();
  const before = keyFileNames();
  await expect(keyOfHospital(join(root, 'a'), plain())).rejects.toMatchObject({ code: 'key_missing' });
  expect(keyFileNames()).toEqual(before);
  expect(readFileSync(join(root, 'a', 'hospital.sqlite'), 'utf8')).toBe('facts');
});

test('a start that ended between the key and the folder id leaves nothing in the way', async () => {
  mkdirSync(join(root, 'a'));
  writeFileSync(join(root, 'a', 'folder-id.txt'), '');
  const { keyHex } = await keyOfHospital(join(root, 'a'), plain());
  expect((await keyOfHospital(join(root, 'a'), plain())).keyHex).toBe(keyHex);
});

test('a folder that cannot be made is a refusal that names it', async () => {
  writeFileSync(join(root, 'file'), '');
  await expect(keyOfHospital(join(root, 'file', 'a'), plain())).rejects.toMatchObject({
    code: 'data_folder_unusable',
  });
});

test('without a vault the key is a file that only this account reads', async () => {
  const { keyHex } = await keyOfHospital(join(root, 'a'), plain());
  const [name] = keyFileNames();
  const file = join(keysFolder(), name!);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(keysFolder()).mode & 0o777).toBe(0o700);
  expect(readFileSync(file, 'utf8')).toContain(keyHex);
  expect(plain().kind).toBe('plain_file');
});

test('with a vault the key stands nowhere in the clear', async () => {
  const store = keyFiles(keysFolder(), vaultOf('keyring'));
  const { keyHex } = await keyOfHospital(join(root, 'a'), store);
  const text = readFileSync(join(keysFolder(), keyFileNames()[0]!), 'utf8');
  expect(text).not.toContain(keyHex);
  expect(await keyOfHospital(join(root, 'a'), store)).toEqual({ keyHex, isNew: false });
});

test('a plain key is sealed as soon as there is a vault', async () => {
  const { keyHex } = await keyOfHospital(join(root, 'a'), plain());
  const store = keyFiles(keysFolder(), vaultOf('keyring'));
  expect((await keyOfHospital(join(root, 'a'), store)).keyHex).toBe(keyHex);
  expect(readFileSync(join(keysFolder(), keyFileNames()[0]!), 'utf8')).not.toContain(keyHex);
  expect((await keyOfHospital(join(root, 'a'), store)).keyHex).toBe(keyHex);
});

test.each([
  ['there is no vault', undefined],
  ['the vault is another account’s', vaultOf('other')],
])('a sealed key stays sealed when %s, and no new one is made', async (_what, vault) => {
  await keyOfHospital(join(root, 'a'), keyFiles(keysFolder(), vaultOf('keyring')));
  const before = readFileSync(join(keysFolder(), keyFileNames()[0]!), 'utf8');
  await expect(keyOfHospital(join(root, 'a'), keyFiles(keysFolder(), vault))).rejects.toMatchObject({
    code: 'key_locked',
  });
  expect(readFileSync(join(keysFolder(), keyFileNames()[0]!), 'utf8')).toBe(before);
});

test.each(['', 'not json', '{"version":2}', '{"version":1,"sealedBy":"plain_file","content":"abc"}'])(
  'a key file that holds %j is a refusal, not a new key',
  async (content) => {
    await keyOfHospital(join(root, 'a'), plain());
    const file = join(keysFolder(), keyFileNames()[0]!);
    writeFileSync(file, content);
    await expect(keyOfHospital(join(root, 'a'), plain())).rejects.toMatchObject({ code: 'key_unreadable' });
    expect(readFileSync(file, 'utf8')).toBe(content);
  },
);

const synchronous = (over: Partial<VaultOfElectron> = {}): VaultOfElectron => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(`sync:${text}`),
  decryptString: (sealed) => sealed.toString().slice(5),
  ...over,
});

test('basic_text is no vault: its key stands in the source of Chromium', async () => {
  expect(await systemVault(synchronous({ getSelectedStorageBackend: () => 'basic_text' }))).toBeUndefined();
  expect(await systemVault(synchronous({ isEncryptionAvailable: () => false }))).toBeUndefined();
});

test('the asynchronous interface is taken where there is one, and seals again after a change of key', async () => {
  const vault = await systemVault(
    synchronous({
      getSelectedStorageBackend: () => 'gnome_libsecret',
      isAsyncEncryptionAvailable: async () => true,
      encryptStringAsync: async (text) => Buffer.from(`async:${text}`),
      decryptStringAsync: async (sealed) => ({ result: sealed.toString().slice(6), shouldReEncrypt: true }),
    }),
  );
  const sealed = await vault!.seal('text');
  expect(sealed.toString()).toBe('async:text');
  expect(await vault!.open(sealed)).toEqual({ text: 'text', sealAgain: true });
});

test('the synchronous interface serves where there is no other', async () => {
  const vault = await systemVault(synchronous({ getSelectedStorageBackend: () => 'kwallet5' }));
  expect(await vault!.open(await vault!.seal('text'))).toEqual({ text: 'text', sealAgain: false });
});
