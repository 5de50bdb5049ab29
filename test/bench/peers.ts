import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installLockedPackage } from '../../build/setup/locked-package.ts';

const folder = join(import.meta.dirname, 'peers');

/** Installs the engines that are measured beside ours; the project itself never needs them. */
export async function installPeers(): Promise<void> {
  await installLockedPackage('Peer engines', folder);
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
