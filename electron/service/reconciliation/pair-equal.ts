import type { Database } from 'better-sqlite3';
import { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { AmountPart } from '../../../shared/contract/statement.ts';
import type { KindOfCare } from '../../../shared/engine/claim.ts';
import { statement } from '../database/statement.ts';
import { type AmountsHere, none } from './amounts-here.ts';
import { type DaySpan, hereInSpan, type KnownThen, learntThen } from './known.ts';
import type { LineKey, StatementLines } from './statement-lines.ts';

export interface SumsHere {
  readonly insurance: string;
  readonly care: KindOfCare;
  count: number;
  totalFen: number;
  fundFen: number;
  accountFen: number;
}

/** What was settled in the span. */
export interface LedgerRead {
  /** By insurance, stays before visits. */
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
  const ofDay = statement<KnownThen & { day: string }, Columns>(database, sql);
  const pairings = statements.map((lines) => new Pairing(lines));
  const sums = new Map<string, SumsHere>();
  const visits = visitsOf(database, known);
  const days: LocalDate[] = [];
  const all = daysOf(known);
  for (const [index, day] of all.entries()) {
    const settled = new DaySettled(ofDay.get({ ...known, day }), parts);
    if (settled.places.length > 0) days.push(day);
    addTo(sums, settled, visits);
    for (const pairing of pairings) pairing.take(settled);
    tell(index + 1, all.length);
  }
  const sorted = [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum);
  return { ledger: { sums: sorted, days }, pairs: pairings.map((pairing) => pairing.end()) };
}

interface Bulk {
  readonly statements: readonly StatementLines[];
  readonly amounts: AmountsHere;
  readonly known: KnownThen;
}

const summed = ['total', 'fund', 'account'] as const;

function partsOf(statements: readonly StatementLines[]): AmountPart[] {
  return [...new Set([...summed, ...statements.flatMap(({ stated }) => [...stated.keys()])])];
}

/**
 * A row for a day, a JSON list for each column: a million small lists would cost more than what is in them. A key that no
 * statement has is not asked for.
 */
function settlementsOfDay(
  statements: readonly StatementLines[],
  parts: readonly AmountPart[],
  amounts: AmountsHere,
): string {
  const isKey = (key: LineKey): boolean => statements.some((lines) => lines.key === key);
  const [number, join] = isKey('number') ? ['given.value', givenNumber] : ['NULL', ''];
  const slip = isKey('slipNumber') ? 's.slip_number' : 'NULL';
  const columns = [
    'json_group_array(s.rowid) AS places',
    'json_group_array(s.insurance) AS insurances',
    ...keyColumns('number', number),
    ...keyColumns('slipNumber', slip),
    ...parts
      .filter((part) => amounts[part] !== none)
      .map((part) => `json_group_array(${amounts[part]}) AS ${part}`),
  ];
  return `SELECT ${columns.join(', ')}
    FROM settlement AS s INDEXED BY settlement_by_day ${join} WHERE s.business_day = @day AND s.rowid <= @upTo`;
}

/** Keys as one piece of bytes, since they are looked up by their bytes; and how long each is, null where there is none. */
function keyColumns(key: LineKey, value: string): string[] {
  return [
    `CAST(group_concat(${value}, '') AS BLOB) AS ${key}`,
    `json_group_array(octet_length(${value})) AS ${key}Bytes`,
  ];
}

const givenNumber = `LEFT JOIN platform_identifier AS given
  ON given.our_id = s.id AND given.kind = 'settlement' AND ${learntThen}`;

function daysOf({ from, to }: DaySpan): LocalDate[] {
  const first = Temporal.PlainDate.from(from);
  const count = first.until(Temporal.PlainDate.from(to)).total('days');
  return Array.from({ length: count }, (_, index) => first.add({ days: index }).toString() as LocalDate);
}

type Columns = Readonly<Record<string, string | Buffer | null>>;

/** The settlements of a day, column by column in one order. */
class DaySettled {
  readonly places: readonly number[];
  readonly insurances: readonly string[];
  readonly amounts: ReadonlyMap<AmountPart, readonly number[]>;
  readonly #columns: Columns;

  constructor(columns: Columns | undefined, parts: readonly AmountPart[]) {
    this.#columns = columns ?? {};
    this.places = this.#list('places');
    this.insurances = this.#list('insurances');
    const zeros = this.places.map(() => 0);
    this.amounts = new Map(
      parts.map((part) => [part, part in this.#columns ? this.#list<number>(part) : zeros]),
    );
  }

  /** The keys of that kind, one after the other, and the length of each. */
  keys(key: LineKey): { readonly bytes: Buffer; readonly lengths: readonly (number | null)[] } {
    const bytes = this.#columns[key];
    return { bytes: Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0), lengths: this.#list(`${key}Bytes`) };
  }

  #list<Value>(name: string): Value[] {
    const json = this.#columns[name];
    return typeof json === 'string' ? (JSON.parse(json) as Value[]) : [];
  }
}

/** The places of settlements of visits: few beside the stays, so that they are asked for and no stay is asked what it is. */
function visitsOf(database: Database, { from, to, upTo }: KnownThen): ReadonlySet<number> {
  const rows = statement<object, { place: number }>(
    database,
    `SELECT s.rowid AS place FROM stay INDEXED BY stay_by_qualification
     CROSS JOIN settlement AS s INDEXED BY settlement_by_stay ON s.stay_id = stay.id
     WHERE stay.qualification_id IS NOT NULL AND ${hereInSpan}`,
  ).all({ from, to, upTo });
  return new Set(rows.map(({ place }) => place));
}

function addTo(
  sums: Map<string, SumsHere>,
  { places, insurances, amounts }: DaySettled,
  visits: ReadonlySet<number>,
): void {
  const [totals, funds, accounts] = summed.map((part) => amounts.get(part) ?? []);
  let sum: SumsHere | undefined;
  for (let index = 0; index < places.length; index += 1) {
    const insurance = insurances[index] ?? '';
    const care = visits.has(places[index] ?? 0) ? 'outpatient' : 'inpatient';
    // Mostly that of the settlement before.
    if (sum?.insurance !== insurance || sum.care !== care) sum = sumOf(sums, insurance, care);
    sum.count += 1;
    sum.totalFen += totals?.[index] ?? 0;
    sum.fundFen += funds?.[index] ?? 0;
    sum.accountFen += accounts?.[index] ?? 0;
  }
}

function sumOf(sums: Map<string, SumsHere>, insurance: string, care: KindOfCare): SumsHere {
  const group = `${insurance} ${care}`;
  const known = sums.get(group);
  if (known !== undefined) return known;
  const sum = { insurance, care, count: 0, totalFen: 0, fundFen: 0, accountFen: 0 };
  sums.set(group, sum);
  return sum;
}

/** One statement, while the settlements go by. */
class Pairing {
  readonly #lines: StatementLines;
  readonly #isPaired: Uint8Array;
  readonly #leftHere: number[] = [];
  #count = 0;
  #totalFen = 0;

  constructor(lines: StatementLines) {
    this.#lines = lines;
    this.#isPaired = new Uint8Array(lines.lineCount);
  }

  take(settled: DaySettled): void {
    const { places, amounts } = settled;
    const { bytes, lengths } = settled.keys(this.#lines.key ?? 'slipNumber');
    const compared = [...this.#lines.stated].map(
      ([part, stated]) => [amounts.get(part) ?? [], stated] as const,
    );
    const totals = amounts.get('total') ?? [];
    const lines = this.#lines.keys.linesOf(bytes, lengths);
    for (let index = 0; index < places.length; index += 1) {
      const line = lines[index] ?? -1;
      if (line < 0 || !this.#isEqual(line, index, compared)) {
        this.#leftHere.push(places[index] ?? 0);
        continue;
      }
      this.#isPaired[line] = 1;
      this.#count += 1;
      this.#totalFen += totals[index] ?? 0;
    }
  }

  #isEqual(line: number, index: number, compared: readonly (readonly [readonly number[], Float64Array])[]) {
    if (this.#isPaired[line] === 1 || this.#lines.isInSpan[line] !== 1) return false;
    for (const [here, there] of compared) {
      const amount = there[line] ?? Number.NaN;
      if (amount !== here[index] && !Number.isNaN(amount)) return false;
    }
    return true;
  }

  end(): EqualPairs {
    const [isPaired, leftHere] = [this.#isPaired, this.#leftHere];
    return { count: this.#count, totalFen: this.#totalFen, isPaired, leftHere };
  }
}
