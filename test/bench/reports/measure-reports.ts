import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { runToEnd } from '../../../build/setup/children.js';
import { say } from '../../../build/setup/progress.js';
import type { ServiceContext } from '../../../electron/service/context.ts';
import { openDatabase } from '../../../electron/service/database/open.ts';
import { countSettlements } from '../../../electron/service/reports/count.ts';
import { readStatistics } from '../../../electron/service/reports/statistics.ts';
import type { Statistics } from '../../../shared/contract/reports.ts';
import { median } from '../measure.ts';
import { keyHex, storedYear } from '../replay/scratch-year.ts';
import { figure, table } from '../table.ts';
import { contextOf } from './hospital.ts';

const settlementCount = 1_000_000;
/** Of processor time, for the report of the year, all tables, figures and months. */
const targetSeconds = 2;
/** Nor longer than the same sums of the year in one pass over its claims, in the same run. */
const targetShareOfPass = 1;
const rounds = 5;
/** A busy hospital's month that nobody looked at: what the first report after it waits for. */
const monthCount = 5000;

/** The report of a year of a million settlements; true when it takes no longer than it may. */
export async function measureReports(count = settlementCount): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'onestop-reports-'));
  try {
    const file = join(folder, 'hospital.db');
    say(`Making an encrypted file with ${figure(count)} settlements; this takes some minutes.`);
    await makeFile(file, count);
    const database = openDatabase({ file, keyHex, nativeBinding: null, clock: { now: () => new Date() } });
    try {
      return await measureOn(database, count);
    } finally {
      database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeFile(file: string, count: number): Promise<void> {
  const makers: string[][] = [
    [join(import.meta.dirname, '../replay/scratch-year.ts'), file, `${count}`],
    [join(import.meta.dirname, 'scratch-settlements.ts'), file],
  ];
  for (const maker of makers) {
    const code = await runToEnd(process.execPath, ['--max-old-space-size=6000', ...maker]);
    if (code !== 0) throw new Error('the scratch file could not be made');
  }
}

async function measureOn(database: Database, count: number): Promise<boolean> {
  const context = contextOf(database);
  const counting = await seconds(() => countSettlements(context));
  const reports: number[] = [];
  const passes: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    passes.push((await seconds(() => Promise.resolve(onePass(database)))).took);
    const { took, value } = await seconds(() => yearOf(context));
    reports.push(took);
    checkSums(database, value);
  }
  const [report, pass] = [median(reports), median(passes)];
  say(
    table(
      ['what', 'processor s'],
      [
        [`counted for reports, all ${figure(count)} for the first time`, figure(counting.took)],
        [`of it for each ${figure(monthCount)}`, figure((counting.took * monthCount) / count)],
        ['the year in one pass over its claims, sums alone', figure(pass)],
        ['the report of the year, once counted', figure(report)],
      ],
    ),
  );
  const reached = report <= targetSeconds && report <= pass * targetShareOfPass;
  say(
    `${figure(count)} settlements, median of ${rounds}: ${figure(report)} s; at most ${targetSeconds} s and ` +
      `${targetShareOfPass} times the pass (${figure(report / pass)}): ${reached ? 'reached' : 'NOT REACHED'}`,
  );
  return reached;
}

function yearOf(context: ServiceContext): Promise<Statistics> {
  return readStatistics(context, { kind: 'year', year: storedYear, number: 1 });
}

/** Processor time of the whole process. */
async function seconds<Value>(work: () => Promise<Value>): Promise<{ took: number; value: Value }> {
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { took: (user + system) / 1e6, value };
}

function onePass(database: Database): unknown {
  return database
    .prepare(
      `SELECT situation_id, count(*), sum(own_expense_fen), sum(over_limit_fen), sum(pre_self_pay_fen),
         sum(in_scope_fen), sum(personal_fen) FROM settlement_claim WHERE year = ? GROUP BY situation_id`,
    )
    .all(storedYear);
}

/** The report must be the sum of the facts, or its time says nothing. */
function checkSums(database: Database, { total, tables }: Statistics): void {
  const facts = database
    .prepare<[], { totalFen: number; personalFen: number }>(
      'SELECT sum(total_fen) AS totalFen, sum(personal_fen) AS personalFen FROM settlement',
    )
    .get();
  const rows = tables.find(({ dimension }) => dimension === 'township')?.rows ?? [];
  const ofRows = rows.reduce((sum, { sums }) => sum + sums.totalFen, 0);
  if (facts?.totalFen !== total.totalFen || facts.personalFen !== total.personalFen) {
    throw new Error('the report is not the sum of the settlements');
  }
  if (ofRows !== total.totalFen || rows.length < 2) throw new Error('the townships are not the total');
}
