import path from 'node:path';

/** What the name of a copy says, so that a stick shows it without a key. None of it is secret. */
export interface BackupName {
  /** When it was begun, in UTC. */
  readonly at: Date;
  /** How many rows its audit log holds: the more, the later the copy of one and the same file. */
  readonly auditSequence: number;
  /** Which key opens it, as it stands on the paper of the recovery key: `7KQ2-9XWD`. */
  readonly keyFingerprint: string;
}

const pattern =
  /^hospital-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-a(\d{1,15})-k([0-9A-Z]{4}-[0-9A-Z]{4})\.db$/;
/** A copy under way, or left by a power failure: never proved, never used. */
const unprovedPattern = /^hospital-[0-9TZ-]+-k[0-9A-Z]{4}-[0-9A-Z]{4}\.unproved(-journal|-wal|-shm)?$/;

export function backupFileName({ at, auditSequence, keyFingerprint: key }: BackupName): string {
  return `hospital-${stamp(at)}-a${auditSequence}-k${key}.db`;
}

/** What a copy is called while it is made and proved. */
export function unprovedFileName(at: Date, key: string): string {
  return `hospital-${stamp(at)}-k${key}.unproved`;
}

/** Undefined for every file that is not one of our copies. */
export function readBackupName(fileName: string): BackupName | undefined {
  const [, day, hour, minute, second, milli, sequence, key] = pattern.exec(fileName) ?? [];
  if (key === undefined) return undefined;
  const at = new Date(`${day}T${hour}:${minute}:${second}.${milli}Z`);
  if (Number.isNaN(at.getTime())) return undefined;
  return { at, auditSequence: Number(sequence), keyFingerprint: key };
}

export function isUnproved(fileName: string): boolean {
  return unprovedPattern.test(fileName);
}

/** Beside the hospital's file. */
export function backupsFolder(dataFolder: string): string {
  return path.join(dataFolder, 'backups');
}

/** A time as a file name takes it on every system. */
export function stamp(at: Date): string {
  return at.toISOString().replace(/[:.]/g, '-');
}
