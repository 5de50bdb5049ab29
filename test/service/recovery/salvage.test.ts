import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { salvageReportSchema } from '../../../shared/contract/backups.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { connectReadOnly } from '../../../electron/service/database/connection.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { tableNames } from '../../../electron/service/recovery/row-counts.ts';
import { salvage, type SalvageReport } from '../../../electron/service/recovery/salvage.ts';
import { openTestHospital, testKeyHex } from '../harness/hospital.ts';
import { addPatient, putSuixianIntoForce, settle } from '../harness/patient.ts';

const full = process.env['ONESTOP_FULL'] === '1';
const pageBytes = 4096;
/** A file in use: people, stays, fees, settlements, ledger, log; some hundred pages. */
let whole: Buffer;
let rows: Map<string, Set<string>>;
/** The last page of the list of tables: it goes with the schema. */
let listEndsAt: number;
let folder: string;

const connectionOf = (file: string) => ({
  file,
  keyHex: testKeyHex,
  nativeBinding: null,
  busyTimeoutMs: 1000,
});

function rowsOf(database: Database): Map<string, Set<string>> {
  return new Map(
    tableNames(database).map((table) => [
      table,
      new Set(
        database
          .prepare<[], unknown[]>(`SELECT * FROM "${table}"`)
          .raw()
          .all()
          .map((row) => JSON.stringify(row)),
      ),
    ]),
  );
}

beforeAll(() => {
  const hospital = openTestHospital();
  putSuixianIntoForce(hospital);
  for (let index = 0; index < 15; index += 1) settle(hospital, addPatient(hospital).stayId);
  hospital.context.database.pragma('wal_checkpoint(TRUNCATE)');
  rows = rowsOf(hospital.context.database);
  listEndsAt = hospital.context.database
    .prepare<[], number>("SELECT max(pageno) FROM dbstat WHERE name = 'sqlite_schema'")
    .pluck()
    .get()!;
  whole = readFileSync(hospital.file);
  hospital.close();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-salvage-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rows.clear());

type Saved = { readonly report: SalvageReport; readonly file: string };

/** Saves what can be saved of these bytes; the code of the refusal where that is nothing. */
function save(bytes: Buffer): Saved | string {
  const file = path.join(folder, 'hospital.db');
  writeFileSync(file, bytes);
  try {
    const order = { damaged: connectionOf(file), dataFolder: folder, at: '2020-03-10T02:00:00.000Z' };
    const report = salvage(order, () => undefined);
    expect(salvageReportSchema.parse(report)).toEqual(report);
    return { report, file: path.join(folder, 'salvaged', report.source.fileName) };
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  } finally {
    expect(readFileSync(file).equals(bytes)).toBe(true);
  }
}

/** Every row that was saved is one that was there, and what is missing is what the report says. @returns how much */
function requireTruth(saved: Saved | string): number {
  if (typeof saved === 'string') throw new Error(saved);
  const { report, file } = saved;
  const database = connectReadOnly(connectionOf(file));
  try {
    const after = rowsOf(database);
    // The report itself is a row of its own.
    const lies = [...rows].flatMap(([table, was]) =>
      table === 'salvage' ? [] : liesOf(table, was, after, report),
    );
    expect(lies).toEqual([]);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    return [...rows].reduce(
      (sum, [table, was]) => sum + Math.max(0, was.size - (after.get(table)?.size ?? 0)),
      0,
    );
  } finally {
    database.close();
  }
}

function liesOf(
  table: string,
  was: ReadonlySet<string>,
  after: ReadonlyMap<string, ReadonlySet<string>>,
  report: SalvageReport,
): string[] {
  const is = after.get(table) ?? new Set<string>();
  const said = report.tables.find((one) => one.table === table)?.lost;
  const missing = was.size - is.size;
  return [
    ...[...is].filter((row) => !was.has(row)).map((row) => `${table} holds a row that was not there: ${row}`),
    // Nobody may know how many, but that some are lost must be said.
    ...(missing > 0 && said === 0 ? [`${table} lost ${missing} and says none`] : []),
    ...(typeof said === 'number' && said !== missing ? [`${table} lost ${missing} and says ${said}`] : []),
  ];
}

/** Only where the list of tables itself is broken can nothing be read. */
const isNothing = (saved: Saved | string) => saved === 'salvage_nothing';

const flipped = (page: number, at: number) => {
  const bytes = Buffer.from(whole);
  bytes[page * pageBytes + at]! ^= 0xff;
  return bytes;
};

describe('saving what can be read', () => {
  it('of a whole file saves every row, and the new file opens and goes on', () => {
    const saved = save(whole) as Saved;
    expect(requireTruth(saved)).toBe(0);
    expect(saved.report).toMatchObject({ ledgerWhole: true, auditWhole: true, referencesWhole: true });
    expect(saved.report.tables.every(({ lost }) => lost === 0)).toBe(true);
    const database = openDatabase({ ...connectionOf(saved.file), clock: { now: () => new Date() } });
    expect(() => database.exec('DELETE FROM settlement')).toThrow('append_only: settlement');
    expect(database.prepare('SELECT count(*) FROM salvage').pluck().get()).toBe(1);
    database.close();
  });

  it('around a flipped byte on any page saves true rows only, and says what is lost', () => {
    const pages = whole.length / pageBytes;
    const step = full ? 1 : Math.ceil(pages / 4);
    let [worst, nothing] = [0, 0];
    for (let page = 1; page < pages; page += step) {
      rmSync(path.join(folder, 'salvaged'), { recursive: true, force: true });
      const saved = save(flipped(page, 16 + ((page * 131) % 4000)));
      if (isNothing(saved)) nothing += 1;
      else worst = Math.max(worst, requireTruth(saved));
    }
    expect(nothing).toBeLessThan(full ? 60 : 4);
    // One page of leaves, or a node above some of them, in a file of thousands of rows.
    const total = [...rows.values()].reduce((sum, table) => sum + table.size, 0);
    expect(worst).toBeLessThan(total / 3);
  }, 3_600_000);

  it('around five broken pages at once saves the rest', () => {
    const bytes = Buffer.from(whole);
    const pages = whole.length / pageBytes;
    for (let part = 1; part <= 5; part += 1) {
      bytes[Math.floor((pages * part) / 6) * pageBytes + 777]! ^= 0xff;
    }
    const saved = save(bytes);
    expect(isNothing(saved) ? 0 : requireTruth(saved)).toBeGreaterThanOrEqual(0);
  });

  it('says of a broken ledger and of a broken log that they are broken', () => {
    const database = openCopyOfWhole();
    const pageOf = (table: string) =>
      Number(database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table));
    const [ledger, audit] = [pageOf('ledger_entry'), pageOf('audit')];
    database.close();
    const broken = save(flipped(ledger - 1, 2000)) as Saved;
    expect(broken.report).toMatchObject({ ledgerWhole: false, auditWhole: true });
    expect(broken.report.tables.find(({ table }) => table === 'ledger_entry')).toMatchObject({ read: 0 });
    const withoutLog = save(flipped(audit - 1, 2000)) as Saved;
    expect(withoutLog.report.ledgerWhole).toBe(true);
    expect(withoutLog.report.tables.find(({ table }) => table === 'audit')?.lost).not.toBe(0);
  });
});

