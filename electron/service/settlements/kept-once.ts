import type { Database } from 'better-sqlite3';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';

/** What many claims have in common: whose year it is, who and where, which layers paid. */
type KeptOnce = 'insured_year' | 'claim_situation' | 'claim_payers';

/** The number of this row, which is written where it is the first of its kind. Inside the caller's transaction. */
export function keptOnce(
  database: Database,
  table: KeptOnce,
  row: Readonly<Record<string, string | number>>,
): number {
  const found = statement<unknown[], { id: number }>(database, selectText(table, row)).get(
    Object.values(row),
  );
  return found?.id ?? Number(insertRow(database, table, row).lastInsertRowid);
}

const texts = new Map<KeptOnce, string>();

/** Every row of a table is asked for by the same names. */
function selectText(table: KeptOnce, row: Readonly<Record<string, string | number>>): string {
  const known = texts.get(table);
  if (known !== undefined) return known;
  const same = Object.keys(row).map((name) => `${name} = ?`);
  const text = `SELECT id FROM ${table} WHERE ${same.join(' AND ')}`;
  texts.set(table, text);
  return text;
}
