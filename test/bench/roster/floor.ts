import type { Database } from 'better-sqlite3';
import { open, writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { connect, prepareConnection } from '../../../electron/service/database/connection.ts';
import type { ConnectionOptions } from '../../../electron/service/database/connection.ts';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { type Cell, ManyRows } from '../../../electron/service/roster/many-rows.ts';
import { newFile } from '../../service/harness/new-file.ts';

/** What no import of a file can do without, in seconds of the processor. */
export interface Floor {
  /** Papaparse takes the file apart; nothing of it is looked at or kept. */
  readonly parsingSeconds: number;
  /**
   * Every row that the import left, into the same tables and indexes of another encrypted file: one statement a table,
   * in one transaction, unchecked, in the order in which SQLite reads them.
   */
  readonly insertingSeconds: number;
  /**
   * The same rows through the driver, many a statement and thousands a transaction as the import writes them, with their
   * values at hand: what the one thread that writes cannot do without, whatever the others do meanwhile.
   */
  readonly bindingSeconds: number;
}

const tables = [
  'roster_place',
  'eligibility_set',
  'roster_name',
  'roster_name_key',
  'person',
  'person_number',
  'roster_entry',
  'roster_entry_name',
];
const pieceBytes = 1_000_000;
const rowsAtOnce = 10_000;

/** Of a roster whose rows the file of this connection holds; what a later one added to them is little. */
export async function floorOf(csvFile: string, imported: ConnectionOptions): Promise<Floor> {
  const empty = async (name: string): Promise<ConnectionOptions> => {
    const file = `${imported.file}-${name}`;
    await writeFile(file, newFile(imported.keyHex));
    return { ...imported, file };
  };
  const [copied, bound] = [await empty('copied'), await empty('bound')];
  return {
    parsingSeconds: await processorSeconds(() => parse(csvFile)),
    insertingSeconds: await processorSeconds(() => insert(copied, imported)),
    bindingSeconds: await bind(bound, imported),
  };
}

async function parse(csvFile: string): Promise<void> {
  const file = await open(csvFile, 'r');
  const decoder = new TextDecoder();
  const buffer = Buffer.allocUnsafe(pieceBytes);
  let rest = '';
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, pieceBytes);
    if (bytesRead === 0) break;
    rest += decoder.decode(buffer.subarray(0, bytesRead), { stream: true });
    const { meta } = new Papa.Parser({ delimiter: ',', newline: '\n' }).parse(
      rest,
      0,
      true,
    ) as Papa.ParseResult<string[]>;
    rest = rest.slice(meta.cursor);
  }
  await file.close();
}

function insert(empty: ConnectionOptions, imported: ConnectionOptions): void {
  const database = openToWrite(empty);
  database.prepare('ATTACH ? AS imported KEY ?').run(imported.file, `x'${imported.keyHex}'`);
  database.exec('BEGIN');
  for (const table of tables) database.exec(`INSERT INTO main.${table} SELECT * FROM imported.${table}`);
  database.exec('COMMIT');
  database.close();
}

/** Returns the seconds of the processor that the writing took; reading what is written does not count. */
async function bind(empty: ConnectionOptions, imported: ConnectionOptions): Promise<number> {
  const [from, into] = [connect(imported), openToWrite(empty)];
  const readEachOf = (table: string) => from.prepare(`SELECT * FROM ${table}`).raw();
  let seconds = 0;
  for (const table of tables) {
    const rows = readEachOf(table);
    const width = rows.columns().length;
    const insertRows = new ManyRows(into, `main.${table}`, `(${Array(width).fill('?').join(', ')})`);
    let cells: Cell[] = [];
    const write = async (): Promise<void> => {
      const some = cells;
      cells = [];
      seconds += await processorSeconds(() => inTransaction(into, () => void insertRows.insert(some)));
    };
    for (const row of rows.iterate() as IterableIterator<Cell[]>) {
      for (const cell of row) cells.push(cell);
      if (cells.length >= rowsAtOnce * width) await write();
    }
    await write();
  }
  from.close();
  into.close();
  return seconds;
}

function openToWrite(options: ConnectionOptions): Database {
  const database = connect(options);
  prepareConnection(database);
  database.pragma('foreign_keys = OFF');
  return database;
}

async function processorSeconds(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
