import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { type ConnectionOptions, connect, readPragma } from './connection.ts';
import { databaseDamaged } from './failure.ts';

/**
 * Writes a whole, consistent copy under the same key and proves it by opening it again; returns its path. The copy
 * appears under its name only after the proof, so that a file in the backup folder is always a good one.
 */
export function backupVerified(database: Database, connection: ConnectionOptions, name: string): string {
  const folder = path.join(path.dirname(connection.file), 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [file, unproved] = [path.join(folder, `${name}.db`), path.join(folder, `${name}.unproved`)];
  rmSync(unproved, { force: true });
  database.prepare('VACUUM INTO ?').run(unproved);
  proveCopy(database, { ...connection, file: unproved });
  flush(unproved);
  renameSync(unproved, file);
  flush(folder);
  return file;
}

function proveCopy(original: Database, connection: ConnectionOptions): void {
  const copy = connect(connection);
  try {
    const sameVersion = readPragma(copy, 'user_version') === readPragma(original, 'user_version');
    const sameRows = rowCounts(copy) === rowCounts(original);
    if (!sameVersion || !sameRows || readPragma(copy, 'integrity_check') !== 'ok') throw databaseDamaged();
  } finally {
    copy.close();
  }
}

function rowCounts(database: Database): string {
  const tables = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  const counts = tables.map((table) => database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get());
  return JSON.stringify([tables, counts]);
}

/** Puts a file or a folder's entries on the disk itself; SQLite does not do it for copies. */
export function flush(target: string): void {
  // Windows cannot open a folder; its file system journals the entry by itself.
  if (process.platform === 'win32') return;
  const handle = openSync(target, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
