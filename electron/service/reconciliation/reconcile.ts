import type { Database } from 'better-sqlite3';
import type { GroupSums, ReconciliationProgress } from '../../../shared/contract/reconciliation.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { StatementSide } from '../../../shared/contract/statement.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { connect, type ConnectionOptions, prepareConnection } from '../database/connection.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { requireGoingOn } from './alone.ts';
import { daysHere, evenPairs, indexLinesAlike, sumsHere, type SumsHere } from './collect.ts';
import { type Found, foundOf, withThird } from './differences.ts';
import { fill, type FilledLines } from './fill.ts';
import { careHere } from './kinds-of-care.ts';
import { gatherAccounts, type KnownThen, pairEqual } from './pair-equal.ts';
import { pairRest } from './pair-rest.ts';
import { attachScratch, leaveScratch } from './scratch.ts';

export interface ReconcileOrder {
  readonly connection: ConnectionOptions;
  readonly known: KnownThen;
  readonly statements: readonly { readonly side: StatementSide; readonly statementId: string }[];
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
  { known, statements }: Pick<ReconcileOrder, 'known' | 'statements'>,
  tell: Tell,
): Reconciled {
  gatherAccounts(database);
  const here = sumsHere(database, known);
  const days = daysHere(database, known);
  const filled = statements.map((stored) =>
    fill(database, stored, known, (done, total) => tell({ step: 'reading', done, total })),
  );
  const results = filled.map((lines, index) => {
    requireThatSpan(lines, here);
    tell({ step: 'pairing', done: index, total: filled.length });
    pairEqual(database, lines, known);
    pairRest(database, lines, known);
    tell({ step: 'judging', done: index, total: filled.length });
    const { found, nettedCount } = foundOf(database, lines, known, days);
    return { lines, found, nettedCount };
  });
  const differences = results.flatMap(({ found }) => found);
  const [one, other] = filled;
  if (one !== undefined && other !== undefined && differences.length > 0) {
    for (const { side } of filled) indexLinesAlike(database, side);
  }
  const groups = [...groupsHere(here), ...filled.flatMap(groupsThere)];
  const sides = results.map(({ lines, nettedCount }): SideFound => {
    const { count, totalFen } = evenPairs(database, lines);
    const uneven = differences.filter(
      ({ side, here: ours, there }) => side === lines.side && ours !== null && there !== null,
    );
    const counted = uneven.filter(({ kind }) => kind !== 'only_here' && kind !== 'only_there');
    return {
      side: lines.side,
      lineCount: lines.lineCount,
      outsideCount: lines.outsideCount,
      matchedCount: count - counted.length,
      matchedFen: totalFen - counted.reduce((sum, { thereFen }) => sum + thereFen, 0),
      nettedCount,
      missingDays: days.filter((day) => !lines.days.has(day)),
    };
  });
  requireExplained(
    groups,
    differences,
    statements.map(({ side }) => side),
  );
  const resultHash = sha256(canonicalJson({ groups, sides, differences: differences.map(hashed) }));
  const complete = filled.length === 2 ? differences.map((one) => withThird(database, one)) : differences;
  return { groups, sides, differences: complete, resultHash };
}

/** The line of a file and the cause stay out: another order is the same result, and uploads go on. */
function hashed({ side, kind, identity, hereFen, thereFen, parts }: Found): object {
  return { side, kind, identity, hereFen, thereFen, parts };
}

function groupsHere(sums: readonly SumsHere[]): GroupSums[] {
  return sums.map(({ insurance, count, totalFen, fundFen, accountFen }) => ({
    side: 'window' as const,
    ...careHere,
    insurance: insurance === 'resident' ? careHere.insurance.resident : insurance,
    count,
    totalFen: totalFen as Fen,
    fundFen: fundFen as Fen,
    accountFen: accountFen as Fen,
  }));
}

function groupsThere({ side, groups }: FilledLines): GroupSums[] {
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

/** A file of another month, and one whose amounts are in fen (or were read as if), is seen by its sums. */
function requireThatSpan({ lineCount, outsideCount, groups }: FilledLines, here: readonly SumsHere[]): void {
  if (lineCount > 0 && outsideCount === lineCount) {
    throw new Refusal('statement_other_days', '对账单里没有这几天的记录。请核对起止日期，或换一份对账单。');
  }
  const theirs = [...groups.values()].reduce((sum, { totalFen }) => sum + totalFen, 0);
  const ours = here.reduce((sum, { totalFen }) => sum + totalFen, 0);
  const isHundredfold = (large: number, small: number) => small !== 0 && Math.abs(large / small - 100) < 1;
  if (isHundredfold(theirs, ours) || isHundredfold(ours, theirs)) {
    throw new Refusal(
      'statement_unit_wrong',
      '对账单的合计与窗口正好差一百倍左右，金额单位（元、分）可能选错了。请在“列对应”里改正后重新收下对账单。',
    );
  }
}

/** Every fen between the sums of two sides stands in a difference; anything else is a fault of the program. */
function requireExplained(
  groups: readonly GroupSums[],
  differences: readonly Found[],
  sides: readonly StatementSide[],
): void {
  const sumOf = (side: GroupSums['side']) =>
    groups.filter((group) => group.side === side).reduce((sum, { totalFen }) => sum + totalFen, 0);
  for (const side of sides) {
    const gap = differences
      .filter((one) => one.side === side)
      .reduce((sum, { hereFen, thereFen }) => sum + thereFen - hereFen, 0);
    if (gap !== sumOf(side) - sumOf('window'))
      throw new Error(`the differences of ${side} do not explain its sums`);
  }
}
