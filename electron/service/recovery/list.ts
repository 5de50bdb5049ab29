import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CopySource, ListedCopy } from '../../../shared/contract/backups.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { readBackupName } from '../backups/name.ts';
import type { BackupRow } from '../backups/record.ts';
import { runFileJob } from '../file-work/file-work.ts';
import type { CopyContent } from './content.ts';
import { folderOf, type Places } from './places.ts';

export interface ListKeys {
  readonly keyHex: string;
  readonly nativeBinding: string | null;
}

const mostListed = 500;
const listedName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,150}\.db$/;

/**
 * Every file that could be put in place, the newest first: from the folders themselves, so that a stick from elsewhere
 * and files without a record are seen; with what the record says where it knows the file.
 */
export async function listCopies(
  places: Places,
  keys: ListKeys,
  recorded: readonly BackupRow[],
): Promise<ListedCopy[]> {
  const found = (['data', 'second', 'salvaged', 'set_aside'] as const)
    .flatMap((place) => filesOf(places, place))
    .toSorted((left, right) => right.madeAt.localeCompare(left.madeAt))
    .slice(0, mostListed);
  const known = new Map(recorded.map((row) => [row.fileName, row]));
  const isRecorded = (one: FoundFile): boolean => known.get(one.source.fileName)?.sizeBytes === one.sizeBytes;
  // What the record says of a file it knows need not be read again.
  const toRead = found.filter((one) => !isRecorded(one));
  const contents = await describe(toRead, keys);
  return found.map((one) => {
    const row = isRecorded(one) ? known.get(one.source.fileName) : undefined;
    const read = contents.get(one.file);
    return {
      source: one.source,
      madeAt: one.madeAt,
      sizeBytes: one.sizeBytes,
      recorded: row !== undefined,
      cause: row?.cause ?? causeOf(one.source),
      content: row?.content ?? read?.content ?? null,
      problem: row === undefined ? (read?.problem ?? null) : ofOtherKey(row, keys) ? 'other_key' : null,
    };
  });
}

/** Made before the key was changed: the paper of that day opens it. */
function ofOtherKey({ keyFingerprint: key }: BackupRow, { keyHex }: ListKeys): boolean {
  return key !== keyFingerprint(keyHex);
}

interface FoundFile {
  readonly source: CopySource;
  readonly file: string;
  readonly madeAt: string;
  readonly sizeBytes: number;
}

function filesOf(places: Places, place: CopySource['place']): FoundFile[] {
  const folder = folderOf(places, place);
  if (folder === null || !existsSync(folder)) return [];
  return namesOf(folder).flatMap((fileName) => {
    const file = path.join(folder, fileName);
    const entry = statSync(file, { throwIfNoEntry: false });
    if (entry === undefined || !entry.isFile()) return [];
    const madeAt = readBackupName(fileName)?.at ?? entry.mtime;
    return [{ source: { place, fileName }, file, madeAt: madeAt.toISOString(), sizeBytes: entry.size }];
  });
}

/** A drive that was pulled out is a folder without files. */
function namesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => listedName.test(name));
  } catch {
    return [];
  }
}

async function describe(
  files: readonly FoundFile[],
  { keyHex, nativeBinding }: ListKeys,
): Promise<Map<string, CopyContent>> {
  if (files.length === 0) return new Map();
  const order = { files: files.map(({ file }) => file), keysHex: [keyHex], nativeBinding };
  const contents = await runFileJob('describe', order).result;
  return new Map(contents.map((content) => [content.file, content]));
}

function causeOf({ place, fileName }: CopySource): ListedCopy['cause'] {
  if (place === 'salvaged') return 'salvaged';
  if (place === 'set_aside') return 'set_aside';
  return fileName.startsWith('before-version-') ? 'before_migration' : 'foreign';
}
