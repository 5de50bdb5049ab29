import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { FileContent } from '../../../shared/contract/backups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import { readBackupName } from '../backups/name.ts';
import { applicationId, connectReadOnly, readPragma } from '../database/connection.ts';
import { databaseRefusal } from '../database/failure.ts';
import { sizeOf } from '../file-work/bytes.ts';
import { quoted, rowCount, tableNames } from './row-counts.ts';

/** Reads what an opened file holds; older versions lack some tables. */
export function contentOf(database: Database): FileContent {
  const tables = new Set(tableNames(database));
  const count = (table: string): number => (tables.has(table) ? rowCount(database, table) : 0);
  const audit = tables.has('audit') ? lastAudit(database) : undefined;
  return {
    schemaVersion: Number(readPragma(database, 'user_version')),
    hospitalName: tables.has('setting') ? settingOf(database, 'hospitalName') : null,
    origin: tables.has('setting') ? settingOf(database, 'origin') : null,
    settlementCount: count('settlement'),
    lastSettlement: tables.has('settlement') ? lastSettlement(database) : null,
    stayCount: count('stay'),
    personCount: count('person'),
    openUploadCount: tables.has('outbox') ? openUploads(database) : 0,
    packs: tables.has('policy_in_force') ? packsOf(database) : [],
    auditSequence: audit?.sequence ?? 0,
    auditHead: audit?.hash ?? null,
  };
}

function lastAudit(database: Database): { sequence: number; hash: string } | undefined {
  return database
    .prepare<[], { sequence: number; hash: string }>(
      'SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1',
    )
    .get();
}

function lastSettlement(database: Database): FileContent['lastSettlement'] {
  const row = database
    .prepare<[], { slipNumber: string; recordedAt: string }>(
      'SELECT slip_number AS slipNumber, recorded_at AS recordedAt FROM settlement ORDER BY rowid DESC LIMIT 1',
    )
    .get();
  return row ?? null;
}

function settingOf(database: Database, name: string): string | null {
  const value = database
    .prepare<[string], string>(
      'SELECT value FROM setting WHERE name = ? ORDER BY from_day DESC, rowid DESC LIMIT 1',
    )
    .pluck()
    .get(name);
  return value === undefined ? null : String(JSON.parse(value));
}

/** Before version 10 a row was open until it was done. */
function openUploads(database: Database): number {
  const columns = database.pragma(`table_info(${quoted('outbox')})`) as { name: string }[];
  const isOpen = columns.some(({ name }) => name === 'closed_at') ? 'closed_at IS NULL' : "state <> 'done'";
  return database.prepare<[], number>(`SELECT count(*) FROM outbox WHERE ${isOpen}`).pluck().get() ?? 0;
}

function packsOf(database: Database): string[] {
  return database
    .prepare<[], string>(
      `SELECT DISTINCT policy_pack.title FROM policy_in_force
       JOIN policy_pack ON policy_pack.hash = policy_in_force.pack_hash
       ORDER BY policy_in_force.rowid DESC LIMIT 5`,
    )
    .pluck()
    .all();
}

export interface DescribeOrder {
  readonly files: readonly string[];
  readonly nativeBinding: string | null;
  /** Tried one after another; the present key first. */
  readonly keysHex: readonly string[];
}

/** One file of a folder: what it holds, or why it cannot be said. */
export interface CopyContent {
  readonly file: string;
  readonly sizeBytes: number;
  /** Index into the keys that were tried. */
  readonly key: number | null;
  readonly content: FileContent | null;
  readonly problem: Problem | null;
}
type Problem = 'other_key' | 'not_ours' | 'damaged' | 'unreadable' | 'missing';

/** Opens each file just far enough to say what it holds. Whether it is whole is asked when it is chosen. */
export function describeFiles({ files, keysHex, nativeBinding }: DescribeOrder): CopyContent[] {
  return files.map((file) => describeFile(file, keysHex, nativeBinding));
}

function describeFile(file: string, keysHex: readonly string[], nativeBinding: string | null): CopyContent {
  const sizeBytes = sizeOf(file);
  const nothing = { file, sizeBytes: sizeBytes ?? 0, key: null, content: null } as const;
  if (sizeBytes === undefined) return { ...nothing, problem: 'missing' };
  if (sizeBytes === 0) return { ...nothing, problem: 'damaged' };
  let problem: Problem = 'unreadable';
  for (const [key, keyHex] of keysHex.entries()) {
    try {
      const database = connectReadOnly({ file, keyHex, nativeBinding, busyTimeoutMs: 1000 });
      try {
        if (readPragma(database, 'application_id') !== applicationId)
          return { ...nothing, problem: 'not_ours' };
        return { ...nothing, key, content: contentOf(database), problem: null };
      } finally {
        database.close();
      }
    } catch (error) {
      problem = problemOf(error, file, keyHex);
    }
  }
  return { ...nothing, problem };
}

/** A first page that does not decrypt looks like another key; the name says which key it was. */
function problemOf(error: unknown, file: string, keyHex: string): Problem {
  const code = error instanceof Refusal ? error.code : databaseRefusal(error)?.code;
  const named = readBackupName(path.basename(file))?.keyFingerprint;
  if (code === 'database_wrong_key') return named === keyFingerprint(keyHex) ? 'damaged' : 'other_key';
  return code === 'database_damaged' ? 'damaged' : 'unreadable';
}
