import type { Database } from 'better-sqlite3';
import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { AmountPart } from '../../../shared/contract/statement.ts';
import { statement } from '../database/statement.ts';
import type { AmountsHere } from './amounts-here.ts';
import type { DaySpan, KnownThen } from './known.ts';
import type { LineKey, StatementLines } from './statement-lines.ts';

export interface SumsHere {
  readonly insurance: string;
  count: number;
  totalFen: number;
  fundFen: number;
  accountFen: number;
}

/** What was settled in the span. */
export interface LedgerRead {
  /** By insurance. */
  readonly sums: readonly SumsHere[];
  /** On which anything was settled. */
  readonly days: readonly LocalDate[];
}

/** Lines and settlements that are each other's in everything that the line states, and what is left of both. */
export interface EqualPairs {
  readonly count: number;
  readonly totalFen: number;
  /** By line. */
  readonly isPaired: Uint8Array;
  /** Settlements of the span without such a line, by their place in the table. */
  readonly leftHere: readonly number[];
}

/**
 * The bulk: goes through the settlements of the span once, day by day, and gives each the one line of every statement that
 * has its key and every amount that the line states. A key that several lines have is left to the rules for what remains.
 * In the file's own tongue the same takes an index over a million keys, which costs more than all of this.
 */
export function pairEqual(
  database: Database,
  { statements, amounts, known }: Bulk,
  tell: (done: number, total: number) => void,
): { readonly ledger: LedgerRead; readonly pairs: readonly EqualPairs[] } {
  const parts = partsOf(statements);
  const sql = settlementsOfDay(statements, parts, amounts);
  const ofDay = statement<KnownThen & { day: string }, { rows: string }>(database, sql);
  const pairings = statements.map((lines) => new Pairing(lines, parts));
  const sums = new Map<string, SumsHere>();
  const days: LocalDate[] = [];
  const all = daysOf(known);
  for (const [index, day] of all.entries()) {
    const rows = JSON.parse(ofDay.get({ ...known, day })?.rows ?? '[]') as Row[];
    if (rows.length > 0) days.push(day);
    for (const row of rows) {
      addTo(sums, row);
      for (const pairing of pairings) pairing.take(row);
    }
    tell(index + 1, all.length);
  }
  const sorted = [...sums.values()].sort((one, other) => (one.insurance < other.insurance ? -1 : 1));
  return { ledger: { sums: sorted, days }, pairs: pairings.map((pairing) => pairing.end()) };
}

interface Bulk {
  readonly statements: readonly StatementLines[];
  readonly amounts: AmountsHere;
  readonly known: KnownThen;
}

/** Place, insurance, the centre's number, the number of the slip, then the amounts that are asked for. */
type Row = readonly [number, string, string | null, string | null, ...number[]];
const [numberColumn, slipColumn, firstAmount] = [2, 3, 4];
const summed = ['total', 'fund', 'account'] as const;

function partsOf(statements: readonly StatementLines[]): AmountPart[] {
  return [...new Set([...summed, ...statements.flatMap(({ stated }) => [...stated.keys()])])];
}

/** A key that no statement has is not asked for. */
function settlementsOfDay(
  statements: readonly StatementLines[],
  parts: readonly AmountPart[],
  amounts: AmountsHere,
): string {
  const isKey = (key: LineKey): boolean => statements.some((lines) => lines.key === key);
  const [number, join] = isKey('number') ? ['given.value', givenNumber] : ['NULL', ''];
  const slip = isKey('slipNumber') ? 's.slip_number' : 'NULL';
  return `SELECT json_group_array(json_array(
      s.rowid, s.insurance, ${number}, ${slip}, ${parts.map((part) => amounts[part]).join(', ')})) AS rows
    FROM settlement AS s INDEXED BY settlement_by_day ${join} WHERE s.business_day = @day AND s.rowid <= @upTo`;
}

const givenNumber = `LEFT JOIN platform_identifier AS given
  ON given.our_id = s.id AND given.kind = 'settlement' AND given.learnt_at <= @asOf`;

function daysOf({ from, to }: DaySpan): LocalDate[] {
  const first = Temporal.PlainDate.from(from);
  const count = first.until(Temporal.PlainDate.from(to)).total('days');
  return Array.from({ length: count }, (_, index) => first.add({ days: index }).toString() as LocalDate);
}

function addTo(sums: Map<string, SumsHere>, row: Row): void {
  let sum = sums.get(row[1]);
  if (sum === undefined) {
    sum = { insurance: row[1], count: 0, totalFen: 0, fundFen: 0, accountFen: 0 };
    sums.set(row[1], sum);
  }
  sum.count += 1;
  sum.totalFen += row[firstAmount] as number;
  sum.fundFen += row[firstAmount + 1] as number;
  sum.accountFen += row[firstAmount + 2] as number;
}

/** One statement, while the settlements go by. */
class Pairing {
  readonly #lines: StatementLines;
  readonly #keyColumn: number;
  /** Where each amount stands in a row, and what the lines say it is. */
  readonly #compared: readonly (readonly [number, Float64Array])[];
  readonly #isPaired: Uint8Array;
  readonly #leftHere: number[] = [];
  #count = 0;
  #totalFen = 0;

  constructor(lines: StatementLines, parts: readonly AmountPart[]) {
    this.#lines = lines;
    this.#keyColumn = lines.key === 'number' ? numberColumn : slipColumn;
    this.#compared = [...lines.stated].map(([part, stated]) => [firstAmount + parts.indexOf(part), stated]);
    this.#isPaired = new Uint8Array(lines.lineCount);
  }

  take(row: Row): void {
    const key = row[this.#keyColumn] as string | null;
    const line = key === null || this.#lines.key === null ? -1 : this.#lines.keys.lineOf(key);
    if (line < 0 || !this.#isEqual(line, row)) {
      this.#leftHere.push(row[0]);
      return;
    }
    this.#isPaired[line] = 1;
    this.#count += 1;
    this.#totalFen += row[firstAmount] as number;
  }

  #isEqual(line: number, row: Row): boolean {
    if (this.#isPaired[line] === 1 || this.#lines.isInSpan[line] !== 1) return false;
    for (const [column, stated] of this.#compared) {
      const amount = stated[line] ?? Number.NaN;
      if (amount !== row[column] && !Number.isNaN(amount)) return false;
    }
    return true;
  }

  end(): EqualPairs {
    const [isPaired, leftHere] = [this.#isPaired, this.#leftHere];
    return { count: this.#count, totalFen: this.#totalFen, isPaired, leftHere };
  }
}
