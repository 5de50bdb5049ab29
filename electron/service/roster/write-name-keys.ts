import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import { nameKeys } from '../people/name-keys.ts';
import { inSlices, type Pace, shortly } from './pace.ts';
import { together } from './scratch.ts';

const namesAtOnce = 20_000;
const keysAtOnce = 20_000;

interface Name {
  readonly id: number;
  readonly name: string;
}

/** What the new names of a staged roster are found by. Sorted first: the index is written once, from its beginning on. */
export async function writeNameKeys(database: Database, pace: Pace): Promise<void> {
  const last = statement<[], { id: number | null }>(database, 'SELECT max(id) AS id FROM scratch.word_name');
  const names = statement<[number, number], Name>(
    database,
    `SELECT kept_id AS id, name FROM scratch.word_name
     WHERE id BETWEEN ? AND ? AND kept_id >= (SELECT first_name_id FROM main.roster_preparation)`,
  );
  await together(database, () =>
    inSlices(last.get()?.id ?? 0, namesAtOnce, (from, to) => {
      pace.tell({ step: 'writing', done: 0, total: 0 });
      keep(database, 'scratch', names.all(from, to));
    }),
  );
  // Sorting at once is several times as fast as keeping order while they come.
  statement<[]>(database, 'CREATE INDEX scratch.name_key_order ON name_key (key, name_id)').run();
  const next = statement<[string, number, number], { key: string; nameId: number }>(
    database,
    `SELECT key, name_id AS nameId FROM scratch.name_key WHERE (key, name_id) > (?, ?)
     ORDER BY key, name_id LIMIT 1 OFFSET ?`,
  );
  const insert = statement<[string, number, string, number]>(
    database,
    `INSERT OR IGNORE INTO main.roster_name_key (key, name_id) SELECT key, name_id FROM scratch.name_key
     WHERE (key, name_id) > (?, ?) AND (key, name_id) <= (?, ?) ORDER BY key, name_id`,
  );
  for (let after = { key: '', nameId: 0 }; ;) {
    const to = next.get(after.key, after.nameId, keysAtOnce - 1);
    const end = to ?? { key: '\u{10ffff}', nameId: 0 };
    shortly(database, pace, () => insert.run(after.key, after.nameId, end.key, end.nameId));
    if (to === undefined) return;
    after = to;
  }
}

/** Makes sure of the keys of every name from that number on: of files from before, and after an import broke off. */
export function completeNameKeys(database: Database, fromId: number, pace: Pace): void {
  const names = statement<[number, number], Name>(
    database,
    'SELECT id, name FROM main.roster_name WHERE id >= ? ORDER BY id LIMIT ?',
  );
  for (let from = fromId; ;) {
    const some = names.all(from, namesAtOnce);
    shortly(database, pace, () => keep(database, 'main', some));
    const last = some.at(-1);
    if (last === undefined) return;
    from = last.id + 1;
  }
}

function keep(database: Database, schema: 'scratch' | 'main', names: readonly Name[]): void {
  const table = schema === 'scratch' ? 'scratch.name_key' : 'main.roster_name_key';
  const insert = statement<[string, number]>(
    database,
    `INSERT OR IGNORE INTO ${table} (key, name_id) VALUES (?, ?)`,
  );
  for (const { id, name } of names) for (const key of nameKeys(name)) insert.run(key, id);
}
