import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import { nameKeys } from '../people/name-keys.ts';
import { type Cell, ManyRows } from './many-rows.ts';
import { type Pace, shortly } from './pace.ts';
import type { KeptNames, sortedNameKeys } from './sorted-name-keys.ts';

const namesAtOnce = 20_000;

interface Name {
  readonly id: number;
  readonly name: string;
}

/** What the new names of a roster are found by; `make` gives them in order, so that few pages are touched by each part. */
export async function writeNameKeys(
  database: Database,
  names: KeptNames,
  make: typeof sortedNameKeys,
  pace: Pace,
): Promise<void> {
  if (names.ids.length === 0) return;
  const insert = new ManyRows(database, 'main.roster_name_key (key, name_id)', '(?, ?)');
  await make(names, ({ keys, ids }) => {
    pace.tell({ step: 'writing', done: 0, total: 0 });
    const texts = keys.split('\n');
    const cells: Cell[] = [];
    for (const [index, id] of ids.entries()) cells.push(texts[index] ?? '', id);
    shortly(database, pace, () => insert.insert(cells));
  });
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
