import { readFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import Papa from 'papaparse';
import { startCheckpointer } from '../../../electron/service/database/checkpoints/checkpointer.ts';
import { inTransaction } from '../../../electron/service/database/transaction.ts';
import { importRoster } from '../../../electron/service/roster/import.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { openTestHospital, type TestHospital } from '../../service/harness/hospital.ts';
import { type Floor, floorOf } from './floor.ts';

export interface ImportOrder {
  readonly dataFolder: string;
  /** Imported one after the other into one file. */
  readonly files: readonly string[];
  /** A plain peer reads this one first: papaparse into an indexed table. */
  readonly peerFile: string | null;
  /** What the first file costs at least is measured after all imports. */
  readonly measuresFloor: boolean;
}

export interface ImportSeen {
  readonly seconds: number;
  /** Of all threads of the process. */
  readonly processorSeconds: number;
  readonly peakMb: number;
  readonly personCount: number;
  readonly newPersonCount: number;
  readonly absentPersonCount: number;
  /** How long a clerk's transaction took meanwhile, in milliseconds: the longest, and the 99th percentile. */
  readonly longestWaitMs: number;
  readonly waitMs99: number;
}

export interface ImportReport {
  readonly peerSeconds: number;
  readonly imports: readonly ImportSeen[];
  readonly floor: Floor | null;
}

const sampleEveryMs = 20;

/** A process of its own, so that its memory is the import's. */
async function run({ dataFolder, files, peerFile, measuresFloor }: ImportOrder): Promise<ImportReport> {
  const peerSeconds = peerFile === null ? 0 : readByPeer(peerFile);
  const hospital = openTestHospital({ dataFolder, nowIso: '2026-11-22T02:00:00.000Z' });
  const stop = startCheckpointer({ connection: hospital.context.connection, everyMs: 1000 });
  const imports: ImportSeen[] = [];
  for (const file of files) imports.push(await importOne(hospital, file));
  // Last, so that nothing of it is in the memory of an import.
  const [first] = files;
  const isWanted = measuresFloor && first !== undefined;
  const floor = isWanted ? await floorOf(first, hospital.context.connection) : null;
  await stop();
  hospital.context.database.close();
  return { peerSeconds, imports, floor };
}

async function importOne(hospital: TestHospital, filePath: string): Promise<ImportSeen> {
  const waits: number[] = [];
  let peakMb = 0;
  // What a settlement needs of the file, and how long it is kept waiting for it.
  const clerk = setInterval(() => {
    const began = performance.now();
    inTransaction(hospital.context.database, () => undefined);
    waits.push(performance.now() - began);
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6);
  }, sampleEveryMs);
  const [start, before] = [performance.now(), process.cpuUsage()];
  const report = await importRoster(hospital.context, hospital.actor('information_office'), {
    filePath,
    asOfDay: '2026-11-01' as LocalDate,
    leaveOutRefused: false,
  });
  const { user, system } = process.cpuUsage(before);
  clearInterval(clerk);
  if (report.importId === null) throw new Error(`${report.refusedCount} rows were refused`);
  waits.sort((left, right) => left - right);
  return {
    seconds: (performance.now() - start) / 1000,
    processorSeconds: (user + system) / 1e6,
    peakMb,
    personCount: report.personCount,
    newPersonCount: report.newPersonCount,
    absentPersonCount: report.absentPersonCount,
    longestWaitMs: waits.at(-1) ?? 0,
    waitMs99: waits[Math.ceil(waits.length * 0.99) - 1] ?? 0,
  };
}

/** The ground: rows taken apart and put into one table with one index, unencrypted, unchecked, compared with nothing. */
function readByPeer(file: string): number {
  const start = performance.now();
  const database = new SqliteDatabase(':memory:');
  database.exec('CREATE TABLE row (number TEXT, name TEXT, rest TEXT); BEGIN');
  const insert = database.prepare('INSERT INTO row VALUES (?, ?, ?)');
  const text = readFileSync(file, 'utf8');
  Papa.parse<string[]>(text, {
    step: ({ data }) => void insert.run(data[1], data[0], data.slice(2).join(',')),
  });
  database.exec('COMMIT; CREATE INDEX by_number ON row (number)');
  database.close();
  return (performance.now() - start) / 1000;
}

if (import.meta.main) {
  process.send?.(await run(JSON.parse(process.argv[2] ?? '') as ImportOrder));
  process.disconnect();
}
