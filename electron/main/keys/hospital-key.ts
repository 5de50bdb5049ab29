import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type KeyStore, syncFolder } from './key-store.ts';

/** Names the folder, so that its key is found again after the folder was moved. No secret. */
const idFileName = 'folder-id.txt';
/** Names the key that the file is being given (change of key); beside the other until the file says which opens it. */
const nextIdFileName = 'next-key-id.txt';
const idPattern = /^[0-9a-f-]{36}$/;

/**
 * The key of a hospital folder: the one kept for it, or a new one if the folder is empty or not there yet.
 * A new key is on the disk before the folder gets its id, so no file is ever encrypted with a key that is not kept.
 * @returns 64 hexadecimal digits, and whether the key was made just now
 * @throws Refusal `key_missing` for a folder with files and no key; `key_locked`, `key_unreadable` from the store
 */
export async function keyOfHospital(
  dataFolder: string,
  store: KeyStore,
): Promise<{ readonly keyHex: string; readonly isNew: boolean }> {
  await makeFolder(dataFolder);
  const id = await readId(dataFolder, idFileName);
  const kept = id === undefined ? undefined : await store.read(id);
  if (kept !== undefined) return { keyHex: kept, isNew: false };
  const files = (await readdir(dataFolder)).filter(
    (name) => name !== idFileName && name !== `${idFileName}.new`,
  );
  if (files.length > 0) {
    throw new Refusal(
      'key_missing',
      `文件夹“${dataFolder}”里已有文件，但本机没有它的密钥。为保护原有数据，没有建立新库。请换回原来的电脑和账号，或请信息科在这里输入恢复密钥打开；如果选错了文件夹，请改选。`,
    );
  }
  const keyHex = randomBytes(32).toString('hex');
  await keepForHospital(dataFolder, keyHex, store);
  return { keyHex, isNew: true };
}

/**
 * Keeps a key for a folder under a new id. The key that was kept under the folder's id before stays where it is: it may
 * belong to another file, or to an old copy.
 */
export async function keepForHospital(dataFolder: string, keyHex: string, store: KeyStore): Promise<void> {
  const newId = randomUUID();
  await store.write(newId, keyHex);
  await writeId(dataFolder, idFileName, newId);
}

/** Keeps the key that the file is about to be given. The one that opens it stays the folder's until `endKeyChange`. */
export async function keepNextKey(dataFolder: string, keyHex: string, store: KeyStore): Promise<void> {
  const newId = randomUUID();
  await store.write(newId, keyHex);
  await writeId(dataFolder, nextIdFileName, newId);
}

/** The key that the file is being given; undefined while none is. @throws as the store */
export async function nextKeyOf(dataFolder: string, store: KeyStore): Promise<string | undefined> {
  const id = await readId(dataFolder, nextIdFileName);
  return id === undefined ? undefined : store.read(id);
}

/**
 * The file says which key opens it now. Both keys stay in the store: copies of before are under the old one, and a new one
 * that came to nothing opens nothing.
 */
export async function endKeyChange(dataFolder: string, isChanged: boolean): Promise<void> {
  const id = await readId(dataFolder, nextIdFileName);
  if (id === undefined) return;
  if (isChanged) await writeId(dataFolder, idFileName, id);
  await rm(join(dataFolder, nextIdFileName), { force: true });
  await syncFolder(dataFolder);
}

async function makeFolder(dataFolder: string): Promise<void> {
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  } catch {
    throw new Refusal(
      'data_folder_unusable',
      `数据文件夹“${dataFolder}”无法建立或打开。请检查路径是否正确、磁盘是否已满、当前账号是否有写入权限。`,
    );
  }
}

async function readId(dataFolder: string, name: string): Promise<string | undefined> {
  const text = await readFile(join(dataFolder, name), 'utf8').catch(() => '');
  return idPattern.test(text.trim()) ? text.trim() : undefined;
}

/** Whole or not at all: a file without a name of its key could be opened from paper alone. */
async function writeId(dataFolder: string, name: string, id: string): Promise<void> {
  const file = join(dataFolder, name);
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(`${id}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  await syncFolder(dataFolder);
}
