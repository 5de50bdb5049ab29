import type { Database } from 'better-sqlite3';
import type { RosterImportReport } from '../../../shared/contract/people.ts';
import { type Problem, Refusal } from '../../../shared/contract/refusal.ts';
import type { ConnectionOptions } from '../database/connection.ts';
import { beside, scratchFileOf } from './beside.ts';
import { loadPinyin } from '../people/name-keys.ts';
import { checkRoster, type CheckOrder } from './check.ts';
import { checkRosterBeside } from './check-beside.ts';
import { compareWithKnown } from './compare.ts';
import { type Pace, paceOf, type Signals } from './pace.ts';
import { attachScratch, leaveScratch, together } from './scratch.ts';
import { Staging } from './staging.ts';
import { withdrawRoster } from './withdraw.ts';
import { type Preparation, type Stamp, writeRoster } from './write.ts';

/** What is to be read, and how. */
export interface RosterFileOrder extends CheckOrder {
  readonly leaveOutRefused: boolean;
  readonly stamp: Stamp;
}

export interface RosterOrder extends RosterFileOrder {
  readonly connection: ConnectionOptions;
  readonly signals: Signals;
}

/** What came of it. Nobody sees what was written before the service makes an import of it. */
export interface RosterReading {
  readonly fileHash: string;
  readonly report: Omit<RosterImportReport, 'importId' | 'fileName' | 'asOfDay'>;
  /** Null where rows were refused and nobody chose to leave them out: nothing is written. */
  readonly written: Preparation | null;
}

const listedProblems = 500;

/** Reads a roster in a thread of its own, beside the service and the clerk, with a second one that reads the file. */
export async function readRosterBeside(order: RosterOrder, tell: Pace['tell']): Promise<RosterReading> {
  const pace = paceOf(tell, order.signals);
  const unstoppable = { ...pace, tell };
  const scratchFile = scratchFileOf(order.connection);
  return beside(order.connection, async (database) => {
    withdrawRoster(database, unstoppable);
    attachScratch(database, order.connection, scratchFile);
    try {
      return await readRoster(database, order, pace, checkRosterBeside);
    } catch (error) {
      withdrawRoster(database, unstoppable);
      throw error;
    } finally {
      leaveScratch(database, scratchFile);
    }
  });
}

/**
 * Reads, checks, compares and, unless rows are refused, writes a roster through a connection that has an empty scratch
 * database attached. Refuses what `openTable` refuses, `roster_all_rows_refused` and `roster_import_cancelled`.
 */
export async function readRoster(
  database: Database,
  order: RosterFileOrder,
  pace: Pace,
  check: typeof checkRoster = checkRoster,
): Promise<RosterReading> {
  await loadPinyin();
  pace.tell({ step: 'reading', done: 0, total: 0 });
  const { fileHash, ...staged } = await together(database, () => stageRows(database, order, pace, check));
  const compared = compareWithKnown(database, pace);
  const report = { ...staged, ...compared };
  if (staged.refusedCount > 0 && !order.leaveOutRefused) return { fileHash, report, written: null };
  if (staged.personCount === 0) {
    throw new Refusal('roster_all_rows_refused', '名册里没有一行可以导入，请按列出的原因修改后重新导入。', [
      ...staged.refused,
    ]);
  }
  return { fileHash, report, written: writeRoster(database, compared, order.stamp, pace) };
}

const thousand = 1000;

async function stageRows(database: Database, order: CheckOrder, pace: Pace, check: typeof checkRoster) {
  const staging = new Staging(database);
  const refused: Problem[] = [];
  const refusedLines = new Set<number>();
  let rowCount = 0;
  const { filePath, today } = order;
  const { fileHash } = await check({ filePath, today }, (portion) => {
    pace.tell({ step: 'reading', done: Math.floor(portion.doneShare * thousand), total: thousand });
    rowCount += portion.rowCount;
    const problems = [...portion.problems, ...staging.add(portion)];
    for (const problem of problems.sort((one, other) => one.line - other.line)) {
      refusedLines.add(problem.line);
      if (refused.length < listedProblems) refused.push(problem);
    }
  });
  const personCount = staging.personCount();
  return { fileHash, rowCount, personCount, refusedCount: refusedLines.size, refused };
}
