import SqliteDatabase, { type Database } from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { prepareConnection } from '../../electron/service/database/connection.ts';
import { migrate } from '../../electron/service/database/migrate.ts';
import { migrations } from '../../electron/service/database/migrations/migrations.ts';

/** The hospital's file without a key, to show what encryption costs. The service itself never writes one. */
export function openPlain(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const database = new SqliteDatabase(file);
  prepareConnection(database);
  const connection = { file, keyHex: '', nativeBinding: null, busyTimeoutMs: 5000 };
  migrate(database, migrations, connection, { now: () => new Date() });
  return database;
}
