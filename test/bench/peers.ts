import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runQuietly, step } from '../../build/setup/progress.js';

const folder = join(import.meta.dirname, 'peers');
const stampFile = join(folder, 'node_modules', '.made-from-lock');

/** Installs the peers' own package by its lock when that has not been done; the project itself never needs them. */
export async function installPeers(): Promise<void> {
  await step('Peer engines', async () => {
    const lock = createHash('sha256')
      .update(readFileSync(join(folder, 'package-lock.json')))
      .digest('hex');
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lock) return 'already installed';
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    await runQuietly(npm, ['ci', '--ignore-scripts'], { cwd: folder });
    writeFileSync(stampFile, lock);
    return 'installed by npm ci';
  });
}

/** A package of the peers' folder. Its types are not there when the project is checked: the caller states what it uses. */
export function requirePeer(name: string): unknown {
  return createRequire(join(folder, 'package.json'))(name);
}

/** The exact version that is measured. */
export function peerVersion(name: string): string {
  const file = join(folder, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
