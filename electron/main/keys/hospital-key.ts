import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type KeyStore, syncFolder } from './key-store.ts';

/** Names the folder, so that its key is found again after the folder was moved. No secret. */
const idFileName = 'folder-id.txt';
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
  const id = await readFolderId(dataFolder);
  const kept = id === undefined ? undefined : await store.read(id);
  if (kept !== undefined) return { keyHex: kept, isNew: false };
  const files = (await readdir(dataFolder)).filter((name) => name !== idFileName);
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
  await writeFolderId(dataFolder, newId);
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

async function readFolderId(dataFolder: string): Promise<string | undefined> {
  const text = await readFile(join(dataFolder, idFileName), 'utf8').catch(() => '');
  return idPattern.test(text.trim()) ? text.trim() : undefined;
}

async function writeFolderId(dataFolder: string, id: string): Promise<void> {
  const handle = await open(join(dataFolder, idFileName), 'w', 0o600);
  try {
    await handle.writeFile(`${id}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dataFolder);
}
