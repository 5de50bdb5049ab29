import type { Database } from 'better-sqlite3';
import type { RosterImportReport } from '../../../shared/contract/people.ts';
import { type Problem, Refusal } from '../../../shared/contract/refusal.ts';
import type { ConnectionOptions } from '../database/connection.ts';
import { beside } from './beside.ts';
import { Amending, forget } from './amend.ts';
import { checkRoster, type CheckOrder } from './check.ts';
import { checkRosterBeside } from './check-beside.ts';
import { Comparison } from './compare.ts';
import { type Pace, paceOf, type Signals } from './pace.ts';
import { planPreparation, type Preparation, type Stamp } from './preparation.ts';
import { sortedNameKeys, sortedNameKeysBeside } from './sorted-name-keys.ts';
import { withdrawRoster } from './withdraw.ts';
import { Writing } from './write.ts';
import { writeAbsences } from './write-absences.ts';
import { writeEntryNames } from './write-entry-names.ts';
import { writeNameKeys } from './write-name-keys.ts';
import { writeNumbers } from './write-numbers.ts';

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

/** How it is done: what a thread of its own can do meanwhile, and how many rows wait before they are written. */
export interface Ways {
  readonly check: typeof checkRoster;
  readonly makeNameKeys: typeof sortedNameKeys;
  readonly rowsWaiting: number;
}
/** New names stand anywhere in their index, of which each transaction writes nearly all: so those of many rows together. */
const rowsWaiting = 25_000;
export const here: Ways = { check: checkRoster, makeNameKeys: sortedNameKeys, rowsWaiting };
const inThreads: Ways = { check: checkRosterBeside, makeNameKeys: sortedNameKeysBeside, rowsWaiting };

/** Reads a roster in a thread of its own, beside the service and the clerk, with a second one that reads the file. */
export function readRosterBeside(order: RosterOrder, tell: Pace['tell']): Promise<RosterReading> {
  return beside(order.connection, async (database) => {
    const pace = paceOf(tell, order.signals);
    await withdrawRoster(database, pace);
    return readRoster(database, order, pace, inThreads);
  });
}

/**
 * Reads, checks, compares and, unless rows are refused, writes a roster. What was written of one that is refused or
 * breaks off is taken back. Refuses what `openTable` refuses, `roster_all_rows_refused` and `roster_import_cancelled`.
 */
export async function readRoster(
  database: Database,
  order: RosterFileOrder,
  pace: Pace,
  ways = here,
): Promise<RosterReading> {
  try {
    const reading = await read(database, order, pace, ways);
    if (reading.written === null) await withdrawRoster(database, pace);
    return reading;
  } catch (error) {
    await withdrawRoster(database, pace);
    throw error;
  }
}

async function read(
  database: Database,
  order: RosterFileOrder,
  pace: Pace,
  ways: Ways,
): Promise<RosterReading> {
  const preparation = planPreparation(database);
  const comparison = new Comparison(database, preparation);
  const writing = new Writing(database, comparison, preparation, order.stamp, pace);
  const { fileHash, ...said } = await readRows(order, writing, pace, ways);
  const amending = new Amending(database, comparison, preparation, writing);
  amendRead(writing, amending, comparison, pace);
  const absent = comparison.absent(pace);
  const { personCount, newPersonCount } = writing;
  const report = { ...said, personCount, newPersonCount, absentPersonCount: absent.length };
  if (writing.isOnlyCounting) return { fileHash, report, written: null };
  if (personCount === 0) {
    throw new Refusal('roster_all_rows_refused', '名册里没有一行可以导入，请按列出的原因修改后重新导入。', [
      ...said.refused,
    ]);
  }
  const nameKeys = writeNameKeys(database, writing.words.takeNewNames(), ways.makeNameKeys, pace);
  try {
    amending.amend(writeNumbers(database, writing.positions, pace), 'writing', pace);
    writeEntryNames(database, writing.positions, preparation, pace);
    writeAbsences(database, absent, preparation, pace);
  } finally {
    await nameKeys;
  }
  return { fileHash, report, written: preparation };
}

const thousand = 1000;

async function readRows(order: RosterFileOrder, writing: Writing, pace: Pace, ways: Ways) {
  pace.tell({ step: 'reading', done: 0, total: 0 });
  const refused: Problem[] = [];
  const refusedLines = new Set<number>();
  let rowCount = 0;
  const { filePath, today } = order;
  const { fileHash } = await ways.check({ filePath, today }, (portion) => {
    pace.tell({ step: 'reading', done: Math.floor(portion.doneShare * thousand), total: thousand });
    rowCount += portion.rowCount;
    for (const problem of [...portion.problems].sort((one, other) => one.line - other.line)) {
      refusedLines.add(problem.line);
      if (refused.length < listedProblems) refused.push(problem);
    }
    if (refusedLines.size > 0 && !order.leaveOutRefused) writing.isOnlyCounting = true;
    writing.add(portion);
    if (writing.waitingRows >= ways.rowsWaiting) writing.flush();
  });
  writing.flush();
  return { fileHash, rowCount, refusedCount: refusedLines.size, refused };
}

/** What later rows said of rows that were written by then. */
function amendRead(writing: Writing, amending: Amending, comparison: Comparison, pace: Pace): void {
  const changes = new Map([...writing.amended].map(([position, list]) => [position, { list }]));
  if (!writing.isOnlyCounting) amending.amend(changes, 'comparing', pace);
  else for (const [position, { list }] of changes) if (list === 0) forget(writing, comparison, position - 1);
}
