import type { Database } from 'better-sqlite3';
import { statement } from '../database/statement.ts';
import { type Cell, ManyRows } from './many-rows.ts';
import type { NewWords, Portion } from './portion.ts';
import type { KeptNames } from './sorted-name-keys.ts';
import { eligibilitySetId, findEligibilitySetId, findNameId, findPlaceId, placeId } from './words.ts';

/** Words of one kind: what each number of the file (portion.ts) means, and by which number it is kept; 0 by none yet. */
class Kind<Word> {
  readonly words: Word[] = [];
  readonly ids: number[] = [];
  /** Numbers of those that nobody has kept. */
  missing: number[] = [];

  add({ words }: NewWords<Word>, find: (word: Word) => number | undefined): void {
    for (const word of words) {
      const id = find(word) ?? 0;
      this.words.push(word);
      if (this.ids.push(id) > 0 && id === 0) this.missing.push(this.ids.length);
    }
  }

  idOf(number: number): number {
    return this.ids[number - 1] ?? 0;
  }

  keep(idOf: (word: Word) => number): void {
    for (const number of this.missing) {
      const word = this.words[number - 1];
      if (word !== undefined) this.ids[number - 1] = idOf(word);
    }
    this.missing = [];
  }
}

const namesAtOnce = 10_000;

/** Names, places and lists of eligibilities of a roster. They say nothing of anybody; an import that is cancelled leaves them. */
export class KeptWords {
  readonly names = new Kind<string>();
  readonly places = new Kind<readonly [string, string, string]>();
  readonly lists = new Kind<string>();
  readonly relations: string[] = [];
  /** Those that the roster brought, as the file numbers them. */
  readonly #newNames: number[] = [];
  readonly #database: Database;
  readonly #insertNames: ManyRows;
  /** Of a file without names none is looked for. */
  readonly #hasNames: boolean;

  constructor(database: Database) {
    this.#database = database;
    this.#hasNames = statement<[]>(database, 'SELECT 1 FROM roster_name LIMIT 1').get() !== undefined;
    this.#insertNames = new ManyRows(database, 'main.roster_name (id, name)', '(?, ?)');
  }

  /** Takes in what a portion names first, and writes nothing. */
  add(portion: Portion): void {
    const database = this.#database;
    this.names.add(portion.names, (name) => (this.#hasNames ? findNameId(database, name) : undefined));
    this.places.add(portion.places, (place) => findPlaceId(database, placeOf(place)));
    this.lists.add(portion.lists, (list) => findEligibilitySetId(database, list));
    this.relations.push(...portion.relations.words);
  }

  get areKept(): boolean {
    return [this.names, this.places, this.lists].every(({ missing }) => missing.length === 0);
  }

  /** Writes what is missing, of names as many as a short transaction takes: until all are kept. In the caller's transaction. */
  keep(): void {
    this.places.keep((place) => placeId(this.#database, placeOf(place)));
    this.lists.keep((list) => eligibilitySetId(this.#database, list));
    const { missing, words } = this.names;
    // In their order, which is that of the index that finds them.
    missing.sort((one, other) => ((words[one - 1] ?? '') < (words[other - 1] ?? '') ? -1 : 1));
    this.#keepNames(missing.splice(0, namesAtOnce));
  }

  /** The names that the roster brought; after this call none of its names is remembered here. */
  takeNewNames(): KeptNames {
    const { words, ids } = this.names;
    const taken = {
      names: this.#newNames.map((number) => `${words[number - 1] ?? ''}\n`).join(''),
      ids: Int32Array.from(this.#newNames, (number) => ids[number - 1] ?? 0),
    };
    for (const list of [words, ids, this.#newNames]) list.length = 0;
    return taken;
  }

  #keepNames(numbers: readonly number[]): void {
    const { words, ids } = this.names;
    const row = statement<[], { next: number }>(
      this.#database,
      'SELECT 1 + coalesce(max(id), 0) AS next FROM roster_name',
    ).get();
    const first = row?.next ?? 1;
    const cells = numbers.flatMap((number, index): Cell[] => [first + index, words[number - 1] ?? '']);
    const areAllNew = this.#insertNames.insert(cells) === numbers.length;
    for (const [index, number] of numbers.entries()) {
      const name = words[number - 1] ?? '';
      // One that the window has kept meanwhile has its number.
      const id = areAllNew ? first + index : (findNameId(this.#database, name) ?? 0);
      ids[number - 1] = id;
      if (id === first + index) this.#newNames.push(number);
    }
  }
}

function placeOf([region, township, village]: readonly [string, string, string]) {
  return { region, township, village };
}
