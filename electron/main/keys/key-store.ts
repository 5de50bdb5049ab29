import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Vault } from './vault.ts';

/** Keeps one key per hospital folder. */
export interface KeyStore {
  /** `plain_file` where the machine has no vault: anybody who reads this account's files can read the key. */
  readonly kind: 'system_vault' | 'plain_file';
  /** @returns 64 hexadecimal digits; undefined if no key was ever kept under this id */
  read(hospitalFolderId: string): Promise<string | undefined>;
  /** On disk when it returns. Refuses to replace a key. */
  write(hospitalFolderId: string, keyHex: string): Promise<void>;
}

const keyFileSchema = z.strictObject({
  version: z.literal(1),
  sealedBy: z.enum(['system_vault', 'plain_file']),
  /** The key itself, or what the vault made of it in base64. */
  content: z.string().max(10_000),
});
type KeyFile = z.infer<typeof keyFileSchema>;

const keySchema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Keys as small files in a folder, sealed by the system's vault or, where there is none, readable by this account
 * only. A key kept without a vault is sealed as soon as one is there.
 */
export function keyFiles(folder: string, vault: Vault | undefined): KeyStore {
  const kind = vault ? 'system_vault' : 'plain_file';
  const fileOf = (id: string): string => join(folder, `${id}.key.json`);
  const keep = async (id: string, keyHex: string): Promise<void> => {
    const content = vault ? (await vault.seal(keyHex)).toString('base64') : keyHex;
    await writeDurably(fileOf(id), { version: 1, sealedBy: kind, content });
  };
  return {
    kind,
    read: async (id) => {
      if (!existsSync(fileOf(id))) return undefined;
      const { keyHex, sealAgain } = await unseal(await readKeyFile(fileOf(id)), vault);
      if (sealAgain) await keep(id, keyHex);
      return keyHex;
    },
    write: async (id, keyHex) => {
      if (existsSync(fileOf(id))) throw new Error('a key is kept under this id already');
      await keep(id, keyHex);
    },
  };
}

async function readKeyFile(file: string): Promise<KeyFile> {
  try {
    return keyFileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw new Refusal(
      'key_unreadable',
      '数据库密钥文件已损坏，数据文件未作任何改动。请联系信息科用恢复密钥打开，不要删除数据文件夹。',
    );
  }
}

async function unseal(
  { sealedBy, content }: KeyFile,
  vault: Vault | undefined,
): Promise<{ keyHex: string; sealAgain: boolean }> {
  if (sealedBy === 'plain_file') return { keyHex: checked(content), sealAgain: vault !== undefined };
  try {
    if (!vault) throw new Error('no vault');
    const { text, sealAgain } = await vault.open(Buffer.from(content, 'base64'));
    return { keyHex: checked(text), sealAgain };
  } catch {
    throw new Refusal(
      'key_locked',
      '系统密钥保管库没有打开，取不到数据库密钥。请用平时的系统账号登录、解锁密钥环后重新打开本程序；数据未受影响。',
    );
  }
}

function checked(keyHex: string): string {
  const key = keySchema.safeParse(keyHex);
  if (!key.success) throw new Refusal('key_unreadable', '数据库密钥内容不完整，请联系信息科用恢复密钥打开。');
  return key.data;
}

/** Whole or not at all, and on the disk: a database whose key was lost with the power could never be opened. */
async function writeDurably(file: string, content: KeyFile): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(content));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  await syncFolder(folder);
}

/** Makes the names in a folder durable; Windows has no such act and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
