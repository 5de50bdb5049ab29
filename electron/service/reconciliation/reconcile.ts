import { visitTypeTitles } from '../../../shared/contract/care-titles.ts';
import type { Database } from 'better-sqlite3';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { GroupSums, ReconciliationProgress } from '../../../shared/contract/reconciliation.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { StatementSide } from '../../../shared/contract/statement.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { connect, type ConnectionOptions, prepareConnection } from '../database/connection.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { requireGoingOn } from './alone.ts';
import { gatherAmounts } from './amounts-here.ts';
import { evenPairs, hundredfoldPairs } from './collect.ts';
import { type Found, foundOf } from './differences.ts';
import { clearingHere, insuranceHere } from './kinds-of-care.ts';
import type { KnownThen } from './known.ts';
import { type EqualPairs, pairEqual, type SumsHere } from './pair-equal.ts';
import { pairRest } from './pair-rest.ts';
import { attachScratch, leaveScratch } from './scratch.ts';
import { readLines, type StatementLines, type StoredStatement } from './statement-lines.ts';
import { withThirdSide } from './third-side.ts';

export interface ReconcileOrder {
  readonly connection: ConnectionOptions;
  readonly known: KnownThen;
  readonly statements: readonly StoredStatement[];
  /** Somebody looked, or the same was compared before: sums a hundred times apart are no mistaken unit. */
  readonly isUnitConfirmed: boolean;
  readonly cancelled: SharedArrayBuffer;
}

export interface SideFound {
  readonly side: StatementSide;
  readonly lineCount: number;
  readonly outsideCount: number;
  readonly matchedCount: number;
  readonly matchedFen: number;
  readonly nettedCount: number;
  readonly missingDays: readonly string[];
}

/** What came of it, in the same words whenever the same facts are set beside each other. */
export interface Reconciled {
  readonly groups: readonly GroupSums[];
  readonly sides: readonly SideFound[];
  readonly differences: readonly Found[];
  /** Of sums, matches and differences: all but the probable causes, which change as uploads go on. */
  readonly resultHash: string;
}

type Tell = (progress: ReconciliationProgress) => void;

/**
 * Sets stored statements beside the settlements of a span, in a thread of its own on a connection of its own. Refuses
 * `statement_other_days`, `statement_unit_wrong`, `reconciliation_too_many_differences` and `reconciliation_cancelled`.
 */
export function reconcileBeside(order: ReconcileOrder, say: Tell): Reconciled {
  const cancelled = new Int32Array(order.cancelled);
  const tell: Tell = (progress) => {
    requireGoingOn(cancelled);
    say(progress);
  };
  const database = connect(order.connection);
  try {
    prepareConnection(database);
    attachScratch(database, order.connection);
    // One view of the file for all of it; the clerk writes on.
    return database.transaction(() => reconcile(database, order, tell)).deferred();
  } finally {
    leaveScratch(database, order.connection);
    database.close();
  }
}

/** On a connection that has an empty scratch database attached. */
export function reconcile(
  database: Database,
  { known, statements, isUnitConfirmed }: Omit<ReconcileOrder, 'connection' | 'cancelled'>,
  tell: Tell,
): Reconciled {
  const amounts = gatherAmounts(database);
  const read = statements.map((stored) =>
    readLines(database, stored, known, (done, total) => tell({ step: 'reading', done, total })),
  );
  const { ledger, pairs } = pairEqual(database, { statements: read, amounts, known }, (done, total) =>
    tell({ step: 'pairing', done, total }),
  );
  for (const lines of read) {
    requireThatSpan(lines);
    if (!isUnitConfirmed) requireThatUnit(lines, ledger.sums);
  }
  const found = read.map((lines, index) => {
    tell({ step: 'judging', done: index, total: read.length });
    const equal = pairs[index];
    if (equal === undefined) throw new Error('a statement was not paired');
    pairRest(database, lines, equal, { amounts, known });
    if (!isUnitConfirmed) requireUnitOfPairs(database, lines, equal);
    return sideFound(database, lines, equal, { known, days: ledger.days });
  });
  const differences = found.flatMap((one) => one.differences);
  const sides = found.map(({ side }) => side);
  const groups = [...groupsHere(ledger.sums), ...read.flatMap(groupsThere)];
  requireExplained(groups, differences, sides);
  const resultHash = sha256(canonicalJson({ groups, sides, differences: differences.map(hashed) }));
  return { groups, sides, differences: withThirdSide(differences, read), resultHash };
}

