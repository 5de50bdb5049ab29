import type { Database } from 'better-sqlite3';
import type { Clock } from '../context.ts';
import { traceOf } from '../fault.ts';
import { backupVerified } from './backup.ts';
import { type ConnectionOptions, readPragma } from './connection.ts';
import { databaseBackupFailed, databaseMigrationFailed } from './failure.ts';
import type { Migration } from './migrations/migration.ts';

/**
 * Brings the file to the newest version, one transaction for each step. A file that was in use before is backed up
 * first. A step that fails is undone, and the file stays at the version before it.
 */
export function migrate(
  database: Database,
  migrations: readonly Migration[],
  connection: ConnectionOptions,
  clock: Clock,
): void {
  const version = versionOf(database);
  const pending = migrations.filter((migration) => migration.version > version);
  if (pending.length === 0) return;
  if (version > 0) backupBefore(version + 1, database, connection, clock);
  for (const migration of pending) apply(database, migration);
}

function backupBefore(
  version: number,
  database: Database,
  connection: ConnectionOptions,
  clock: Clock,
): void {
  const time = clock.now().toISOString().replace(/[:.]/g, '-');
  try {
    backupVerified(database, connection, `before-version-${version}-${time}`);
  } catch (error) {
    console.error(`backup before version ${version} failed: ${traceOf(error)}`);
    throw databaseBackupFailed();
  }
}

function apply(database: Database, migration: Migration): void {
  const rebuilds = migration.rebuildsReferencedTables === true;
  try {
    // Inside a transaction this pragma does nothing.
    if (rebuilds) database.pragma('foreign_keys = OFF');
    database
      .transaction(() => {
        database.exec(migration.sql);
        if (rebuilds) requireReferences(database);
        database.pragma(`user_version = ${migration.version}`);
      })
      .immediate();
  } catch (error) {
    console.error(`migration ${migration.version} (${migration.title}) failed: ${traceOf(error)}`);
    throw databaseMigrationFailed(migration.version);
  } finally {
    if (rebuilds) database.pragma('foreign_keys = ON');
  }
}

function requireReferences(database: Database): void {
  const broken = database.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new Error(`${broken.length} rows refer to rows that are not there`);
}

export function versionOf(database: Database): number {
  return Number(readPragma(database, 'user_version'));
}
