import type { Problem } from '../../../shared/contract/refusal.ts';
import { eligibilityText, onceEach, type RosterEligibility } from './eligibilities.ts';
import type { RosterRow } from './row.ts';

/** Words that this portion names first, numbered on from `firstId`. */
export interface NewWords<Word> {
  readonly firstId: number;
  readonly words: readonly Word[];
}

/** A number that stood in the file before. */
export interface RepeatedRow {
  /** Of its first row. */
  readonly position: number;
  readonly row: RosterRow;
}

/**
 * Checked rows on their way from the thread that reads to the one that stores: flat numbers and one text instead of
 * objects, which would cost more to hand over than to check. Words are named by numbers.
 */
export interface Portion {
  /** How much of the file was read by then, from 0 to 1. */
  readonly doneShare: number;
  readonly rowCount: number;
  readonly firstPosition: number;
  /** For each row `numbersOfRow` of them: its line, name, place and list of eligibilities. */
  readonly numbers: Int32Array;
  /**
   * For each row `textsOfRow` of them, each followed by a line break, which stands in no cell: ID number, household,
   * relation, insurance state and phone; empty where the roster says nothing.
   */
  readonly texts: string;
  readonly names: NewWords<string>;
  /** Region, township and village. */
  readonly places: NewWords<readonly [string, string, string]>;
  readonly sets: NewWords<string>;
  readonly repeated: readonly RepeatedRow[];
  readonly problems: readonly Problem[];
}

export const numbersOfRow = 4;
export const textsOfRow = 5;

/** So many words of a kind are remembered; beyond them one may get a second number here, and one number in the end. */
const mostNames = 400_000;
const mostPlaces = 50_000;
const mostSets = 100_000;

class Words<Word> {
  readonly #numbers = new Map<string, number>();
  readonly #most: number;
  #new: Word[] = [];
  #firstNew = 1;

  constructor(most: number) {
    this.#most = most;
  }

  number(key: string, word: Word): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#numbers.size >= this.#most) this.#numbers.clear();
    const number = this.#firstNew + this.#new.length;
    this.#new.push(word);
    this.#numbers.set(key, number);
    return number;
  }

  /** Those that came since the last call. */
  takeNew(): NewWords<Word> {
    const taken = { firstId: this.#firstNew, words: this.#new };
    this.#firstNew += this.#new.length;
    this.#new = [];
    return taken;
  }
}

/** Packs the rows of one file, portion by portion. */
export class Packing {
  readonly #names = new Words<string>(mostNames);
  readonly #places = new Words<readonly [string, string, string]>(mostPlaces);
  readonly #sets = new Words<string>(mostSets);
  /** Rows with the same cells have one list (eligibilities.ts). */
  readonly #numberOfList = new WeakMap<readonly RosterEligibility[], number>();
  #firstPosition = 1;
  #numbers: number[] = [];
  #texts = '';

  /** Where the next row will stand. */
  nextPosition(): number {
    return this.#firstPosition + this.#numbers.length / numbersOfRow;
  }

  add(row: RosterRow): void {
    const { region, township, village } = row;
    const place = [region, township ?? '', village ?? ''] as const;
    this.#numbers.push(
      row.line,
      this.#names.number(row.name, row.name),
      this.#places.number(`${place[0]}\n${place[1]}\n${place[2]}`, place),
      this.#setNumber(row.eligibilities),
    );
    const { idNumber, householdNumber, relation, insuranceState, phone } = row;
    this.#texts += `${idNumber}\n${householdNumber ?? ''}\n${relation ?? ''}\n${insuranceState}\n${phone ?? ''}\n`;
  }

  /** What was added since the last call. */
  take(rest: Pick<Portion, 'doneShare' | 'rowCount' | 'repeated' | 'problems'>): Portion {
    const portion = {
      ...rest,
      firstPosition: this.#firstPosition,
      numbers: Int32Array.from(this.#numbers),
      texts: this.#texts,
      names: this.#names.takeNew(),
      places: this.#places.takeNew(),
      sets: this.#sets.takeNew(),
    };
    this.#firstPosition = this.nextPosition();
    this.#numbers = [];
    this.#texts = '';
    return portion;
  }

  #setNumber(list: readonly RosterEligibility[]): number {
    let number = this.#numberOfList.get(list);
    if (number === undefined) {
      const text = eligibilityText(onceEach(list));
      number = this.#sets.number(text, text);
      this.#numberOfList.set(list, number);
    }
    return number;
  }
}
