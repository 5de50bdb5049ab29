import { type Database, SqliteError } from 'better-sqlite3';
import type { SalvageReportShape } from '../../../shared/contract/backups.ts';
import { type Readable, readAround, type Row } from './read-around.ts';
import { quoted } from './row-counts.ts';

interface TableShape {
  readonly name: string;
  readonly wr: 0 | 1;
}

/** The tables of a file with the way along which each can be read piece by piece. */
export function salvageableTables(database: Database): Readable[] {
  const shapes = database.pragma('table_list') as (TableShape & { schema: string; type: string })[];
  return shapes
    .filter(({ schema, type, name }) => schema === 'main' && type === 'table' && !name.startsWith('sqlite_'))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map((shape) => readableOf(database, shape));
}

function readableOf(database: Database, { name, wr }: TableShape): Readable {
  const columns = database.pragma(`table_info(${quoted(name)})`) as { name: string; pk: number }[];
  const names = columns.map((column) => column.name);
  if (wr === 0) {
    return { table: name, columns: ['rowid', ...names], along: 'rowid', highest: highestRow(database, name) };
  }
  const first = columns.find(({ pk }) => pk === 1)?.name ?? names[0] ?? '';
  const rest = names.filter((column) => column !== first);
  return { table: name, columns: [first, ...rest], along: first, highest: undefined };
}

/** Row numbers run without large gaps, since facts are never deleted; where nobody can say, by the file's size. */
function highestRow(database: Database, table: string): bigint {
  const asked = [
    `SELECT max(rowid) AS highest FROM ${quoted(table)}`,
    // Answered from an index, which may be whole where the table is not.
    `SELECT count(*) + 1000 AS highest FROM ${quoted(table)}`,
  ];
  for (const sql of asked) {
    const highest = attempt(() => database.prepare<[], bigint | null>(sql).pluck().safeIntegers().get());
    if (highest !== undefined) return highest ?? 0n;
  }
  return BigInt(Number(database.pragma('page_count', { simple: true })) * 100);
}

type TableReport = SalvageReportShape['tables'][number];

/** Brings over what can be read of one table. A row that does not fit its own table any more is lost, too. */
export function fillTable(damaged: Database, fresh: Database, readable: Readable): TableReport {
  const insert = inserter(fresh, readable);
  let [read, unfit] = [0, 0];
  const take = (row: Row): void => {
    if (insert(row)) read += 1;
    else unfit += 1;
  };
  const failures = fresh.transaction(() => readAround(damaged, readable, take)).immediate();
  return {
    table: readable.table,
    read,
    lost: failures === 0 ? unfit : lostRows(damaged, readable.table, read),
  };
}

/** Row numbers stay: what was written last counts in many places, and they tell the order. */
function inserter(fresh: Database, { table, columns }: Readable): (row: Row) => boolean {
  const own = fresh.pragma(`table_info(${quoted(table)})`) as { name: string; type: string; pk: number }[];
  // Where a column is the row number, that column alone is written.
  const isAlias =
    own.filter(({ pk }) => pk > 0).length === 1 && own.some(({ pk, type }) => pk === 1 && type === 'INTEGER');
  const skip = columns[0] === 'rowid' && isAlias ? 1 : 0;
  const list = columns.slice(skip);
  const names = list.map((column) => (column === 'rowid' ? 'rowid' : quoted(column))).join(', ');
  const statement = fresh.prepare(
    `INSERT INTO ${quoted(table)} (${names}) VALUES (${list.map(() => '?').join(', ')})`,
  );
  return (row) => {
    try {
      statement.run(...row.slice(skip));
      return true;
    } catch (error) {
      if (error instanceof SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')) return false;
      throw error;
    }
  };
}

/** From an index that is still whole; null where none is: at least one row is lost, nobody knows how many. */
function lostRows(damaged: Database, table: string, read: number): number | null {
  const count = attempt(() =>
    damaged
      .prepare<[], number>(`SELECT count(*) FROM ${quoted(table)}`)
      .pluck()
      .get(),
  );
  return count === undefined ? null : Math.max(0, count - read);
}

function attempt<Value>(act: () => Value | undefined): Value | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof SqliteError) return undefined;
    throw error;
  }
}
