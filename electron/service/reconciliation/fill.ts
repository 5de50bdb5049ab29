import type { Database } from 'better-sqlite3';
import { type AmountPart, amountParts, type StatementSide } from '../../../shared/contract/statement.ts';
import { statement } from '../database/statement.ts';
import { clearingTypeOf, insuranceOf, visitTypeOf } from './kinds-of-care.ts';
import { lineFields } from './line.ts';
import { type Cell, LineRows } from './line-rows.ts';
import { cellsOf, placeOf, unpack } from './packed.ts';
import type { DaySpan, Filled } from './pair-equal.ts';

/** Sums of one group of lines. Null where a line of it does not state the amount. */
export interface Sums {
  count: number;
  totalFen: number;
  fundFen: number | null;
  accountFen: number | null;
}

export interface FilledLines extends Filled {
  readonly lineCount: number;
  readonly outsideCount: number;
  /** By insurance, visit type and clearing type, a JSON list of the three. */
  readonly groups: ReadonlyMap<string, Sums>;
  /** Days that any line has. */
  readonly days: ReadonlySet<string>;
}

const width = lineFields.length;
const [dayPlace, numberPlace, slipPlace] = [placeOf('day'), placeOf('number'), placeOf('slipNumber')];
const [insurancePlace, visitPlace, clearingPlace] = [
  placeOf('insurance'),
  placeOf('visitType'),
  placeOf('clearingType'),
];
const [totalPlace, fundPlace, accountPlace] = [placeOf('total'), placeOf('fund'), placeOf('account')];
const firstAmount = totalPlace;

/** Puts the lines of a stored statement into the scratch database, and sums them on the way. */
export function fill(
  database: Database,
  { side, statementId }: { readonly side: StatementSide; readonly statementId: string },
  span: DaySpan,
  tell: (done: number, total: number) => void,
): FilledLines {
  const filling = new Filling(database, side, span);
  const sql = 'SELECT max(position) AS last FROM statement_portion WHERE statement_id = ?';
  const last = statement<[string], { last: number | null }>(database, sql).get(statementId)?.last ?? 0;
  const portion = statement<[string, number], { lines: Buffer }>(
    database,
    'SELECT lines FROM statement_portion WHERE statement_id = ? AND position = ?',
  );
  for (let position = 1; position <= last; position += 1) {
    const row = portion.get(statementId, position);
    if (row === undefined) throw new Error('a portion of a statement is missing');
    filling.add(cellsOf(unpack(row.lines).text));
    tell(position, last);
  }
  return filling.end();
}

class Filling {
  readonly #rows: LineRows;
  readonly #side: StatementSide;
  readonly #span: DaySpan;
  readonly #groups = new Map<string, Sums>();
  readonly #days = new Set<string>();
  readonly #stated = new Set<number>();
  #lineCount = 0;
  #outsideCount = 0;

  constructor(database: Database, side: StatementSide, span: DaySpan) {
    this.#rows = new LineRows(database, side);
    this.#side = side;
    this.#span = span;
  }

  add(texts: readonly string[]): void {
    const cells: Cell[] = [];
    for (let at = 0; at < texts.length; at += width) {
      for (let place = 0; place < width; place += 1) {
        const text = texts[at + place] ?? '';
        if (text === '') cells.push(null);
        else {
          cells.push(place === 0 || place >= firstAmount ? Number(text) : text);
          this.#stated.add(place);
        }
      }
      this.#sum(cells, at);
    }
    this.#rows.insert(cells);
  }

  #sum(cells: readonly Cell[], at: number): void {
    this.#lineCount += 1;
    const day = cells[at + dayPlace] as string;
    this.#days.add(day);
    if (day < this.#span.from || day >= this.#span.to) {
      this.#outsideCount += 1;
      return;
    }
    const group = this.#group(cells[at + insurancePlace], cells[at + visitPlace], cells[at + clearingPlace]);
    group.count += 1;
    group.totalFen += cells[at + totalPlace] as number;
    group.fundFen = plus(group.fundFen, cells[at + fundPlace]);
    group.accountFen = plus(group.accountFen, cells[at + accountPlace]);
  }

  #group(insurance: Cell | undefined, visit: Cell | undefined, clearing: Cell | undefined): Sums {
    const named = JSON.stringify([insuranceOf(insurance), visitTypeOf(visit), clearingTypeOf(clearing)]);
    let group = this.#groups.get(named);
    if (group === undefined) {
      group = { count: 0, totalFen: 0, fundFen: 0, accountFen: 0 };
      this.#groups.set(named, group);
    }
    return group;
  }

  end(): FilledLines {
    const parts = amountParts.filter((part) => this.#stated.has(placeOf(part)));
    return {
      side: this.#side,
      key: this.#key(),
      parts: new Set<AmountPart>(parts),
      lineCount: this.#lineCount,
      outsideCount: this.#outsideCount,
      groups: this.#groups,
      days: this.#days,
    };
  }

  #key(): Filled['key'] {
    if (this.#side === 'centre' && this.#stated.has(numberPlace)) return 'number';
    return this.#stated.has(slipPlace) ? 'slip' : null;
  }
}

function plus(sum: number | null, more: Cell | undefined): number | null {
  return sum === null || typeof more !== 'number' ? null : sum + more;
}
