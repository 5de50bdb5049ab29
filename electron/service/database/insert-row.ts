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
  const columns = Object.keys(row).join(', ');
  return statement<unknown[]>(database, insertText(table, columns)).run(Object.values(row));
}

const texts = new Map<string, string>();

function insertText(table: string, columns: string): string {
  const key = `${table} ${columns}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const values = columns.replaceAll(/\w+/g, '?');
  const text = `INSERT INTO ${table} (${columns}) VALUES (${values})`;
  texts.set(key, text);
  return text;
}
