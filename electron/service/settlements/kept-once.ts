import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';

/** What many claims have in common: whose year it is, who and where, which layers paid. */
type KeptOnce = 'insured_year' | 'claim_situation' | 'claim_payers';

/** The number of this row, which is written where it is the first of its kind. Inside the caller's transaction. */
export function keptOnce(
  database: Database,
  table: KeptOnce,
  row: Readonly<Record<string, string | number>>,
): number {
  const names = Object.keys(row);
  const same = names.map((name) => `${name} = @${name}`).join(' AND ');
  const found = statement<typeof row, { id: number }>(database, `SELECT id FROM ${table} WHERE ${same}`).get(
    row,
  );
  if (found !== undefined) return found.id;
  const values = names.map((name) => `@${name}`).join(', ');
  const { lastInsertRowid } = statement<typeof row>(
    database,
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${values})`,
  ).run(row);
  return Number(lastInsertRowid);
}
