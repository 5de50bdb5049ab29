import { rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { amountParts, type StatementSide, statementSides } from '../../../shared/contract/statement.ts';
import type { ConnectionOptions } from '../database/connection.ts';

/**
 * Where what is not equal at first sight is set beside each other: a database of its own, attached as `scratch`, encrypted under the same key.
 * It is nobody's fact, so it has no log and nothing of it is flushed; it is removed at the end, and what a power failure
 * left of one before the next.
 */
const amounts = amountParts.map((part) => `${part} INTEGER`).join(', ');

const linesOf = (side: StatementSide): string => `
-- The lines that are left where all that is equal is paired.
CREATE TABLE scratch.line_${side} (
  id INTEGER PRIMARY KEY, line INTEGER, number TEXT, slip TEXT, admission TEXT, stay TEXT, name TEXT, day TEXT NOT NULL,
  insurance TEXT, visit TEXT, clearing TEXT, ${amounts}
) STRICT;
-- Settlements that are left, by their place in the table; then with everything that is known of them.
CREATE TABLE scratch.left_${side} (id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE scratch.here_${side} (
  id INTEGER PRIMARY KEY, settlement_id TEXT NOT NULL, number TEXT, slip TEXT NOT NULL, original_slip TEXT, invoice TEXT,
  admission TEXT NOT NULL, stay TEXT, stay_id TEXT NOT NULL, day TEXT NOT NULL, in_span INTEGER NOT NULL,
  sign INTEGER NOT NULL, reverses_id TEXT, ${amounts}
) STRICT;
CREATE TABLE scratch.there_${side} (id INTEGER PRIMARY KEY, in_span INTEGER NOT NULL, sign INTEGER NOT NULL) STRICT;
CREATE TABLE scratch.found_${side} (
  there_id INTEGER PRIMARY KEY, here_id INTEGER NOT NULL UNIQUE, by TEXT NOT NULL
) STRICT;`;

const schema = `${statementSides.map(linesOf).join('\n')}
CREATE TABLE scratch.from_account (settlement_id TEXT PRIMARY KEY, amount_fen INTEGER NOT NULL) STRICT, WITHOUT ROWID;`;

/** Kilobytes of pages in memory: what is left of a hundred thousand lines, so that the disk is hardly asked. */
const cacheKb = 64_000;

/** Beside the hospital's file; there is one for a moment only. */
export function scratchFileOf({ file }: ConnectionOptions): string {
  return `${file}.reconciliation-scratch`;
}

export function attachScratch(database: Database, connection: ConnectionOptions): void {
  const file = scratchFileOf(connection);
  removeScratch(file);
  database.prepare('ATTACH ? AS scratch KEY ?').run(file, `x'${connection.keyHex}'`);
  database.pragma('scratch.journal_mode = OFF');
  database.pragma('scratch.synchronous = OFF');
  database.pragma(`scratch.cache_size = -${cacheKb}`);
  database.exec(schema);
}

export function leaveScratch(database: Database, connection: ConnectionOptions): void {
  const all = database.pragma('database_list') as { readonly name: string }[];
  if (all.some(({ name }) => name === 'scratch')) database.exec('DETACH scratch');
  removeScratch(scratchFileOf(connection));
}

function removeScratch(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}
