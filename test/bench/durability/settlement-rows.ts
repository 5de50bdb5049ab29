import type { Database } from 'better-sqlite3';
import { type Write, writersOf, writesOf } from '../writes.ts';

/**
 * The very rows of settlements: each is written once, all in one transaction that is rolled back, and the inserts that
 * it ran are kept with their values. What is returned writes the rows of one settlement and does nothing else: any
 * program that keeps these rows behind these checks must do as much. In order, since the rows count on.
 */
export async function rowsOf(
  database: Database,
  settlements: readonly (() => void)[],
): Promise<(() => void)[]> {
  const groups: Write[][] = [];
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const settle of settlements) groups.push(await writesOf(database, settle));
  } finally {
    database.exec('ROLLBACK');
  }
  return writersOf(database, groups);
}
