import type { Database, Transaction } from 'better-sqlite3';
import { writeWishes } from './write-wish.ts';

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
  const wishes = new Int32Array(writeWishes(database));
  Atomics.add(wishes, 0, 1);
  try {
    return transactionOf(database).immediate(work) as T;
  } finally {
    Atomics.sub(wishes, 0, 1);
  }
}

function transactionOf(database: Database): Transaction<Run> {
  const known = transactions.get(database);
  if (known !== undefined) return known;
  const made = database.transaction<Run>((run) => run());
  transactions.set(database, made);
  return made;
}
