import { rmSync } from 'node:fs';
import path from 'node:path';
import { flushFolder, sha256OfFile, sizeOf } from '../file-work/bytes.ts';
import { readBackupName } from './name.ts';

/** Copies that are beyond the plan, with what the record says of each. */
export interface RemoveOrder {
  readonly copies: readonly CopyToRemove[];
}
export interface CopyToRemove {
  readonly backupId: string;
  readonly place: 'data' | 'second';
  readonly folder: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** `missing`: somebody took it away. `other_content`: not what we made under that name, so it is not ours to delete. */
export interface RemovedCopy {
  readonly backupId: string;
  readonly place: 'data' | 'second';
  readonly outcome: 'removed' | 'missing' | 'other_content' | 'failed';
}

export function removeCopies({ copies }: RemoveOrder): RemovedCopy[] {
  const removed = copies.map((copy) => ({
    backupId: copy.backupId,
    place: copy.place,
    outcome: removeOne(copy),
  }));
  for (const folder of new Set(copies.map((copy) => copy.folder))) flushFolder(folder);
  return removed;
}

function removeOne({ folder, fileName, sizeBytes, sha256 }: CopyToRemove): RemovedCopy['outcome'] {
  // A name out of the record is still only a text: nothing outside the folder, nothing that is no copy.
  if (readBackupName(fileName) === undefined) return 'other_content';
  const file = path.join(folder, fileName);
  try {
    const size = sizeOf(file);
    if (size === undefined) return 'missing';
    if (size !== sizeBytes || sha256OfFile(file) !== sha256) return 'other_content';
    rmSync(file);
    return 'removed';
  } catch {
    return 'failed';
  }
}
