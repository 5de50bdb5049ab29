import { spawnSync } from 'node:child_process';

/** Whether this process may do everything. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** What to put before a command that needs root: nothing as root, sudo if it asks no password, else undefined. */
export function rootPrefix(): readonly string[] | undefined {
  if (isRoot()) return [];
  if (spawnSync('sudo', ['-n', 'true']).status === 0) return ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND'];
  return undefined;
}
