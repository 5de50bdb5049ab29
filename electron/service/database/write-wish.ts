import type { Database } from 'better-sqlite3';

const wishes = new WeakMap<Database, SharedArrayBuffer>();

/**
 * How many transactions wait for the write lock of this connection or hold it. SQLite does not queue those who wait: a
 * thread that writes much would be back before they look again, so it asks here first (roster/pace.ts).
 */
export function writeWishes(database: Database): SharedArrayBuffer {
  let counter = wishes.get(database);
  if (counter === undefined) {
    counter = new SharedArrayBuffer(4);
    wishes.set(database, counter);
  }
  return counter;
}
