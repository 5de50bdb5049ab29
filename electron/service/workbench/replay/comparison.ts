import type { Comparison, ReplayGroup } from '../../../../shared/contract/replay.ts';
import type { Claim, HospitalLevel } from '../../../../shared/engine/claim.ts';
import type { PolicyRefusal } from '../../../../shared/engine/refusal.ts';
import type { Settlement } from '../../../../shared/engine/settlement.ts';
import type { Fen } from '../../../../shared/money/fen.ts';
import {
  type EligibilityCategory,
  eligibilityCategories,
  eligibilityTitles,
} from '../../../../shared/policy/eligibility.ts';

/** What came out of one settlement: the layers that paid by their ids, what each paid, and the patient. Fen. */
export interface Paid {
  readonly layers: readonly string[];
  readonly fen: readonly number[];
  readonly personalFen: number;
}

/** Sums over the settlements of one eligibility at one level of hospital. */
interface Cell {
  readonly eligibility: EligibilityCategory;
  readonly level: HospitalLevel;
  settlementCount: number;
  totalFen: number;
  personalBeforeFen: number;
  personalAfterFen: number;
  /** By the number of the payer. */
  readonly beforeFen: number[];
  readonly afterFen: number[];
}

interface Refused {
  readonly code: string;
  readonly sentence: string;
  settlementCount: number;
  totalFen: number;
}

const mostPayers = 60;
const mostSentences = 20;
const levels = [1, 2, 3] as const;
const levelTitles = { 1: '一级医院', 2: '二级医院', 3: '三级医院' } as const;
const rankOf = new Map(eligibilityCategories.map((category, index) => [category as string, index]));

/** Adds up a year as it was and as it would have been. Holds sums only, however many settlements there are. */
export class YearComparison {
  readonly #cells: Cell[] = eligibilityCategories.flatMap((eligibility) =>
    levels.map((level) => ({
      eligibility,
      level,
      settlementCount: 0,
      totalFen: 0,
      personalBeforeFen: 0,
      personalAfterFen: 0,
      beforeFen: [],
      afterFen: [],
    })),
  );
  readonly #payers = new Map<string, number>();
  readonly #refused = new Map<string, Refused>();
  #lastYearKey: number | undefined;
  #personCount = 0;
  #more = 0;
  #less = 0;

  /** One that can be settled both ways; the settlements of a person follow each other. */
  add(yearKey: number, claim: Claim, before: Paid, after: Settlement): void {
    if (yearKey !== this.#lastYearKey) this.#personCount += 1;
    this.#lastYearKey = yearKey;
    const cell = this.#cellOf(claim);
    cell.settlementCount += 1;
    cell.totalFen += claim.cost.totalFen;
    cell.personalBeforeFen += before.personalFen;
    cell.personalAfterFen += after.personalFen;
    for (let index = 0; index < before.layers.length; index += 1) {
      this.#count(cell.beforeFen, before.layers[index] ?? '', before.fen[index] ?? 0);
    }
    for (const { layer, payFen } of after.layers) if (payFen !== 0) this.#count(cell.afterFen, layer, payFen);
    if (after.personalFen > before.personalFen) this.#more += 1;
    else if (after.personalFen < before.personalFen) this.#less += 1;
  }

  /** One that one of the two policies refuses: it is counted, with its reason, and compared with nothing. */
  refuse(claim: Claim, { code, sentence }: PolicyRefusal): void {
    const key = this.#refused.size < mostSentences - 1 || this.#refused.has(sentence) ? sentence : '其他原因';
    const refused = this.#refused.get(key) ?? { code, sentence: key, settlementCount: 0, totalFen: 0 };
    refused.settlementCount += 1;
    refused.totalFen += claim.cost.totalFen;
    this.#refused.set(key, refused);
  }

  /** The tables. @param titles of the layers of all packs concerned, in the order in which they pay */
  result(
    titles: ReadonlyMap<string, string>,
    { beforeTitle, afterTitle }: Pick<Comparison, 'beforeTitle' | 'afterTitle'>,
  ): Omit<Comparison, 'detail'> {
    const order = [...new Set([...titles.keys(), ...this.#payers.keys()])].filter((id) =>
      this.#payers.has(id),
    );
    const all = this.#group('all', '', order, () => true);
    return {
      beforeTitle,
      afterTitle,
      settlementCount: all.settlementCount,
      personCount: this.#personCount,
      totalFen: all.totalFen,
      personalBeforeFen: all.personalBeforeFen,
      personalAfterFen: all.personalAfterFen,
      payers: all.payers.map((payer) => ({ ...payer, title: titles.get(payer.layer) ?? payer.layer })),
      byEligibility: eligibilityCategories
        .map((one) =>
          this.#group(one, eligibilityTitles[one], order, ({ eligibility }) => eligibility === one),
        )
        .filter(({ settlementCount }) => settlementCount > 0),
      byLevel: levels
        .map((one) => this.#group(String(one), levelTitles[one], order, ({ level }) => level === one))
        .filter(({ settlementCount }) => settlementCount > 0),
      patientPays: {
        more: this.#more,
        less: this.#less,
        same: all.settlementCount - this.#more - this.#less,
      },
      refused: [...this.#refused.values()].map((one) => ({ ...one, totalFen: exact(one.totalFen) })),
    };
  }

  #cellOf({ person, hospital }: Claim): Cell {
    let rank = eligibilityCategories.length - 1;
    for (const category of person.eligibilities) rank = Math.min(rank, rankOf.get(category) ?? rank);
    const cell = this.#cells[rank * levels.length + hospital.level - 1];
    if (cell === undefined) throw new Error('a level of hospital that there is not');
    return cell;
  }

  #count(sums: number[], layer: string, payFen: number): void {
    let payer = this.#payers.get(layer);
    if (payer === undefined) {
      payer = this.#payers.size;
      if (payer >= mostPayers) throw new Error('more payers than any county has');
      this.#payers.set(layer, payer);
    }
    sums[payer] = (sums[payer] ?? 0) + payFen;
  }

  #group(
    key: string,
    title: string,
    order: readonly string[],
    belongs: (cell: Cell) => boolean,
  ): ReplayGroup {
    const cells = this.#cells.filter(belongs);
    const sum = (of: (cell: Cell) => number): Fen =>
      exact(cells.reduce((total, cell) => total + of(cell), 0));
    return {
      key,
      title,
      settlementCount: cells.reduce((count, cell) => count + cell.settlementCount, 0),
      totalFen: sum(({ totalFen }) => totalFen),
      personalBeforeFen: sum(({ personalBeforeFen }) => personalBeforeFen),
      personalAfterFen: sum(({ personalAfterFen }) => personalAfterFen),
      payers: order.map((layer) => {
        const payer = this.#payers.get(layer) ?? 0;
        return {
          layer,
          beforeFen: sum(({ beforeFen }) => beforeFen[payer] ?? 0),
          afterFen: sum(({ afterFen }) => afterFen[payer] ?? 0),
        };
      }),
    };
  }
}

/** Amounts only grow while they are added up, so a sum that is exact at the end was exact all the way. */
function exact(sum: number): Fen {
  if (!Number.isSafeInteger(sum)) throw new Error('a sum of the year is too large to be exact');
  return sum as Fen;
}
