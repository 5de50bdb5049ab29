import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import { nameKeys } from '../people/name-keys.ts';
import { type Cell, ManyRows } from './many-rows.ts';
import type { NewWords } from './portion.ts';

/** The names of a roster that is being stored, and what the new ones among them will be found by. */
export class ScratchNames {
  readonly #database: Database;
  readonly #names: ManyRows;
  readonly #keys: ManyRows;

  constructor(database: Database) {
    this.#database = database;
    this.#names = new ManyRows(database, 'scratch.word_name (id, name, kept_id)', 3);
    this.#keys = new ManyRows(database, 'scratch.name_key (key, word_id)', 2);
  }

  add({ firstId, words }: NewWords<string>): void {
    const kept = statement<[string], { id: number }>(
      this.#database,
      'SELECT id FROM main.roster_name WHERE name = ?',
    );
    const names: Cell[] = [];
    const keys: Cell[] = [];
    for (const [index, name] of words.entries()) {
      const keptId = kept.get(name)?.id ?? null;
      names.push(firstId + index, name, keptId);
      if (keptId === null) for (const key of nameKeys(name)) keys.push(key, firstId + index);
    }
    this.#names.insert(names);
    this.#keys.insert(keys);
  }
}
