import { readdirSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { type FolderSizes, hospitalFileNames } from '../../../shared/contract/diagnostics.ts';

/** How large the hospital's files are and how much room is left. Names of other files are counted, not told. */
export function folderSizes(dataFolder: string): FolderSizes {
  const names = namesIn(dataFolder);
  const files = hospitalFileNames.flatMap((name) => {
    const stats = statSync(path.join(dataFolder, name), { throwIfNoEntry: false });
    return stats ? [{ name, sizeBytes: stats.size, changedAt: stats.mtime.toISOString() }] : [];
  });
  return {
    files,
    backups: backupSizes(path.join(dataFolder, 'backups')),
    otherFiles: names.length - files.length,
    freeBytes: freeBytes(dataFolder),
  };
}

function backupSizes(folder: string): FolderSizes['backups'] {
  const stats = namesIn(folder).flatMap((name) => {
    const found = statSync(path.join(folder, name), { throwIfNoEntry: false });
    return found?.isFile() ? [found] : [];
  });
  const newestMs = Math.max(0, ...stats.map(({ mtimeMs }) => mtimeMs));
  return {
    count: stats.length,
    sizeBytes: stats.reduce((sum, { size }) => sum + size, 0),
    newestAt: newestMs === 0 ? null : new Date(newestMs).toISOString(),
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).slice(0, 10_000);
  } catch {
    return [];
  }
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
