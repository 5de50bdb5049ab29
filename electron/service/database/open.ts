import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../context.ts';
import { flush } from './backup.ts';
import {
  applicationId,
  connect,
  type ConnectionOptions,
  prepareConnection,
  readPragma,
} from './connection.ts';
import {
  databaseDamaged,
  databaseMissing,
  databaseNewer,
  databaseNotOurs,
  databaseReadOnly,
  databaseRefusal,
} from './failure.ts';
import { migrate, versionOf } from './migrate.ts';
import { migrations as allMigrations } from './migrations/migrations.ts';
import type { Migration } from './migrations/migration.ts';
import { checkFirst } from './whole-check.ts';

export interface OpenDatabaseOptions {
  readonly file: string;
  /** 32 bytes, hexadecimal. */
  readonly keyHex: string;
  readonly nativeBinding: string | null;
  readonly clock: Clock;
  readonly busyTimeoutMs?: number;
  /** A larger file is opened first and checked afterwards (whole-check.ts). */
  readonly checkedFirstBytes?: number;
  /** All of them, unless a test makes a file of an older version. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the hospital's file, or makes it where there is none. Refuses, with nothing changed: `database_wrong_key`,
 * `database_newer`, `database_not_ours`, `database_damaged`, `database_missing`, `database_read_only`, `database_locked`,
 * `database_full`, `database_unreadable`, `database_migration_failed`.
 */
export function openDatabase(options: OpenDatabaseOptions): Database {
  const migrations = options.migrations ?? allMigrations;
  const connection = { busyTimeoutMs: 5000, ...options };
  try {
    mkdirSync(path.dirname(options.file), { recursive: true, mode: 0o700 });
    if (!existsSync(options.file)) createFile(connection, migrations, options.clock);
    return openFile(connection, migrations, options);
  } catch (error) {
    throw databaseRefusal(error) ?? error;
  }
}

/** A new file gets its name only when it is complete: a file under that name is never a half-made one. */
function createFile(connection: ConnectionOptions, migrations: readonly Migration[], clock: Clock): void {
  // The log of a file that is gone, or copies of it: somebody moved the data, and a new file would hide it.
  if (existsSync(`${connection.file}-wal`)) throw databaseDamaged();
  if (hasCopies(path.dirname(connection.file))) throw databaseMissing();
  requireWritable(connection.file);
  const unfinished = { ...connection, file: `${connection.file}.unfinished` };
  for (const suffix of ['', '-wal', '-shm']) rmSync(unfinished.file + suffix, { force: true });
  const database = connect(unfinished);
  try {
    prepareConnection(database);
    migrate(database, migrations, unfinished, clock);
  } finally {
    database.close();
  }
  flush(unfinished.file);
  renameSync(unfinished.file, connection.file);
  flush(path.dirname(connection.file));
}

function openFile(
  connection: ConnectionOptions,
  migrations: readonly Migration[],
  { clock, checkedFirstBytes }: OpenDatabaseOptions,
): Database {
  // SQLite takes an empty file for a new database; here it can only be one that lost its content.
  if (statSync(connection.file).size === 0) throw databaseDamaged();
  requireWritable(connection.file);
  const database = connect(connection);
  try {
    if (readPragma(database, 'application_id') !== applicationId) throw databaseNotOurs();
    if (versionOf(database) > Math.max(...migrations.map(({ version }) => version))) throw databaseNewer();
    checkFirst(database, connection.file, checkedFirstBytes);
    prepareConnection(database);
    migrate(database, migrations, connection, clock);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Folders that only a file that was in use leaves (backups/name.ts, recovery/journal.ts). */
function hasCopies(dataFolder: string): boolean {
  return ['backups', 'set-aside', 'salvaged'].some((name) => {
    const folder = path.join(dataFolder, name);
    return existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.db'));
  });
}

/** By trying: what a system says about permissions is not always what it does. */
function requireWritable(file: string): void {
  const probe = path.join(path.dirname(file), '.writable');
  try {
    closeSync(openSync(probe, 'w'));
    rmSync(probe);
    if (existsSync(file)) closeSync(openSync(file, 'r+'));
  } catch {
    throw databaseReadOnly();
  }
}
