import type { Problem } from '../../../shared/contract/refusal.ts';
import { insuranceStates } from './columns.ts';
import { eligibilityText, onceEach, type RosterEligibility } from './eligibilities.ts';
import type { RosterRow } from './row.ts';
import type { NumberParts } from './seen-numbers.ts';

/** Words that this portion names first, numbered on from `firstNumber`. */
export interface NewWords<Word> {
  readonly firstNumber: number;
  readonly words: readonly Word[];
}

/** What a later row changes of an earlier one of the same ID number. */
export interface Amendment {
  /** Of the first row of the number. */
  readonly position: number;
  /** Its list of eligibilities from now on; 0 where nothing of it is taken. */
  readonly list: number;
}

/**
 * Checked rows on their way from the thread that reads to the one that stores: flat numbers and one text instead of
 * objects, which would cost more to hand over than to check. Words are named by numbers from 1. Rows have positions,
 * from 1 on through the whole file; a number has one, whose later rows only amend it.
 */
export interface Portion {
  /** How much of the file was read by then, from 0 to 1. */
  readonly doneShare: number;
  readonly rowCount: number;
  readonly firstPosition: number;
  /** For each position what `column` names. */
  readonly numbers: Int32Array;
  /**
   * For each position `textsOfRow` of them, each followed by a line break, which stands in no cell: ID number, household
   * and phone; empty where the roster says nothing.
   */
  readonly texts: string;
  readonly names: NewWords<string>;
  /** Region, township and village. */
  readonly places: NewWords<readonly [string, string, string]>;
  readonly lists: NewWords<string>;
  readonly relations: NewWords<string>;
  readonly amended: readonly Amendment[];
  readonly problems: readonly Problem[];
}

/** Where each number of a row stands. `relation` is 0 where the roster says nothing; a state is its place in `insuranceStates`. */
export const column = {
  line: 0,
  name: 1,
  place: 2,
  list: 3,
  relation: 4,
  insuranceState: 5,
  areaAndYear: 6,
  rest: 7,
} as const;
export const numbersOfRow = 8;
export const textsOfRow = 3;

/** A file of 200 MB holds no more than it has room for, so nothing is forgotten: a word has one number. */
class Words<Word> {
  readonly #numbers = new Map<string, number>();
  #new: Word[] = [];
  #firstNew = 1;

  number(key: string, word: Word): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#firstNew + this.#new.length;
    this.#new.push(word);
    this.#numbers.set(key, number);
    return number;
  }

  /** Those that came since the last call. */
  takeNew(): NewWords<Word> {
    const taken = { firstNumber: this.#firstNew, words: this.#new };
    this.#firstNew += this.#new.length;
    this.#new = [];
    return taken;
  }
}

/** Packs the rows of one file, portion by portion. */
export class Packing {
  readonly #names = new Words<string>();
  readonly #places = new Words<readonly [string, string, string]>();
  readonly #lists = new Words<string>();
  readonly #relations = new Words<string>();
  /** Rows with the same cells have one list (eligibilities.ts). */
  readonly #numberOfList = new WeakMap<readonly RosterEligibility[], number>();
  /** Villages stand one after the other. */
  #lastPlace: readonly [string, string, string] = ['', '', ''];
  #lastPlaceNumber = 0;
  #firstPosition = 1;
  #numbers: number[] = [];
  #texts = '';
  #amended: Amendment[] = [];

  /** Where the next row will stand. */
  nextPosition(): number {
    return this.#firstPosition + this.#numbers.length / numbersOfRow;
  }

  /** Returns the number of the row's name. */
  add(row: RosterRow, parts: NumberParts): number {
    const nameNumber = this.nameNumber(row.name);
    this.#numbers.push(
      row.line,
      nameNumber,
      this.#placeNumber(row.region, row.township ?? '', row.village ?? ''),
      this.listNumber(row.eligibilities),
      row.relation === null ? 0 : this.#relations.number(row.relation, row.relation),
      insuranceStates.indexOf(row.insuranceState),
      parts.areaAndYear,
      parts.rest,
    );
    this.#texts += `${row.idNumber}\n${row.householdNumber ?? ''}\n${row.phone ?? ''}\n`;
    return nameNumber;
  }

  nameNumber(name: string): number {
    return this.#names.number(name, name);
  }

  listNumber(list: readonly RosterEligibility[]): number {
    let number = this.#numberOfList.get(list);
    if (number === undefined) {
      const text = eligibilityText(onceEach(list));
      number = this.#lists.number(text, text);
      this.#numberOfList.set(list, number);
    }
    return number;
  }

  amend(amendment: Amendment): void {
    this.#amended.push(amendment);
  }

  /** What was added since the last call. */
  take(rest: Pick<Portion, 'doneShare' | 'rowCount' | 'problems'>): Portion {
    const portion = {
      ...rest,
      firstPosition: this.#firstPosition,
      numbers: Int32Array.from(this.#numbers),
      texts: this.#texts,
      names: this.#names.takeNew(),
      places: this.#places.takeNew(),
      lists: this.#lists.takeNew(),
      relations: this.#relations.takeNew(),
      amended: this.#amended,
    };
    this.#firstPosition = this.nextPosition();
    this.#numbers = [];
    this.#texts = '';
    this.#amended = [];
    return portion;
  }

  #placeNumber(region: string, township: string, village: string): number {
    const [lastRegion, lastTownship, lastVillage] = this.#lastPlace;
    if (region !== lastRegion || township !== lastTownship || village !== lastVillage) {
      this.#lastPlace = [region, township, village];
      this.#lastPlaceNumber = this.#places.number(`${region}\n${township}\n${village}`, this.#lastPlace);
    }
    return this.#lastPlaceNumber;
  }
}
