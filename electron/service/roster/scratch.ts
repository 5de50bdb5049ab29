import { rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import type { ConnectionOptions } from '../database/connection.ts';

/**
 * Where the checked rows of a roster wait until the whole file is known to be good: a database of its own beside the
 * hospital's file, attached as `scratch`, encrypted under the same key. It is nobody's fact, so it has no log and nothing
 * of it is flushed; it is removed at the end, and what a power failure left of one before the next.
 */
const schema = `
CREATE TABLE scratch.word_name (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kept_id INTEGER) STRICT;
CREATE TABLE scratch.word_place (
  id INTEGER PRIMARY KEY, region TEXT NOT NULL, township TEXT NOT NULL, village TEXT NOT NULL, kept_id INTEGER
) STRICT;
CREATE TABLE scratch.word_set (id INTEGER PRIMARY KEY, eligibilities TEXT NOT NULL, kept_id INTEGER) STRICT;
-- One row a person, in the order of the file. The ids are those of the words here, not of the ones that are kept.
CREATE TABLE scratch.staged (
  position INTEGER PRIMARY KEY, id_number TEXT NOT NULL, line INTEGER NOT NULL, name_id INTEGER NOT NULL,
  household_number TEXT, relation TEXT, place_id INTEGER NOT NULL, insurance_state TEXT NOT NULL, phone TEXT,
  set_id INTEGER NOT NULL
) STRICT;
-- Which of them are known, and whether the roster says something new of them.
CREATE TABLE scratch.known (position INTEGER PRIMARY KEY, person_key INTEGER NOT NULL, differs INTEGER NOT NULL) STRICT;
CREATE TABLE scratch.absent (person_key INTEGER PRIMARY KEY) STRICT;
-- What the new names will be found by.
CREATE TABLE scratch.name_key (key TEXT NOT NULL, word_id INTEGER NOT NULL) STRICT;
`;

/** Kilobytes of pages in memory: the numbers of a million people, so that the disk is hardly asked. */
const cacheKb = 64_000;

/** Attaches an empty scratch database; `file` is a path, or `:memory:` for a few rows inside a transaction. */
export function attachScratch(database: Database, connection: ConnectionOptions, file: string): void {
  if (isAttached(database)) dropTables(database);
  else {
    if (file !== ':memory:') removeScratch(file);
    database
      .prepare('ATTACH ? AS scratch KEY ?')
      .run(file, file === ':memory:' ? '' : `x'${connection.keyHex}'`);
  }
  if (!database.inTransaction) {
    database.pragma('scratch.journal_mode = OFF');
    database.pragma('scratch.synchronous = OFF');
    database.pragma(`scratch.cache_size = -${cacheKb}`);
  }
  database.exec(schema);
}

/** Whatever happened before, nothing of the scratch database stays. Inside a transaction it can only be emptied. */
export function leaveScratch(database: Database, file: string): void {
  if (!isAttached(database)) return;
  if (database.inTransaction) {
    dropTables(database);
    return;
  }
  database.exec('DETACH scratch');
  if (file !== ':memory:') removeScratch(file);
}

export function removeScratch(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/**
 * Many writes into the scratch database, kept in memory until the end of them. The hospital's file is not locked: nothing
 * of it is written here. A call inside a transaction joins it.
 */
export async function together<T>(database: Database, work: () => T | Promise<T>): Promise<T> {
  if (database.inTransaction) return work();
  database.exec('BEGIN');
  try {
    const result = await work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function isAttached(database: Database): boolean {
  const all = database.pragma('database_list') as { readonly name: string }[];
  return all.some(({ name }) => name === 'scratch');
}

function dropTables(database: Database): void {
  const tables = database
    .prepare<[], { name: string }>("SELECT name FROM scratch.sqlite_schema WHERE type = 'table'")
    .all();
  for (const { name } of tables) database.exec(`DROP TABLE scratch."${name}"`);
}
