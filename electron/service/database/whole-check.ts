import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { type ConnectionOptions, connectReadOnly, readPragma } from './connection.ts';
import { databaseDamaged } from './failure.ts';

/**
 * `quick_check` reads the whole file. Up to this size it takes a tenth of a second and comes before the file is opened;
 * a file with a county's roster is checked in a thread while the window is already there. Nothing wrong is read
 * meanwhile: every page is authenticated as it is read, and a page that is not as it was written is refused there.
 */
const checkedFirstBytes = 32 * 1024 * 1024;

/** Beside the file: its check in the thread failed, so the next opening checks before anything else. */
const doubtOf = (file: string): string => `${file}.doubtful`;

/** Refuses `database_damaged`, where the file is small enough or in doubt. */
export function checkFirst(database: Database, file: string, largestBytes = checkedFirstBytes): void {
  if (!existsSync(doubtOf(file)) && statSync(file).size > largestBytes) return;
  requireWhole(database);
  rmSync(doubtOf(file), { force: true });
}

export interface CheckOrder {
  readonly connection: ConnectionOptions;
}

/** Whether the opening left the check to the thread. */
export function isCheckedLater({ file }: Pick<ConnectionOptions, 'file'>): boolean {
  return statSync(file).size > checkedFirstBytes;
}

/** In the thread: the check that the opening left out. Leaves the doubt on the disk and refuses `database_damaged`. */
export function checkBeside({ connection }: CheckOrder): null {
  try {
    const database = connectReadOnly(connection);
    try {
      requireWhole(database);
    } finally {
      database.close();
    }
    return null;
  } catch (error) {
    const doubt = openSync(doubtOf(connection.file), 'w', 0o600);
    fsyncSync(doubt);
    closeSync(doubt);
    throw error;
  }
}

function requireWhole(database: Database): void {
  if (readPragma(database, 'quick_check') !== 'ok') throw databaseDamaged();
}
