import type { Database, Statement } from 'better-sqlite3';
import type { Place } from './words.ts';

/** So many words of a kind are remembered; beyond them one may get a second number here, and one number in the end. */
const mostRemembered = 150_000;

/** Words of one kind, each with its number in a scratch table. */
class Words {
  readonly #numbers = new Map<string, number>();
  readonly #insert: Statement;
  #last = 0;

  constructor(insert: Statement) {
    this.#insert = insert;
  }

  number(word: string, values: readonly string[]): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    if (this.#numbers.size >= mostRemembered) this.#numbers.clear();
    this.#last += 1;
    this.#insert.run(this.#last, ...values);
    this.#numbers.set(word, this.#last);
    return this.#last;
  }
}

/** The names, places and lists of eligibilities of the file that is being read, named by numbers. */
export class ScratchWords {
  readonly #names: Words;
  readonly #places: Words;
  readonly #sets: Words;

  constructor(database: Database) {
    const into = (columns: string) => new Words(database.prepare(`INSERT INTO scratch.${columns}`));
    this.#names = into('word_name (id, name) VALUES (?, ?)');
    this.#places = into('word_place (id, region, township, village) VALUES (?, ?, ?, ?)');
    this.#sets = into('word_set (id, eligibilities) VALUES (?, ?)');
  }

  name(name: string): number {
    return this.#names.number(name, [name]);
  }

  place({ region, township, village }: Place): number {
    return this.#places.number(`${region}\n${township ?? ''}\n${village ?? ''}`, [
      region,
      township ?? '',
      village ?? '',
    ]);
  }

  eligibilitySet(eligibilities: string): number {
    return this.#sets.number(eligibilities, [eligibilities]);
  }
}
