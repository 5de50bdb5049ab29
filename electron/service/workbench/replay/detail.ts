import type { Database } from 'better-sqlite3';
import type { ReplayDetail } from '../../../../shared/contract/replay.ts';
import type { Settlement } from '../../../../shared/engine/settlement.ts';
import type { Fen } from '../../../../shared/money/fen.ts';
import type { Paid } from './comparison.ts';
import type { StoredClaim } from './year-under.ts';

/** One person's year, by the number of that year, who would pay more. */
export interface Loser {
  readonly yearKey: number;
  readonly township: string;
  readonly year: number;
  readonly beforeFen: Fen;
  readonly afterFen: Fen;
}

interface TownshipSums {
  personCount: number;
  settlementCount: number;
  beforeFen: number;
  afterFen: number;
}

interface AboveSums {
  readonly year: number;
  readonly layer: string;
  settlementCount: number;
  paidFen: number;
  excessFen: number;
}

export const mostLosers = 200;
const mostTownships = 500;
const nowhere = '不在名册';

/**
 * Who loses what, by township and person, and what was paid clearly above the policy tried, by payer and year. The
 * settlements of a person follow each other. Holds sums and the two hundred who lose most, however many there are.
 */
export class DetailSums {
  readonly #townshipOf: (yearKey: number) => string;
  readonly #abovePercent: number;
  readonly #townships = new Map<string, TownshipSums>();
  readonly #above = new Map<string, AboveSums>();
  #losers: Loser[] = [];
  #person: { -readonly [Key in keyof Loser]: Loser[Key] } | undefined;
  #moreCount = 0;
  #moreFen = 0;

  constructor(townshipOf: (yearKey: number) => string, abovePercent: number) {
    this.#townshipOf = townshipOf;
    this.#abovePercent = abovePercent;
  }

  add(year: number, { yearKey }: StoredClaim, before: Paid, after: Settlement): void {
    if (this.#person?.yearKey !== yearKey) {
      this.#endPerson();
      const none = 0 as Fen;
      this.#person = { yearKey, township: this.#placeOf(yearKey), year, beforeFen: none, afterFen: none };
      this.#sumsOf(this.#person.township).personCount += 1;
    }
    const person = this.#person;
    person.beforeFen = (person.beforeFen + before.personalFen) as Fen;
    person.afterFen = (person.afterFen + after.personalFen) as Fen;
    const sums = this.#sumsOf(person.township);
    sums.settlementCount += 1;
    sums.beforeFen += before.personalFen;
    sums.afterFen += after.personalFen;
    for (const [index, layer] of before.layers.entries()) {
      const given = after.layers.find((one) => one.layer === layer)?.payFen ?? 0;
      this.#addAbove(year, layer, before.fen[index] ?? 0, given);
    }
  }

  result(titles: ReadonlyMap<string, string>): { readonly detail: ReplayDetail; readonly losers: Loser[] } {
    this.#endPerson();
    const order = [...titles.keys()];
    const byTownship = [...this.#townships].map(([township, sums]) => ({
      township,
      personCount: sums.personCount,
      settlementCount: sums.settlementCount,
      personalBeforeFen: exact(sums.beforeFen),
      personalAfterFen: exact(sums.afterFen),
    }));
    const loss = (one: (typeof byTownship)[number]) => one.personalAfterFen - one.personalBeforeFen;
    const above = [...this.#above.values()]
      .toSorted(
        (one, other) => one.year - other.year || order.indexOf(one.layer) - order.indexOf(other.layer),
      )
      .map(({ paidFen, excessFen, ...one }) => ({
        ...one,
        title: titles.get(one.layer) ?? one.layer,
        paidFen: exact(paidFen),
        excessFen: exact(excessFen),
      }));
    const detail = {
      byTownship: byTownship.toSorted((one, other) => loss(other) - loss(one)),
      morePersonCount: this.#moreCount,
      moreFen: exact(this.#moreFen),
      abovePercent: this.#abovePercent,
      above,
    };
    return { detail, losers: largestFirst(this.#losers) };
  }

  #endPerson(): void {
    const person = this.#person;
    this.#person = undefined;
    if (person === undefined || person.afterFen <= person.beforeFen) return;
    this.#moreCount += 1;
    this.#moreFen += person.afterFen - person.beforeFen;
    this.#losers.push(person);
    if (this.#losers.length >= 20 * mostLosers) this.#losers = largestFirst(this.#losers);
  }

  #placeOf(yearKey: number): string {
    const township = this.#townshipOf(yearKey);
    return this.#townships.has(township) || this.#townships.size < mostTownships - 1 ? township : '其他乡镇';
  }

  #sumsOf(township: string): TownshipSums {
    const known = this.#townships.get(township);
    if (known !== undefined) return known;
    const sums = { personCount: 0, settlementCount: 0, beforeFen: 0, afterFen: 0 };
    this.#townships.set(township, sums);
    return sums;
  }

  #addAbove(year: number, layer: string, paidFen: number, givenFen: number): void {
    const excessFen = paidFen - givenFen;
    if (excessFen <= 0 || excessFen * 100 <= givenFen * this.#abovePercent) return;
    const key = `${year} ${layer}`;
    const sums = this.#above.get(key) ?? { year, layer, settlementCount: 0, paidFen: 0, excessFen: 0 };
    this.#above.set(key, sums);
    sums.settlementCount += 1;
    sums.paidFen += paidFen;
    sums.excessFen += excessFen;
  }
}

/** The township of the newest roster entry of the person whose year it is. */
export function townshipsOf(database: Database): (yearKey: number) => string {
  const statement = database
    .prepare<[number], string>(
      `SELECT township FROM insured_year JOIN person ON person.id = person_id
       JOIN roster_entry AS entry ON person_key = person.key JOIN roster_place AS place ON place.id = place_id
       WHERE insured_year.id = ? ORDER BY import_sequence DESC LIMIT 1`,
    )
    .pluck();
  return (yearKey) => statement.get(yearKey) ?? nowhere;
}

function largestFirst(losers: readonly Loser[]): Loser[] {
  const loss = ({ afterFen, beforeFen }: Loser) => afterFen - beforeFen;
  return losers
    .toSorted((one, other) => loss(other) - loss(one) || one.yearKey - other.yearKey)
    .slice(0, mostLosers);
}

function exact(sum: number): Fen {
  if (!Number.isSafeInteger(sum)) throw new Error('a sum of the year is too large to be exact');
  return sum as Fen;
}
