import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { v7 as uuidV7 } from 'uuid';
import type { SalvageReportShape } from '../../../shared/contract/backups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { stamp } from '../backups/name.ts';
import { flush } from '../database/backup.ts';
import { type ConnectionOptions, connectReadOnly, readPragma } from '../database/connection.ts';
import { databaseNewer } from '../database/failure.ts';
import { migrations, newestVersion } from '../database/migrations/migrations.ts';
import { openDatabase } from '../database/open.ts';
import { copyDurably, sizeOf } from '../file-work/bytes.ts';
import type { Tell } from '../file-work/jobs.ts';
import { contentOf } from './content.ts';
import { fillTable, salvageableTables } from './salvage-table.ts';
import { auditIsWhole, ledgerIsWhole, referencesAreWhole } from './wholeness.ts';

export interface SalvageOrder {
  readonly damaged: ConnectionOptions;
  readonly dataFolder: string;
  /** ISO; stands in the name. */
  readonly at: string;
}
export type SalvageReport = SalvageReportShape;

/** A person presses again and again; old attempts are enough. */
const mostSalvaged = 10;

export function salvagedFolder(dataFolder: string): string {
  return path.join(dataFolder, 'salvaged');
}

/**
 * Reads what can be read of a damaged file, table by table and around broken pages, into a fresh file under the same
 * key and with the same schema, and says of each table how much was lost. The damaged file is opened for reading only.
 * The new file is not put in place: people choose between it and a copy. Refuses `salvage_nothing` when not even the
 * list of tables can be read.
 */
export function salvage(order: SalvageOrder, tell: Tell): SalvageReport {
  const folder = salvagedFolder(order.dataFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  tidy(folder);
  const fileName = `salvaged-${stamp(new Date(order.at))}.db`;
  const unproved = path.join(folder, `${fileName.slice(0, -3)}.unproved`);
  const padded = path.join(folder, `${fileName.slice(0, -3)}-source.unproved`);
  const damaged = openDamaged(order.damaged, padded);
  try {
    const version = Number(readPragma(damaged, 'user_version'));
    if (version > newestVersion) throw databaseNewer();
    const report = fillNewFile(damaged, { ...order.damaged, file: unproved }, version, tell);
    flush(unproved);
    renameSync(unproved, path.join(folder, fileName));
    flush(folder);
    return { ...report, source: { place: 'salvaged', fileName } };
  } finally {
    damaged.close();
    removePadded(padded);
  }
}

/** As it is; or, where pages are missing at its end, a copy with empty ones in their place, which read as broken. */
function openDamaged(connection: ConnectionOptions, padded: string): Database {
  return (
    openReadable(connection) ??
    openReadable({ ...connection, file: padTo(connection.file, padded) }) ??
    refuseNothing(padded)
  );
}

function openReadable(connection: ConnectionOptions): Database | undefined {
  let damaged: Database | undefined;
  try {
    damaged = connectReadOnly(connection);
    const isOurs = Number(readPragma(damaged, 'user_version')) > 0;
    if (isOurs && salvageableTables(damaged).length > 0) return damaged;
  } catch {
    // Whatever the reason: not one row can be reached this way.
  }
  damaged?.close();
  return undefined;
}

function removePadded(padded: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(padded + suffix, { force: true });
}

const pageBytes = 4096;
const leastPages = 5000;

/** SQLite reads nothing of a file that is shorter than its list of tables says. The longer copy takes no more disk. */
function padTo(file: string, padded: string): string {
  const size = sizeOf(file) ?? 0;
  if (size === 0) return file;
  copyDurably(file, padded);
  if (existsSync(`${file}-wal`)) copyDurably(`${file}-wal`, `${padded}-wal`);
  truncateSync(padded, Math.ceil(size / pageBytes) * pageBytes + Math.max(size, leastPages * pageBytes));
  return padded;
}

function refuseNothing(padded: string): never {
  removePadded(padded);
  throw new Refusal(
    'salvage_nothing',
    '数据文件的开头已损坏，一行也读不出来（也可能是密钥不对）。请改用备份；损坏的文件会原样保留。',
  );
}

type Report = Omit<SalvageReport, 'source'>;

function fillNewFile(damaged: Database, target: ConnectionOptions, version: number, tell: Tell): Report {
  const clock = { now: () => new Date() };
  const fresh = openDatabase({
    ...target,
    clock,
    migrations: migrations.filter((step) => step.version <= version),
  });
  try {
    const tables = fillTables(damaged, fresh, tell);
    tell({ step: 'checking', done: 0, total: 0 });
    const report: Report = {
      tables,
      ledgerWhole: ledgerIsWhole(fresh),
      auditWhole: auditIsWhole(fresh),
      referencesWhole: referencesAreWhole(fresh),
      content: contentOf(fresh),
    };
    keepReport(fresh, report);
    // One file without a log beside it, as copies are; opening it for work brings the log back.
    fresh.pragma('journal_mode = DELETE');
    return report;
  } finally {
    fresh.close();
  }
}

/** Without triggers and references while rows come in no order; they stand again before anybody uses the file. */
function fillTables(damaged: Database, fresh: Database, tell: Tell): Report['tables'] {
  const triggers = fresh
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  fresh.pragma('foreign_keys = OFF');
  for (const { name } of triggers) fresh.exec(`DROP TRIGGER "${name}"`);
  const known = new Set(salvageableTables(fresh).map(({ table }) => table));
  const readable = salvageableTables(damaged).filter(({ table }) => known.has(table));
  const report = readable.map((table, index) => {
    tell({ step: 'salvaging', done: index, total: readable.length });
    return fillTable(damaged, fresh, table);
  });
  for (const { sql } of triggers) fresh.exec(sql);
  fresh.pragma('foreign_keys = ON');
  return report;
}

function keepReport(fresh: Database, report: Report): void {
  const holds = fresh.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'salvage'").get();
  if (holds === undefined) return;
  fresh
    .prepare('INSERT INTO salvage (id, salvaged_at, report) VALUES (?, ?, ?)')
    .run(uuidV7(), new Date().toISOString(), JSON.stringify(report));
}

/** Half-made files of attempts that were interrupted; and no more attempts than anybody can compare. */
function tidy(folder: string): void {
  const names = readdirSync(folder);
  for (const name of names) {
    if (/^salvaged-[0-9TZ-]+(source)?\.unproved(\.unfinished)?(-wal|-shm|-journal)?$/.test(name)) {
      rmSync(path.join(folder, name), { force: true });
    }
  }
  if (
    names.filter((name) => existsSync(path.join(folder, name)) && name.endsWith('.db')).length < mostSalvaged
  )
    return;
  throw new Refusal(
    'salvaged_too_often',
    `已经保存过 ${mostSalvaged} 份救出的数据，请先把“salvaged”文件夹里不要的移走，再保存新的。`,
  );
}
