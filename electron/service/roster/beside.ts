import type { Database } from 'better-sqlite3';
import { connect, type ConnectionOptions, prepareConnection } from '../database/connection.ts';

const cacheKb = 32_000;

/** Work of a thread on a connection of its own, which may write. */
export async function beside<T>(
  connection: ConnectionOptions,
  work: (database: Database) => T | Promise<T>,
): Promise<T> {
  const database = connect(connection);
  try {
    prepareConnection(database);
    database.pragma(`cache_size = -${cacheKb}`);
    // Every reference is made by a join over what it refers to; proving each again would read half the file at random.
    database.pragma('foreign_keys = OFF');
    return await work(database);
  } finally {
    database.close();
  }
}
