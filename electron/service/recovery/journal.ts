import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { flush } from '../database/backup.ts';
import { sha256OfFile } from '../file-work/bytes.ts';

/*
 * Putting one file in place of another, so that a power failure between any two steps leaves one of the two whole in
 * place, and never none. The prepared file and a journal are on the disk first; only the next start moves anything, and
 * every start finishes what a journal says.
 */
const journalSchema = z.strictObject({
  version: z.literal(1),
  /** The present file's name in `set-aside`; null when there was none. */
  setAside: z
    .string()
    .regex(/^hospital-[0-9TZ-]+\.db$/)
    .nullable(),
  /** Of the prepared file. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type RestoreJournal = z.output<typeof journalSchema>;

const suffixes = ['-wal', '-shm', ''] as const;

export function restoringFolder(dataFolder: string): string {
  return path.join(dataFolder, 'restoring');
}
export function preparedFile(dataFolder: string): string {
  return path.join(restoringFolder(dataFolder), 'hospital.db');
}
export function setAsideFolder(dataFolder: string): string {
  return path.join(dataFolder, 'set-aside');
}
export function hospitalFile(dataFolder: string): string {
  return path.join(dataFolder, 'hospital.db');
}
const journalFile = (dataFolder: string): string => path.join(restoringFolder(dataFolder), 'journal.json');

/** From here on the prepared file will be in place: now, or at the next start. */
export function writeJournal(dataFolder: string, journal: RestoreJournal): void {
  const file = journalFile(dataFolder);
  flush(preparedFile(dataFolder));
  writeFileSync(`${file}.new`, JSON.stringify(journal), { mode: 0o600 });
  flush(`${file}.new`);
  renameSync(`${file}.new`, file);
  flush(restoringFolder(dataFolder));
  flush(dataFolder);
}

/**
 * Finishes what a journal says; called at every start before the file is opened. Returns what it did. Refuses
 * `restore_unfinished` when neither file is where it should be, and `restore_journal_unreadable`: nothing is deleted
 * then, and nothing made.
 */
export function finishRestore(dataFolder: string): 'nothing' | 'put_in_place' | 'taken_back' {
  if (!existsSync(restoringFolder(dataFolder))) return 'nothing';
  const journal = readJournal(dataFolder);
  if (journal === undefined) {
    // Prepared and never confirmed.
    rmSync(restoringFolder(dataFolder), { recursive: true, force: true });
    return 'nothing';
  }
  const prepared = preparedFile(dataFolder);
  if (!existsSync(prepared)) {
    if (!existsSync(hospitalFile(dataFolder))) return takeBack(dataFolder, journal);
    return tidy(dataFolder, 'put_in_place');
  }
  if (sha256OfFile(prepared) !== journal.sha256) return takeBack(dataFolder, journal);
  moveAside(dataFolder, journal);
  renameSync(prepared, hospitalFile(dataFolder));
  flush(dataFolder);
  return tidy(dataFolder, 'put_in_place');
}

function readJournal(dataFolder: string): RestoreJournal | undefined {
  const file = journalFile(dataFolder);
  if (!existsSync(file)) return undefined;
  const journal = journalSchema.safeParse(jsonOf(readFileSync(file, 'utf8')));
  if (journal.success) return journal.data;
  // Files may have moved already, and only the journal says which: without it nothing here may be thrown away.
  throw new Refusal(
    'restore_journal_unreadable',
    '换用备份时的记录（restoring 文件夹里的 journal.json）读不懂。没有移动也没有删除任何文件。请不要动 restoring 和 set-aside 两个文件夹，联系信息科；可以重新选一份备份，演练后换用。',
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The log goes first: the file in place must never stand beside the log of another. */
function moveAside(dataFolder: string, { setAside }: RestoreJournal): void {
  if (setAside === null) return;
  const target = path.join(setAsideFolder(dataFolder), setAside);
  mkdirSync(setAsideFolder(dataFolder), { recursive: true, mode: 0o700 });
  for (const suffix of suffixes) {
    const from = hospitalFile(dataFolder) + suffix;
    if (existsSync(from)) renameSync(from, target + suffix);
  }
  flush(setAsideFolder(dataFolder));
  flush(dataFolder);
}

/** The prepared file is not what was confirmed: the one that was set aside goes back. */
function takeBack(dataFolder: string, { setAside }: RestoreJournal): 'taken_back' {
  const file = hospitalFile(dataFolder);
  if (setAside !== null) {
    const from = path.join(setAsideFolder(dataFolder), setAside);
    for (const suffix of suffixes.toReversed()) {
      if (existsSync(from + suffix) && !existsSync(file + suffix)) renameSync(from + suffix, file + suffix);
    }
    flush(dataFolder);
  }
  if (!existsSync(file)) {
    throw new Refusal(
      'restore_unfinished',
      '换用备份时中断，新旧数据文件都不在原位。没有建立新库，也没有删除任何文件。请联系信息科，检查 restoring 和 set-aside 两个文件夹。',
    );
  }
  return tidy(dataFolder, 'taken_back');
}

function tidy<Done>(dataFolder: string, done: Done): Done {
  rmSync(restoringFolder(dataFolder), { recursive: true, force: true });
  flush(dataFolder);
  return done;
}