function openCopyOfWhole(): Database {
  const file = path.join(folder, 'look.db');
  writeFileSync(file, whole);
  return connectReadOnly(connectionOf(file));
}

describe('a file of which nothing can be read', () => {
  it.each([
    ['with a broken first page', () => flipped(0, 100)],
    ['without a byte', () => Buffer.alloc(0)],
    ['cut off inside its first page', () => whole.subarray(0, 1000)],
    ['that is something else', () => Buffer.from('PK\u0003\u0004'.repeat(2000))],
  ])('%s is refused, and no file is made', (_, bytes) => {
    expect(save(bytes())).toBe('salvage_nothing');
    expect(readdirSync(path.join(folder, 'salvaged'))).toEqual([]);
  });

  it('under another key is refused the same', () => {
    const file = path.join(folder, 'hospital.db');
    writeFileSync(file, whole);
    const damaged = { ...connectionOf(file), keyHex: 'b2'.repeat(32) };
    expect(() =>
      salvage({ damaged, dataFolder: folder, at: '2020-03-10T02:00:00.000Z' }, () => undefined),
    ).toThrow('salvage_nothing');
  });
});

describe('a file that was cut off', () => {
  it('behind its list of tables gives what lies before the cut', () => {
    const file = path.join(folder, 'hospital.db');
    writeFileSync(file, whole);
    truncateSync(file, Math.floor((listEndsAt + whole.length / pageBytes) / 2) * pageBytes);
    const saved = save(readFileSync(file));
    expect(typeof saved).toBe('object');
    expect(requireTruth(saved as Saved)).toBeGreaterThan(0);
    expect((saved as Saved).report.tables.some(({ read }) => read > 0)).toBe(true);
    expect(readdirSync(path.join(folder, 'salvaged'))).toHaveLength(1);
  });
});

describe('attempts', () => {
  it('that were interrupted are cleaned away, and no more than ten are kept', () => {
    const saved = path.join(folder, 'salvaged');
    save(whole);
    writeFileSync(path.join(saved, 'salvaged-2020-03-09T02-00-00-000Z.unproved'), 'x');
    for (let index = 0; index < 9; index += 1) {
      writeFileSync(path.join(saved, `salvaged-2020-03-0${index + 1}T02-00-00-000Z.db`), 'x');
    }
    expect(save(whole)).toBe('salvaged_too_often');
    expect(readdirSync(saved).some((name) => name.endsWith('.unproved'))).toBe(false);
  });
});
