import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';

/** How a roster that is being written is recognised, until the service makes it an import. */
export interface Preparation {
  readonly sequence: number;
}

/** Imports of one row come in between at the window; they are older than the roster. */
const ahead = 100_000;

/** Nothing is written by this. */
export function planPreparation(database: Database): Preparation {
  const sql = 'SELECT coalesce(max(sequence), 0) + ? AS sequence FROM roster_import';
  const row = statement<[number], Preparation>(database, sql).get(ahead);
  if (row === undefined) throw new Error('no sequence was found');
  return row;
}

/** In the transaction of the first rows. What is already begun stays. */
export function beginPreparation(database: Database, { sequence }: Preparation, at: string): void {
  statement<[number, string]>(
    database,
    `INSERT OR IGNORE INTO roster_preparation (sequence, first_person_key, last_person_key, first_name_id, began_at)
     SELECT ?, person, person - 1, name, ?
     FROM (SELECT 1 + coalesce((SELECT max(key) FROM person), 0) AS person,
       1 + coalesce((SELECT max(id) FROM roster_name), 0) AS name)`,
  ).run(sequence, at);
}

/** The last 48 bits of the id count the persons; its other bits are the same for all of them (RFC 9562, 6.2). */
function counterOf(id: string): { readonly prefix: string; readonly counter: number } {
  const half = 2 ** 47;
  return { prefix: id.slice(0, 24), counter: Number.parseInt(id.slice(24), 16) % half };
}

export interface Stamp {
  /** A new uuid v7: those of the new persons have its time. */
  readonly id: string;
  /** ISO. */
  readonly at: string;
}

/**
 * Makes so many persons, the first of them the `nth` of the roster, under keys that follow on those that are there: the
 * window takes people in meanwhile. Returns the first key. In the caller's transaction.
 */
export function insertPersons(database: Database, { id, at }: Stamp, nth: number, count: number): number {
  const { prefix, counter } = counterOf(id);
  const row = statement<[], { first: number }>(
    database,
    'SELECT 1 + coalesce(max(key), 0) AS first FROM person',
  ).get();
  const first = row?.first ?? 1;
  statement<object>(
    database,
    `WITH RECURSIVE new(offset) AS (SELECT 0 UNION ALL SELECT offset + 1 FROM new WHERE offset < @count - 1)
     INSERT INTO person (key, id, created_at)
     SELECT @first + offset, @prefix || format('%012x', @counter + offset), @at FROM new`,
  ).run({ first, count, prefix, counter: counter + nth, at });
  statement<[number]>(database, 'UPDATE roster_preparation SET last_person_key = ?').run(first + count - 1);
  return first;
}
