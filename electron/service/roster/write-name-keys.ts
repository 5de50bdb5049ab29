import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import { nameKeys } from '../people/name-keys.ts';
import { type Pace, shortly } from './pace.ts';

const namesAtOnce = 20_000;
const keysAtOnce = 20_000;

interface Name {
  readonly id: number;
  readonly name: string;
}

/** What the new names of a staged roster are found by. Sorted first: the index is written once, from its beginning on. */
export function writeNameKeys(database: Database, pace: Pace): void {
  pace.tell({ step: 'writing', done: 0, total: 0 });
  statement<[]>(database, 'CREATE INDEX scratch.name_key_order ON name_key (key, word_id)').run();
  const next = statement<[string, number, number], { key: string; wordId: number }>(
    database,
    `SELECT key, word_id AS wordId FROM scratch.name_key WHERE (key, word_id) > (?, ?)
     ORDER BY key, word_id LIMIT 1 OFFSET ?`,
  );
  const insert = statement<[string, number, string, number]>(
    database,
    `INSERT OR IGNORE INTO main.roster_name_key (key, name_id)
     SELECT key, word.kept_id FROM scratch.name_key CROSS JOIN scratch.word_name AS word ON word.id = word_id
     WHERE (key, word_id) > (?, ?) AND (key, word_id) <= (?, ?) ORDER BY key, word_id`,
  );
  for (let after = { key: '', wordId: 0 }; ;) {
    const to = next.get(after.key, after.wordId, keysAtOnce - 1);
    const end = to ?? { key: '\u{10ffff}', wordId: 0 };
    shortly(database, pace, () => insert.run(after.key, after.wordId, end.key, end.wordId));
    if (to === undefined) return;
    after = to;
  }
}

/** Makes sure of the keys of every name from that number on: of files from before, and after an import broke off. */
export function completeNameKeys(database: Database, fromId: number, pace: Pace): void {
  const names = statement<[number, number], Name>(
    database,
    'SELECT id, name FROM main.roster_name WHERE id >= ? ORDER BY id LIMIT 0 + ?',
  );
  for (let from = fromId; ;) {
    const some = names.all(from, namesAtOnce);
    shortly(database, pace, () => keep(database, some));
    const last = some.at(-1);
    if (last === undefined) return;
    from = last.id + 1;
  }
}

function keep(database: Database, names: readonly Name[]): void {
  const insert = statement<[string, number]>(
    database,
    'INSERT OR IGNORE INTO main.roster_name_key (key, name_id) VALUES (?, ?)',
  );
  for (const { id, name } of names) for (const key of nameKeys(name)) insert.run(key, id);
}
