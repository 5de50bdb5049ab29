import { open, writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { connect, prepareConnection } from '../../../electron/service/database/connection.ts';
import type { ConnectionOptions } from '../../../electron/service/database/connection.ts';
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
}

const tables = [
  'roster_place',
  'eligibility_set',
  'roster_name',
  'roster_name_key',
  'person',
  'person_number',
  'roster_entry',
];
const pieceBytes = 1_000_000;

/** Of a roster whose rows the file of this connection holds; what a later one added to them is little. */
export async function floorOf(csvFile: string, imported: ConnectionOptions): Promise<Floor> {
  const emptyFile = `${imported.file}-floor`;
  await writeFile(emptyFile, newFile(imported.keyHex));
  return {
    parsingSeconds: await processorSeconds(() => parse(csvFile)),
    insertingSeconds: await processorSeconds(() => insert({ ...imported, file: emptyFile }, imported)),
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
  const database = connect(empty);
  prepareConnection(database);
  database.pragma('foreign_keys = OFF');
  database.prepare('ATTACH ? AS imported KEY ?').run(imported.file, `x'${imported.keyHex}'`);
  database.exec('BEGIN');
  for (const table of tables) database.exec(`INSERT INTO main.${table} SELECT * FROM imported.${table}`);
  database.exec('COMMIT');
  database.close();
}

async function processorSeconds(work: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
