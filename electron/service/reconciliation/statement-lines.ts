import type { Database } from 'better-sqlite3';
import { type AmountPart, amountParts, type StatementSide } from '../../../shared/contract/statement.ts';
import { statement } from '../database/statement.ts';
import type { DaySpan } from './known.ts';
import { KeyTable } from './key-table.ts';
import { clearingTypeOf, insuranceOf, visitTypeOf } from './kinds-of-care.ts';
import type { LineField } from './line.ts';
import { PackedLines } from './packed.ts';

/** Sums of one group of lines. Null where a line of it does not state the amount. */
export interface Sums {
  count: number;
  totalFen: number;
  fundFen: number | null;
  accountFen: number | null;
}

/** What every settlement is looked up by: the centre's number, else the number of the slip. */
export type LineKey = Extract<LineField, 'number' | 'slipNumber'>;

/** The lines of a stored statement, as far as a settlement is found by them and compared; the rest stays packed. */
export interface StatementLines {
  readonly side: StatementSide;
  /** As they are stored, each with its first line. */
  readonly portions: readonly StoredPortion[];
  /** By line: where it begins in its portion. */
  readonly begins: Uint32Array;
  readonly lineCount: number;
  readonly outsideCount: number;
  /** By insurance, visit type and clearing type, a JSON list of the three. */
  readonly groups: ReadonlyMap<string, Sums>;
  /** Days that any line has. */
  readonly days: ReadonlySet<string>;
  /** Null: no line has either. */
  readonly key: LineKey | null;
  readonly keys: KeyTable;
  /** By line, for each amount that any line states; NaN where this one does not. */
  readonly stated: ReadonlyMap<AmountPart, Float64Array>;
  /** By line: whether its day is of the span. */
  readonly isInSpan: Uint8Array;
}

export interface StoredPortion {
  readonly packed: Buffer;
  readonly firstLine: number;
}

export interface StoredStatement {
  readonly side: StatementSide;
  readonly statementId: string;
}

/** Reads a stored statement once, and sums it on the way. */
export function readLines(
  database: Database,
  { side, statementId }: StoredStatement,
  span: DaySpan,
  tell: (done: number, total: number) => void,
): StatementLines {
  const portions = statement<[string], { lines: Buffer }>(
    database,
    'SELECT lines FROM statement_portion WHERE statement_id = ? ORDER BY position',
  )
    .all(statementId)
    .map(({ lines }) => lines);
  const sql = 'SELECT line_count AS lineCount FROM statement WHERE id = ?';
  const lineCount =
    statement<[string], { lineCount: number }>(database, sql).get(statementId)?.lineCount ?? 0;
  const read = (key: LineKey): StatementLines => {
    const reading = new Reading(lineCount, key, span);
    for (const [index, packed] of portions.entries()) {
      reading.add(packed);
      tell(index + 1, portions.length);
    }
    return reading.end(side);
  };
  const byNumber = side === 'centre' ? read('number') : undefined;
  return byNumber !== undefined && byNumber.key !== null ? byNumber : read('slipNumber');
}

interface DayHere {
  readonly day: string;
  readonly isInSpan: boolean;
}

class Reading {
  readonly #key: LineKey;
  readonly #keys: KeyTable;
  readonly #span: DaySpan;
  readonly #groups = new Map<string, Sums>();
  /** By what is written there, since it is the same on most lines. */
  readonly #groupsAsWritten = new Map<string, Sums>();
  /** By its digits as one number. */
  readonly #days = new Map<number, DayHere>();
  readonly #stated = new Map<AmountPart, Float64Array>();
  readonly #isInSpan: Uint8Array;
  readonly #portions: StoredPortion[] = [];
  readonly #begins: Uint32Array;
  #line = 0;
  #keyCount = 0;
  #outsideCount = 0;

  constructor(lineCount: number, key: LineKey, span: DaySpan) {
    this.#key = key;
    this.#keys = new KeyTable(lineCount);
    this.#span = span;
    this.#isInSpan = new Uint8Array(lineCount);
    this.#begins = new Uint32Array(lineCount);
  }

