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
  const known = findNameId(database, name);
  if (known !== undefined) return known;
  const id = insert(database, 'INSERT INTO roster_name (name) VALUES (?)', name);
  const insertKey = statement<[string, number]>(
    database,
    'INSERT OR IGNORE INTO roster_name_key (key, name_id) VALUES (?, ?)',
  );
  for (const key of nameKeys(name)) insertKey.run(key, id);
  return id;
}

/** The number of a name that is kept; undefined where none is. The same of a place and of a list below. */
export function findNameId(database: Database, name: string): number | undefined {
  return idOf(database, 'SELECT id FROM roster_name WHERE name = ?', name);
}

/** The number of a place, which is written where it is new. */
export function placeId(database: Database, place: Place): number {
  const known = findPlaceId(database, place);
  if (known !== undefined) return known;
  const insertPlace = 'INSERT INTO roster_place (region, township, village) VALUES (?, ?, ?)';
  return insert(database, insertPlace, ...wordsOf(place));
}

export function findPlaceId(database: Database, place: Place): number | undefined {
  const sql = 'SELECT id FROM roster_place WHERE region = ? AND township = ? AND village = ?';
  return idOf(database, sql, ...wordsOf(place));
}

function wordsOf({ region, township, village }: Place): readonly string[] {
  return [region, township ?? '', village ?? ''];
}

/** The number of a list of eligibilities, written as `eligibilityText` writes it. */
export function eligibilitySetId(database: Database, eligibilities: string): number {
  const known = findEligibilitySetId(database, eligibilities);
  return known ?? insert(database, 'INSERT INTO eligibility_set (eligibilities) VALUES (?)', eligibilities);
}

export function findEligibilitySetId(database: Database, eligibilities: string): number | undefined {
  return idOf(database, 'SELECT id FROM eligibility_set WHERE eligibilities = ?', eligibilities);
}

function idOf(database: Database, sql: string, ...values: string[]): number | undefined {
  return statement<string[], { id: number }>(database, sql).get(...values)?.id;
}

function insert(database: Database, sql: string, ...values: string[]): number {
  return Number(statement<string[]>(database, sql).run(...values).lastInsertRowid);
}
