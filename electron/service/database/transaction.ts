import type { Database } from 'better-sqlite3';

/**
 * Runs the work in one transaction that takes the write lock at once, so that what it reads is what it decides on.
 * A call inside another's work joins that transaction: all of it is kept, or nothing. The work is synchronous;
 * whatever it throws undoes everything.
 */
export function inTransaction<T>(database: Database, work: () => T): T {
  if (database.inTransaction) return work();
  return database.transaction(work).immediate();
}
