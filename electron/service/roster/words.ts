import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import { nameKeys } from '../people/name-keys.ts';

export interface Place {
  readonly region: string;
  readonly township: string | null;
  readonly village: string | null;
}

/** The number of a name, which is written with what it is found by where it is new. In the caller's transaction. */
export function nameId(database: Database, name: string): number {
  const known = idOf(database, 'SELECT id FROM roster_name WHERE name = ?', name);
  if (known !== undefined) return known;
  const id = insert(database, 'INSERT INTO roster_name (name) VALUES (?)', name);
  const insertKey = statement<[string, number]>(
    database,
    'INSERT OR IGNORE INTO roster_name_key (key, name_id) VALUES (?, ?)',
  );
  for (const key of nameKeys(name)) insertKey.run(key, id);
  return id;
}

/** The number of a place. */
export function placeId(database: Database, { region, township, village }: Place): number {
  const place = [region, township ?? '', village ?? ''];
  const sql = 'SELECT id FROM roster_place WHERE region = ? AND township = ? AND village = ?';
  const known = idOf(database, sql, ...place);
  if (known !== undefined) return known;
  return insert(database, 'INSERT INTO roster_place (region, township, village) VALUES (?, ?, ?)', ...place);
}

/** The number of a list of eligibilities, written as `eligibilityText` writes it. */
export function eligibilitySetId(database: Database, eligibilities: string): number {
  const known = idOf(database, 'SELECT id FROM eligibility_set WHERE eligibilities = ?', eligibilities);
  return known ?? insert(database, 'INSERT INTO eligibility_set (eligibilities) VALUES (?)', eligibilities);
}

function idOf(database: Database, sql: string, ...values: string[]): number | undefined {
  return statement<string[], { id: number }>(database, sql).get(...values)?.id;
}

function insert(database: Database, sql: string, ...values: string[]): number {
  return Number(statement<string[]>(database, sql).run(...values).lastInsertRowid);
}
