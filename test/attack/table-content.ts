import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { tableNames } from '../../electron/service/recovery/row-counts.ts';

/** The log says of every refusal that there was one; what reports have counted is brought up to date by whoever looks. */
const leftOut: ReadonlySet<string> = new Set([
  'audit',
  'report_mark',
  'report_key',
  'report_sum',
  'report_member',
  'report_person',
]);

/** One text for every row of every table but those, so that two states of a file can be compared. */
export function contentOf(database: Database, besides: readonly string[] = []): string {
  const hash = createHash('sha256');
  for (const table of tableNames(database)) {
    if (leftOut.has(table) || besides.includes(table)) continue;
    hash.update(`\n${table}`);
    for (const row of database.prepare(`SELECT * FROM "${table}"`).raw().iterate()) hash.update(textOf(row));
  }
  return hash.digest('hex');
}

const textOf = (row: unknown): string =>
  JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
