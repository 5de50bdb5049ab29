import { existsSync, readdirSync } from 'node:fs';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { backupsFolder, readBackupName } from './name.ts';

/**
 * Whether a copy in the data folder, made since the last restoration, holds more rows of the audit log than the file
 * itself. Rows are only ever added, so that file lost some. By the names of the copies: none is opened.
 */
export function holdsLessThanCopies({ database, dataFolder, connection }: ServiceContext): boolean {
  const folder = backupsFolder(dataFolder);
  if (!existsSync(folder)) return false;
  const key = keyFingerprint(connection.keyHex);
  const held = statement<[], { sequence: number | null; restoredAt: string | null }>(
    database,
    `SELECT (SELECT max(sequence) FROM audit) AS sequence,
       (SELECT restored_at FROM restoration ORDER BY rowid DESC LIMIT 1) AS restoredAt`,
  ).get();
  const since = held?.restoredAt === undefined || held.restoredAt === null ? 0 : Date.parse(held.restoredAt);
  return readdirSync(folder).some((fileName) => {
    const copy = readBackupName(fileName);
    if (copy === undefined || copy.keyFingerprint !== key || copy.at.getTime() <= since) return false;
    return copy.auditSequence > (held?.sequence ?? 0);
  });
}
