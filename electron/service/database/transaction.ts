import type { Database, Transaction } from 'better-sqlite3';

type Run = (work: () => unknown) => unknown;
/** Made once for each open file: the driver makes four functions of every one it is given. */
const transactions = new WeakMap<Database, Transaction<Run>>();

/**
 * Runs the work in one transaction that takes the write lock at once, so that what it reads is what it decides on.
 * A call inside another's work joins that transaction: all of it is kept, or nothing. The work is synchronous;
 * whatever it throws undoes everything.
 */
export function inTransaction<T>(database: Database, work: () => T): T {
  if (database.inTransaction) return work();
  let transaction = transactions.get(database);
  if (transaction === undefined) {
    transaction = database.transaction<Run>((run) => run());
    transactions.set(database, transaction);
  }
  return transaction.immediate(work) as T;
}