function sideFound(
  database: Database,
  lines: StatementLines,
  equal: EqualPairs,
  { known, days }: { readonly known: KnownThen; readonly days: readonly LocalDate[] },
): { side: SideFound; differences: readonly Found[] } {
  const { side, lineCount, outsideCount } = lines;
  const { found, nettedCount } = foundOf(database, lines, known);
  const { count, totalFen } = evenPairs(database, side, equal);
  // Of other days on one side, a pair is counted with neither.
  const uneven = found.filter(
    ({ kind, here, there }) =>
      here !== null && there !== null && kind !== 'only_here' && kind !== 'only_there',
  );
  return {
    side: {
      side,
      lineCount,
      outsideCount,
      matchedCount: count - uneven.length,
      matchedFen: totalFen - uneven.reduce((sum, { thereFen }) => sum + thereFen, 0),
      nettedCount,
      missingDays: days.filter((day) => !lines.days.has(day)),
    },
    differences: found,
  };
}

/** The line of a file and the cause stay out: another order is the same result, and uploads go on. */
function hashed({ side, kind, identity, hereFen, thereFen, parts }: Found): object {
  return { side, kind, identity, hereFen, thereFen, parts };
}

function groupsHere(sums: readonly SumsHere[]): GroupSums[] {
  return sums.map(({ insurance, care, count, totalFen, fundFen, accountFen }) => ({
    side: 'window' as const,
    insurance: insurance === 'resident' ? insuranceHere.resident : insurance,
    visitType: visitTypeTitles[care],
    clearingType: clearingHere[care],
    count,
    totalFen: totalFen as Fen,
    fundFen: fundFen as Fen,
    accountFen: accountFen as Fen,
  }));
}

function groupsThere({ side, groups }: StatementLines): GroupSums[] {
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([named, sums]) => {
      const [insurance = null, visitType = null, clearingType = null] = JSON.parse(named) as (
        | string
        | null
      )[];
      const { count, totalFen, fundFen, accountFen } = sums;
      return {
        side,
        insurance,
        visitType,
        clearingType,
        count,
        totalFen: totalFen as Fen,
        fundFen: fundFen as Fen | null,
        accountFen: accountFen as Fen | null,
      };
    });
}

/** A file of another month is seen by its days. */
function requireThatSpan({ lineCount, outsideCount }: StatementLines): void {
  if (lineCount > 0 && outsideCount === lineCount) {
    throw new Refusal('statement_other_days', '对账单里没有这几天的记录。请核对起止日期，或换一份对账单。');
  }
}

/** One whose amounts are in fen, or were read as if, is seen by its sums. */
function requireThatUnit({ groups }: StatementLines, here: readonly SumsHere[]): void {
  const theirs = [...groups.values()].reduce((sum, { totalFen }) => sum + totalFen, 0);
  const ours = here.reduce((sum, { totalFen }) => sum + totalFen, 0);
  const isHundredfold = (large: number, small: number) => small !== 0 && Math.abs(large / small - 100) < 1;
  if (isHundredfold(theirs, ours) || isHundredfold(ours, theirs)) throw unitWrong();
}

/** Where lines are missing besides, the sums say nothing; most of the pairs still do. */
function requireUnitOfPairs(database: Database, { side }: StatementLines, { count }: EqualPairs): void {
  const found = hundredfoldPairs(database, side);
  if (found.hundredfoldCount * 2 > count + found.count) throw unitWrong();
}

function unitWrong(): Refusal {
  return new Refusal(
    'statement_unit_wrong',
    '对账单的金额与窗口正好差一百倍左右，金额单位（元、分）可能选错了。请在“列对应”里改正后重新收下对账单；单位没有错就照样对账。',
  );
}

/** Every fen between the sums of two sides stands in a difference; anything else is a fault of the program. */
function requireExplained(
  groups: readonly GroupSums[],
  differences: readonly Found[],
  sides: readonly SideFound[],
): void {
  const sumOf = (side: GroupSums['side']) =>
    groups.filter((group) => group.side === side).reduce((sum, { totalFen }) => sum + totalFen, 0);
  for (const { side } of sides) {
    const gap = differences
      .filter((one) => one.side === side)
      .reduce((sum, { hereFen, thereFen }) => sum + thereFen - hereFen, 0);
    if (gap !== sumOf(side) - sumOf('window'))
      throw new Error(`the differences of ${side} do not explain its sums`);
  }
}
