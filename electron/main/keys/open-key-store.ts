import { dialog, safeStorage } from 'electron';
import { join } from 'node:path';
import type { Log } from '../start/log.ts';
import { keyFiles, type KeyStore } from './key-store.ts';
import { systemVault } from './vault.ts';

/** The key store of this machine. Where it is only a file, the log says so at every start. */
export async function openKeyStore(userDataFolder: string, log: Log): Promise<KeyStore> {
  const store = keyFiles(join(userDataFolder, 'keys'), await systemVault(safeStorage));
  if (store.kind === 'plain_file')
    log('keys: this machine has no key vault; keys are files that only this account reads');
  return store;
}

/** Tells the person once, when a real hospital's key is made on a machine without a vault. */
export function tellAboutPlainKey(store: KeyStore): void {
  if (store.kind !== 'plain_file') return;
  void dialog.showMessageBox({
    type: 'warning',
    title: '一站通',
    message: '本机没有系统密钥保管库',
    detail:
      '数据库仍然加密，但密钥只能存放在本账号可读的文件里：能读取本账号文件的人也能打开数据库。建议请信息科安装并启用系统密钥环。',
    buttons: ['知道了'],
  });
}
