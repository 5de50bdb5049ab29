import { type Database, SqliteError } from 'better-sqlite3';
import { quoted } from './row-counts.ts';

type Key = bigint | string;

/** A table as it is read piece by piece: along its row number, or along the first column of its key. */
export interface Readable {
  readonly table: string;
  readonly columns: readonly string[];
  /** `rowid` or the name of the first key column; stands first in `columns`. */
  readonly along: string;
  /** A number that no row number exceeds; undefined when the key is text. */
  readonly highest: bigint | undefined;
}

export type Row = readonly unknown[];

interface Range {
  readonly after: Key | undefined;
  readonly upTo: Key | undefined;
  /** How often it was halved since a row was last read in it. */
  readonly halvings: number;
}

/** A stretch in which nothing can be read is halved so often, to find what can be read inside it. */
const mostHalvings = 7;
/** Reads that may fail before the rest of a table is given up. */
const mostFailures = 50_000;

/**
 * Reads every row of a table that can still be read, around pages that cannot: from the front until it fails, from the
 * back until it fails, then in the halves of what is left. Rows come in no order, each once.
 * @returns how often reading failed; 0 means that the table is whole
 */
export function readAround(database: Database, readable: Readable, take: (row: Row) => void): number {
  const read = reader(database, readable, take);
  const waiting: Range[] = [{ after: undefined, upTo: undefined, halvings: 0 }];
  let failures = 0;
  for (let range = waiting.pop(); range !== undefined && failures < mostFailures; range = waiting.pop()) {
    const up = read('ASC', range);
    if (up.isWhole) continue;
    failures += 1;
    const after = up.last ?? range.after;
    const down = read('DESC', { ...range, after });
    if (down.isWhole) continue;
    // The row that was read last from the back stands just behind the range that is left.
    const upTo = down.last === undefined ? range.upTo : before(down.last);
    const halvings = up.last === undefined && down.last === undefined ? range.halvings + 1 : 0;
    const middle = middleOf(after, upTo, readable.highest);
    if (halvings > mostHalvings || middle === undefined) continue;
    waiting.push({ after: middle, upTo, halvings }, { after, upTo: middle, halvings });
  }
  return failures;
}

interface Run {
  readonly isWhole: boolean;
  /** The key of the row that was read last. */
  readonly last: Key | undefined;
}

function reader(
  database: Database,
  { table, columns, along }: Readable,
  take: (row: Row) => void,
): (direction: 'ASC' | 'DESC', range: Range) => Run {
  const list = columns.map((column) => (column === 'rowid' ? 'rowid' : quoted(column))).join(', ');
  const key = along === 'rowid' ? 'rowid' : quoted(along);
  return (direction, { after, upTo }) => {
    const bounds = [
      ...(after === undefined ? [] : [{ sql: `${key} > ?`, value: after }]),
      ...(upTo === undefined ? [] : [{ sql: `${key} <= ?`, value: upTo }]),
    ];
    const where = bounds.length === 0 ? '' : `WHERE ${bounds.map(({ sql }) => sql).join(' AND ')}`;
    let last: Key | undefined;
    try {
      const rows = database
        .prepare<Key[], Row>(`SELECT ${list} FROM ${quoted(table)} ${where} ORDER BY ${key} ${direction}`)
        .raw()
        .safeIntegers()
        .iterate(...bounds.map(({ value }) => value));
      for (const row of rows) {
        take(row);
        last = row[0] as Key;
      }
      return { isWhole: true, last };
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
      return { isWhole: false, last };
    }
  };
}

/** The key just before one; of text only almost, which costs nothing: what lies between are no keys of ours. */
function before(key: Key): Key {
  if (typeof key === 'bigint') return key - 1n;
  const last = key.charCodeAt(key.length - 1);
  return last > 1 ? `${key.slice(0, -1)}${String.fromCharCode(last - 1)}\u007f` : key.slice(0, -1);
}

/** Between two keys, or undefined when nothing lies between them. */
function middleOf(
  after: Key | undefined,
  upTo: Key | undefined,
  highest: bigint | undefined,
): Key | undefined {
  if (highest !== undefined) {
    const [low, high] = [BigInt(after ?? 0), BigInt(upTo ?? highest)];
    return high - low < 2n ? undefined : (low + high) / 2n;
  }
  const [low, high] = [positionOf(String(after ?? '')), positionOf(String(upTo ?? '\u007f'))];
  return high - low < 2n ? undefined : textAt((low + high) / 2n);
}

/** Text as a number in base 128, by its first characters; ids and hashes are plain ASCII. */
const digits = 40;

function positionOf(text: string): bigint {
  let position = 0n;
  for (let index = 0; index < digits; index += 1) {
    const code = index < text.length ? Math.min(text.charCodeAt(index), 127) : 0;
    position = position * 128n + BigInt(code);
  }
  return position;
}

function textAt(position: bigint): string {
  let text = '';
  for (let rest = position, index = 0; index < digits; index += 1, rest /= 128n) {
    text = String.fromCharCode(Number(rest % 128n)) + text;
  }
  return text.replace(/\0+$/, '');
}
