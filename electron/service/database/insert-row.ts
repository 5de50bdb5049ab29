import type { Database, RunResult } from 'better-sqlite3';
import { statement } from './statement.ts';

/**
 * Adds one row; the names of its values are the columns. They are handed over in their order: for each parameter with a
 * name the driver asks the engine for the name and the object for its value, which costs as much again as the insert.
 */
export function insertRow(
  database: Database,
  table: string,
  row: Readonly<Record<string, string | number | null>>,
): RunResult {
  return statement<unknown[]>(database, insertText(table, Object.keys(row))).run(Object.values(row));
}

interface Insert {
  readonly columns: readonly string[];
  readonly text: string;
}

/** Of each table the one or two ways in which its rows are written. */
const inserts = new Map<string, Insert[]>();

function insertText(table: string, columns: readonly string[]): string {
  const known = inserts.get(table) ?? [];
  const same = known.find((insert) => isSame(insert.columns, columns));
  if (same !== undefined) return same.text;
  const values = columns.map(() => '?').join(', ');
  const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values})`;
  inserts.set(table, [...known, { columns, text }]);
  return text;
}

function isSame(known: readonly string[], columns: readonly string[]): boolean {
  return known.length === columns.length && known.every((column, index) => column === columns[index]);
}
