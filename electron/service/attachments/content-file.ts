import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { databaseRefusal } from '../database/failure.ts';
import { keyFingerprint } from '../../../shared/recovery-key/fingerprint.ts';
import {
  type ConnectionOptions,
  connect,
  connectReadOnly,
  prepareConnection,
} from '../database/connection.ts';

/*
 * The bytes of attached papers lie in a file of their own beside the hospital's, under the same key. A copy of the
 * hospital's file is made every few hours and fifty of them are kept: papers of some gigabytes a year in it would make
 * each copy slow and all of them fifty times as large. Here rows are only ever added, so a copy of this file needs only
 * the rows that it does not have yet, and there is one in each folder of copies.
 */

/** Rows of one megabyte, so that other work goes on between two of them. */
export const partBytes = 1 << 20;

const schema = `
CREATE TABLE IF NOT EXISTS attachment_part (
  attachment_id TEXT NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (attachment_id, part)
) STRICT;
-- Closes an attachment: all its parts are there.
CREATE TABLE IF NOT EXISTS attachment_content (
  attachment_id TEXT PRIMARY KEY, byte_count INTEGER NOT NULL, sha256 TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS attachment_part_is_never_updated BEFORE UPDATE ON attachment_part
BEGIN SELECT RAISE(ABORT, 'append_only: attachment_part'); END;
CREATE TRIGGER IF NOT EXISTS attachment_part_is_kept_once_closed BEFORE DELETE ON attachment_part
WHEN EXISTS (SELECT 1 FROM attachment_content WHERE attachment_id = OLD.attachment_id)
BEGIN SELECT RAISE(ABORT, 'append_only: attachment_part'); END;
CREATE TRIGGER IF NOT EXISTS attachment_content_is_never_updated BEFORE UPDATE ON attachment_content
BEGIN SELECT RAISE(ABORT, 'append_only: attachment_content'); END;
CREATE TRIGGER IF NOT EXISTS attachment_content_is_never_deleted BEFORE DELETE ON attachment_content
BEGIN SELECT RAISE(ABORT, 'append_only: attachment_content'); END;`;

/** Where the bytes lie that belong to the hospital's file, or to a copy of it; the name says which key opens it. */
export function contentFileBeside({ file, keyHex }: Pick<ConnectionOptions, 'file' | 'keyHex'>): string {
  return path.join(path.dirname(file), `attachments-k${keyFingerprint(keyHex)}.db`);
}

/** Opens the file of bytes beside a hospital's file for one piece of work, making it where there is none. */
export function openContentFile(connection: ConnectionOptions): Database {
  const database = connect({ ...connection, file: contentFileBeside(connection) });
  try {
    prepareConnection(database);
    database.exec(schema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What one attachment is made of, its parts in their order. */
export interface StoredContent {
  readonly byteCount: number;
  readonly sha256: string;
}

export function storedContent(database: Database, attachmentId: string): StoredContent | undefined {
  return database
    .prepare<[string], StoredContent>(
      'SELECT byte_count AS byteCount, sha256 FROM attachment_content WHERE attachment_id = ?',
    )
    .get(attachmentId);
}

/** The bytes of an attachment; undefined where they are not there, or are not what was stored. */
export function readContent(database: Database, attachmentId: string): Uint8Array<ArrayBuffer> | undefined {
  const stored = storedContent(database, attachmentId);
  if (stored === undefined) return undefined;
  const content = new Uint8Array(stored.byteCount);
  let at = 0;
  for (const bytes of partsOf(database, attachmentId)) {
    if (at + bytes.byteLength > content.byteLength) return undefined;
    content.set(bytes, at);
    at += bytes.byteLength;
  }
  const isWhole = createHash('sha256').update(content).digest('hex') === stored.sha256;
  return isWhole && at === stored.byteCount ? content : undefined;
}

function partsOf(database: Database, attachmentId: string): IterableIterator<Buffer> {
  return database
    .prepare<[string], Buffer>('SELECT bytes FROM attachment_part WHERE attachment_id = ? ORDER BY part')
    .pluck()
    .iterate(attachmentId);
}

/**
 * Brings what the file beside `to` does not have yet out of the one beside `from`; each attachment is checked against its
 * hash and brought whole, or left where it is damaged. Does nothing where nothing was ever attached.
 * @throws where one of the two files cannot be read or written at all
 */
export function bringContent(from: ConnectionOptions, to: ConnectionOptions): BroughtContent {
  const sourceFile = contentFileBeside(from);
  if (!existsSync(sourceFile)) return { broughtCount: 0, damagedCount: 0 };
  const source = connectReadOnly({ ...from, file: sourceFile });
  try {
    const all = closedContents(source);
    if (all.length === 0) return { broughtCount: 0, damagedCount: 0 };
    const target = openContentFile(to);
    try {
      const missing = all.filter(({ attachmentId }) => storedContent(target, attachmentId) === undefined);
      const broughtCount = missing.filter((one) => isBrought(source, target, one)).length;
      // A copy can then be read where nothing can be written: a stick with its write protection on.
      target.pragma('journal_mode = DELETE');
      return { broughtCount, damagedCount: missing.length - broughtCount };
    } finally {
      target.close();
    }
  } finally {
    source.close();
  }
}

export interface BroughtContent {
  readonly broughtCount: number;
  /** What is not what was stored any more. */
  readonly damagedCount: number;
}

/** None where the file was only just made. */
function closedContents(database: Database): ({ readonly attachmentId: string } & StoredContent)[] {
  const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'attachment_content'").get();
  if (table === undefined) return [];
  return database
    .prepare<[], { attachmentId: string } & StoredContent>(
      'SELECT attachment_id AS attachmentId, byte_count AS byteCount, sha256 FROM attachment_content',
    )
    .all();
}

function isBrought(
  source: Database,
  target: Database,
  { attachmentId, byteCount, sha256 }: { readonly attachmentId: string } & StoredContent,
): boolean {
  const parts = wholeParts(source, { attachmentId, sha256 });
  if (parts === undefined) return false;
  target
    .transaction(() => {
      dropParts(target, attachmentId);
      for (const [part, bytes] of parts.entries()) insertPart(target, attachmentId, part, bytes);
      closeContent(target, attachmentId, { byteCount, sha256 });
    })
    .immediate();
  return true;
}

/** At most 20 MB; undefined where they cannot be read or are not what was stored. */
function wholeParts(
  source: Database,
  { attachmentId, sha256 }: { readonly attachmentId: string; readonly sha256: string },
): Buffer[] | undefined {
  try {
    const parts = [...partsOf(source, attachmentId)];
    const hash = createHash('sha256');
    for (const bytes of parts) hash.update(bytes);
    return hash.digest('hex') === sha256 ? parts : undefined;
  } catch (error) {
    if (databaseRefusal(error)?.code === 'database_damaged') return undefined;
    throw error;
  }
}

/** What a stop in the middle left. */
export function dropParts(database: Database, attachmentId: string): void {
  database.prepare('DELETE FROM attachment_part WHERE attachment_id = ?').run(attachmentId);
}

export function insertPart(database: Database, attachmentId: string, part: number, bytes: Uint8Array): void {
  database.prepare('INSERT INTO attachment_part VALUES (?, ?, ?)').run(attachmentId, part, bytes);
}

export function closeContent(database: Database, attachmentId: string, content: StoredContent): void {
  database
    .prepare('INSERT INTO attachment_content VALUES (?, ?, ?)')
    .run(attachmentId, content.byteCount, content.sha256);
}
