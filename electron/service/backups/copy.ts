import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { FileContent } from '../../../shared/contract/backups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { bringContent } from '../attachments/content-file.ts';
import { bringArchive } from '../audit/archive-file.ts';
import { verifyAudit } from '../audit/verify.ts';
import { flush } from '../database/backup.ts';
import { type ConnectionOptions, connectReadOnly, readPragma } from '../database/connection.ts';
import { copyDurably, flushFolder, sha256OfFile, sizeOf } from '../file-work/bytes.ts';
import type { Tell } from '../file-work/jobs.ts';
import { contentOf } from '../recovery/content.ts';
import { rowCounts } from '../recovery/row-counts.ts';
import { backupFileName, isUnproved, unprovedFileName } from './name.ts';

export interface CopyOrder {
  /** The file that people work in meanwhile. */
  readonly connection: ConnectionOptions;
  readonly folder: string;
  readonly secondFolder: string | null;
  /** ISO; stands in the name. */
  readonly at: string;
}

export interface ProvedCopy {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly keyFingerprint: string;
  readonly content: FileContent;
  /** Why not all attached papers lie beside it; null when they do. The copy is good without them: the money comes first. */
  readonly attachmentsFailure: string | null;
  /** Null: no second folder is set. A failure there leaves the first copy what it is: good. */
  readonly second: { readonly failure: string | null } | null;
}

/**
 * Copies the file as it stands at one moment, under the same key, while others write on; proves the copy, and only
 * then gives it its name. `VACUUM INTO`, because the driver's own `.backup()` opens its target without a key and
 * refuses ("incompatible source and target"); a test holds it to that.
 */
export function copyAndProve(order: CopyOrder, tell: Tell): ProvedCopy {
  const { connection, folder, secondFolder } = order;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  cleanUnproved(folder);
  const at = new Date(order.at);
  const key = keyFingerprint(connection.keyHex);
  const unproved = path.join(folder, unprovedFileName(at, key));
  const content = copyInto(unproved, connection, tell);
  const fileName = backupFileName({ at, auditSequence: content.auditSequence, keyFingerprint: key });
  flush(unproved);
  // After the file, so that every paper which the copy knows of is there.
  const beside = path.join(folder, fileName);
  const attachmentsFailure = attachmentsInto(folder, connection);
  const [sha256, sizeBytes] = [sha256OfFile(unproved), sizeOf(unproved) ?? 0];
  renameSync(unproved, beside);
  flush(folder);
  const copied = { fileName, sizeBytes, sha256, keyFingerprint: key, content, attachmentsFailure };
  if (secondFolder === null) return { ...copied, second: null };
  const failure =
    copyToSecond(beside, secondFolder, sha256, tell) ?? attachmentsInto(secondFolder, connection);
  return { ...copied, second: { failure } };
}

/** Brings the log's archive and the attached papers. Returns why they are not all in a folder of copies; null when they are. */
function attachmentsInto(folder: string, connection: ConnectionOptions): string | null {
  try {
    const beside = { ...connection, file: path.join(folder, 'hospital.db') };
    bringArchive(connection, beside);
    const { damagedCount } = bringContent(connection, beside);
    return damagedCount === 0 ? null : 'attachments_damaged';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code?.toLowerCase() ?? 'attachments_not_copied';
  }
}

function copyInto(unproved: string, connection: ConnectionOptions, tell: Tell): FileContent {
  const original = connectReadOnly(connection);
  try {
    tell({ step: 'copying', done: 0, total: sizeOf(connection.file) ?? 0 });
    const before = rowCounts(original);
    original.prepare('VACUUM INTO ?').run(unproved);
    const after = rowCounts(original);
    tell({ step: 'checking', done: 0, total: 0 });
    const copy = connectReadOnly({ ...connection, file: unproved });
    try {
      return proveCopy(copy, original, { before, after });
    } finally {
      copy.close();
    }
  } finally {
    original.close();
  }
}

/** Rows are only ever added, so a copy of one moment holds no fewer than before it and no more than after it. */
function proveCopy(
  copy: Database,
  original: Database,
  counts: { readonly before: Map<string, number>; readonly after: Map<string, number> },
): FileContent {
  if (readPragma(copy, 'integrity_check') !== 'ok') throw notProved();
  if (readPragma(copy, 'user_version') !== readPragma(original, 'user_version')) throw notProved();
  const copied = rowCounts(copy);
  const tables = new Set([...counts.before.keys(), ...copied.keys()]);
  for (const table of tables) {
    const count = copied.get(table) ?? -1;
    if (count < (counts.before.get(table) ?? 0) || count > (counts.after.get(table) ?? 0)) throw notProved();
  }
  const verdict = verifyAudit(copy);
  if (!verdict.ok) throw notProved();
  const head = original.prepare<[number], string>('SELECT hash FROM audit WHERE sequence = ?').pluck();
  if (verdict.rowCount > 0 && head.get(verdict.rowCount) !== verdict.head) throw notProved();
  return contentOf(copy);
}

function notProved(): Refusal {
  return new Refusal(
    'backup_not_proved',
    '备份做好后检查不合格，这一份没有采用。请信息科检查磁盘；原有数据没有改动。',
  );
}

/** Returns why the copy is not in the second folder; null when it is, and reads back as what was written. */
function copyToSecond(file: string, secondFolder: string, sha256: string, tell: Tell): string | null {
  try {
    if (!existsSync(secondFolder)) return 'second_folder_missing';
    cleanUnproved(secondFolder);
    const target = path.join(secondFolder, path.basename(file));
    const unproved = target.replace(/\.db$/, '.unproved').replace(/-a\d+-k/, '-k');
    const total = sizeOf(file) ?? 0;
    copyDurably(file, unproved, (done) => tell({ step: 'second_folder', done, total }));
    if (sha256OfFile(unproved) !== sha256) return 'second_copy_differs';
    renameSync(unproved, target);
    flushFolder(secondFolder);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code?.toLowerCase() ?? 'second_copy_failed';
  }
}

/** What a power failure left. Only ours, by name; at the next run nobody else is making one. */
function cleanUnproved(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (isUnproved(name)) rmSync(path.join(folder, name), { force: true });
  }
}
