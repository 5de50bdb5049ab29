import type { Problem } from '../../../shared/contract/refusal.ts';
import { insuranceStates } from './columns.ts';
import {
  isSameBegin,
  maximumEligibilities,
  onceEach,
  type RosterEligibility,
  tooManyFault,
  twoEndsFault,
} from './eligibilities.ts';
import type { Packing } from './portion.ts';
import { Records } from './records.ts';
import type { RosterRow } from './row.ts';

const said = { line: 0, name: 1, region: 2, insuranceState: 3, list: 4 } as const;
const noProblems: readonly Problem[] = [];

/** The one place where a row of a number is compared with the earlier rows of the same number. */
export class SameNumber {
  readonly #packing: Packing;
  /** What the first row of each position said. */
  readonly #first = new Records(5);
  /** Each different list once; its number is its place. */
  readonly #lists: (readonly RosterEligibility[])[] = [];
  readonly #numberOfList = new WeakMap<readonly RosterEligibility[], number>();
  /** Positions whose number stands in the file with two names, and the line of the first: neither name is taken. */
  readonly #contested = new Map<number, number>();

  constructor(packing: Packing) {
    this.#packing = packing;
  }

  /** The first row of a number; rows come in the order of their positions. */
  first(row: RosterRow, nameNumber: number): void {
    const place = this.#first.add();
    this.#first.set(place, said.line, row.line);
    this.#first.set(place, said.name, nameNumber);
    this.#first.set(place, said.region, Number(row.region));
    this.#first.set(place, said.insuranceState, insuranceStates.indexOf(row.insuranceState));
    this.#first.set(place, said.list, this.#listNumber(row.eligibilities));
  }

  /** A further row: what it contradicts is returned, and nothing of it is taken; what it adds amends the packing. */
  again(position: number, row: RosterRow): readonly Problem[] {
    const contestedLine = this.#contested.get(position);
    if (contestedLine !== undefined) return [twoNames(row.line, contestedLine)];
    const place = position - 1;
    const earlierLine = this.#first.get(place, said.line);
    if (this.#first.get(place, said.name) !== this.#packing.nameNumber(row.name)) {
      // Which of two names is right nobody here can know, so what the earlier rows brought goes as well.
      this.#contested.set(position, earlierLine);
      this.#packing.amend({ position, list: 0 });
      return [twoNames(earlierLine, row.line), twoNames(row.line, earlierLine)];
    }
    const isSame =
      this.#first.get(place, said.region) === Number(row.region) &&
      this.#first.get(place, said.insuranceState) === insuranceStates.indexOf(row.insuranceState);
    return isSame ? this.#join(position, row) : [contradiction(row.line, earlierLine)];
  }

  /** Several rows of one person bring one eligibility each, or the same once more, which is no contradiction. */
  #join(position: number, row: RosterRow): readonly Problem[] {
    const before = this.#lists[this.#first.get(position - 1, said.list)] ?? [];
    const hasOtherEnd = row.eligibilities.some((one) =>
      before.some((other) => isSameBegin(one, other) && one.endsOn !== other.endsOn),
    );
    if (hasOtherEnd) return [{ line: row.line, column: '结束日期', ...twoEndsFault }];
    const joined = onceEach([...before, ...row.eligibilities]);
    if (before.length + row.eligibilities.length > maximumEligibilities) {
      return [{ line: row.line, column: '身份类别', ...tooManyFault }];
    }
    if (joined.length > before.length) {
      this.#first.set(position - 1, said.list, this.#listNumber(joined));
      this.#packing.amend({ position, list: this.#packing.listNumber(joined) });
    }
    return noProblems;
  }

  #listNumber(list: readonly RosterEligibility[]): number {
    let number = this.#numberOfList.get(list);
    if (number === undefined) {
      number = this.#lists.push(onceEach(list)) - 1;
      this.#numberOfList.set(list, number);
    }
    return number;
  }
}

function twoNames(line: number, otherLine: number): Problem {
  const sentence = `同一身份证号在第 ${otherLine} 行是另一个姓名，请对照证件核对这两行。`;
  return { line, column: '姓名', code: 'number_with_two_names', sentence };
}

function contradiction(line: number, otherLine: number): Problem {
  const sentence = `同一身份证号在第 ${otherLine} 行的参保地或参保状态不同，请核对这两行。`;
  return { line, column: '参保状态', code: 'person_contradicts', sentence };
}
