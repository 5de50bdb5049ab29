import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real file system of its own size where this process may mount one; else undefined. */
export class SmallDisk {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  static mount(bytes: number): SmallDisk | undefined {
    const folder = mkdtempSync(path.join(tmpdir(), 'onestop-small-disk-'));
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder]);
    if (status === 0) return new SmallDisk(folder);
    rmSync(folder, { recursive: true });
    return undefined;
  }

  remount(how: 'ro' | 'rw'): void {
    const { status, stderr } = spawnSync('mount', ['-o', `remount,${how}`, this.folder], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`not remounted: ${stderr}`);
  }

  unmount(): void {
    spawnSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A folder that nothing can be written into: a file system that is read-only, or permissions where nobody is root. */
export function readOnlyFolder(): { readonly folder: string; set(how: 'ro' | 'rw'): void; remove(): void } {
  const disk = SmallDisk.mount(8_000_000);
  if (disk !== undefined) {
    return { folder: disk.folder, set: (how) => disk.remount(how), remove: () => disk.unmount() };
  }
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'onestop-read-only-')), 'data');
  mkdirSync(folder);
  const set = (how: 'ro' | 'rw'): void => chmodSync(folder, how === 'ro' ? 0o555 : 0o755);
  return {
    folder,
    set,
    remove: () => {
      set('rw');
      rmSync(path.dirname(folder), { recursive: true, force: true });
    },
  };
}
