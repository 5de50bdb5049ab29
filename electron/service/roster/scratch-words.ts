import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import type { Place } from './words.ts';

/** So many words of a kind are remembered here; others are asked for. */
const mostRemembered = 400_000;

/** The names, places and lists of eligibilities of the file that is being read: each kept once and named by a number. */
export class ScratchWords {
  readonly #database: Database;
  readonly #names = new Map<string, number>();
  readonly #places = new Map<string, number>();
  readonly #sets = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  name(name: string): number {
    return this.#remembered(this.#names, name, 'word_name', ['name'], [name]);
  }

  place({ region, township, village }: Place): number {
    const place = [region, township ?? '', village ?? ''];
    const columns = ['region', 'township', 'village'];
    return this.#remembered(this.#places, place.join('\n'), 'word_place', columns, place);
  }

  eligibilitySet(eligibilities: string): number {
    return this.#remembered(this.#sets, eligibilities, 'word_set', ['eligibilities'], [eligibilities]);
  }

  #remembered(
    words: Map<string, number>,
    word: string,
    table: string,
    columns: readonly string[],
    values: readonly string[],
  ): number {
    const known = words.get(word);
    if (known !== undefined) return known;
    const places = columns.map(() => '?').join(', ');
    statement<string[]>(
      this.#database,
      `INSERT INTO scratch.${table} (${columns.join(', ')}) VALUES (${places}) ON CONFLICT DO NOTHING`,
    ).run(...values);
    const row = statement<string[], { id: number }>(
      this.#database,
      `SELECT id FROM scratch.${table} WHERE (${columns.join(', ')}) = (${places})`,
    ).get(...values);
    if (row === undefined) throw new Error(`a word is not in ${table}`);
    if (words.size >= mostRemembered) words.clear();
    words.set(word, row.id);
    return row.id;
  }
}