  add(packed: Buffer): void {
    this.#portions.push({ packed, firstLine: this.#line });
    const lines = new PackedLines(packed);
    const [key, day] = [lines.placeOf(this.#key), lines.placeOf('day')];
    const amounts = amountParts.flatMap((part): [number, Float64Array][] => {
      const place = lines.placeOf(part);
      return place < 0 ? [] : [[place, this.#amountsOf(part)]];
    });
    const sum = this.#summing(lines);
    for (; lines.next(); this.#line += 1) {
      if (this.#line >= this.#isInSpan.length) throw new Error('a statement has more lines than it says');
      this.#begins[this.#line] = lines.beginOfLine;
      for (const [place, stated] of amounts) stated[this.#line] = lines.number(place);
      this.#addKey(lines, key);
      if (this.#dayOf(lines, day).isInSpan) {
        this.#isInSpan[this.#line] = 1;
        sum(this.#line);
      } else this.#outsideCount += 1;
    }
  }

  #addKey(lines: PackedLines, place: number): void {
    const [begin, end] = place < 0 ? [0, 0] : [lines.begin(place), lines.end(place)];
    if (begin === end) return;
    this.#keys.add(this.#line, lines.bytes, begin, end);
    this.#keyCount += 1;
  }

  #amountsOf(part: AmountPart): Float64Array {
    let stated = this.#stated.get(part);
    if (stated === undefined) {
      stated = new Float64Array(this.#isInSpan.length).fill(Number.NaN);
      this.#stated.set(part, stated);
    }
    return stated;
  }

  #dayOf(lines: PackedLines, place: number): DayHere {
    const digits = lines.number(place);
    let known = this.#days.get(digits);
    if (known === undefined) {
      const day = lines.text(place);
      known = { day, isInSpan: day >= this.#span.from && day < this.#span.to };
      this.#days.set(digits, known);
    }
    return known;
  }

  /** Adds a line, whose amounts were read, to its group. */
  #summing(lines: PackedLines): (line: number) => void {
    const places = (['insurance', 'visitType', 'clearingType'] as const).map((field) => lines.placeOf(field));
    const isNamed = places.some((place) => place >= 0);
    const [total, fund, account] = (['total', 'fund', 'account'] as const).map((part) =>
      this.#stated.get(part),
    );
    const nameless = isNamed ? undefined : this.#groupOf('', '', '');
    return (line) => {
      const group = nameless ?? this.#groupAsWritten(lines, places);
      group.count += 1;
      group.totalFen += total?.[line] ?? 0;
      group.fundFen = plus(group.fundFen, fund?.[line]);
      group.accountFen = plus(group.accountFen, account?.[line]);
    };
  }

  #groupAsWritten(lines: PackedLines, places: readonly number[]): Sums {
    const there = places.filter((place) => place >= 0);
    const written = lines.textFrom(Math.min(...there), Math.max(...there));
    const known = this.#groupsAsWritten.get(written);
    if (known !== undefined) return known;
    const [insurance = '', visit = '', clearing = ''] = places.map((place) => lines.text(place));
    const group = this.#groupOf(insurance, visit, clearing);
    this.#groupsAsWritten.set(written, group);
    return group;
  }

  #groupOf(insurance: string, visit: string, clearing: string): Sums {
    const named = JSON.stringify([insuranceOf(insurance), visitTypeOf(visit), clearingTypeOf(clearing)]);
    let group = this.#groups.get(named);
    if (group === undefined) {
      group = { count: 0, totalFen: 0, fundFen: 0, accountFen: 0 };
      this.#groups.set(named, group);
    }
    return group;
  }

  end(side: StatementSide): StatementLines {
    if (this.#line !== this.#isInSpan.length) throw new Error('portions of a statement are missing');
    const stated = [...this.#stated].filter(([, amounts]) => amounts.some((amount) => !Number.isNaN(amount)));
    return {
      side,
      portions: this.#portions,
      begins: this.#begins,
      lineCount: this.#line,
      outsideCount: this.#outsideCount,
      groups: new Map([...this.#groups].filter(([, { count }]) => count > 0)),
      days: new Set([...this.#days.values()].map(({ day }) => day)),
      key: this.#keyCount > 0 ? this.#key : null,
      keys: this.#keys,
      stated: new Map(stated),
      isInSpan: this.#isInSpan,
    };
  }
}

function plus(sum: number | null, more: number | undefined): number | null {
  return sum === null || more === undefined || Number.isNaN(more) ? null : sum + more;
}
