import type { Database } from 'better-sqlite3';
import { Temporal } from 'temporal-polyfill';
import type { Difference } from '../../../shared/contract/reconciliation.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { amountParts, type StatementLine, type StatementSide } from '../../../shared/contract/statement.ts';
import { type Fen, zeroFen } from '../../../shared/money/fen.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import {
  alikeOf,
  hereOf,
  isTakenBackThere,
  leftHere,
  leftThere,
  leftThereOf,
  type Row,
  thereOf,
  unevenPairs,
} from './collect.ts';
import {
  type Here,
  judgeLeftHere,
  judgeLeftThere,
  type Judgement,
  judgePair,
  type LeftThere,
  partsThatDiffer,
  type There,
} from './judge.ts';
import type { KnownThen } from './known.ts';
import type { StatementLines } from './statement-lines.ts';

/** A difference before it is kept. */
export type Found = Omit<Difference, 'position' | 'isNew' | 'actCount'>;

/** More than a month of a large hospital has lines: what differs so much was not made for these days or this hospital. */
const mostDifferences = 20_000;

/**
 * Every difference of one side, in an order of their content. Lines that cancel each other out without one of ours are
 * counted alone. Refuses `reconciliation_too_many_differences`.
 */
export function foundOf(
  database: Database,
  lines: StatementLines,
  known: KnownThen,
): { found: Found[]; nettedCount: number } {
  const { side } = lines;
  const pairs = unevenPairs(database, lines);
  const alone = leftHere(database, side);
  const rows = leftThere(database, side, known);
  if (pairs.length + alone.length + rows.length > mostDifferences) {
    throw new Refusal(
      'reconciliation_too_many_differences',
      `差异超过 ${mostDifferences} 条，很可能选错了文件、日期或列的对应。请核对后重新对账。`,
    );
  }
  const { rest, nettedCount } = withoutNetted(rows);
  const lastDay = Temporal.PlainDate.from(known.to).subtract({ days: 1 }).toString();
  const found = [
    ...pairs.flatMap((row) => {
      const [here, there] = [hereOf(row), thereOf(row)];
      const judged = judgePair(side, here, there);
      return judged === undefined ? [] : [differenceOf(side, judged, here, there)];
    }),
    ...alone.map((row) => {
      const here = hereOf(row);
      const isAtEdge = here.day === known.from || here.day === lastDay;
      const judged = judgeLeftHere(side, here, { isDayMissing: !lines.days.has(here.day), isAtEdge });
      return differenceOf(side, judged, here, null);
    }),
    ...rest.map((row) => {
      const there = leftThereIn(database, side, row, known);
      return differenceOf(side, judgeLeftThere(side, there), null, there);
    }),
  ];
  return { found: named(found), nettedCount };
}

/** A line without a settlement, with what we know of it. */
function leftThereIn(database: Database, side: StatementSide, row: Row, known: KnownThen): LeftThere {
  const stayId = row['stayId'] as string | null;
  const totalFen = row['t_total'] as number;
  const alike = stayId === null ? undefined : alikeOf(database, side, { stayId, totalFen }, known);
  const there = leftThereOf(row, alike);
  const meantId = there.namedSettlementId ?? there.alikeSettlementId;
  return {
    ...there,
    isTakenBackThere: totalFen < 0 && meantId !== null && isTakenBackThere(database, side, meantId, known),
  };
}

/** Lines of one stay or slip that take each other back in every amount that both state, neither of which is ours: nothing is owed of them. */
function withoutNetted(rows: readonly Row[]): { rest: readonly Row[]; nettedCount: number } {
  const open = new Map<string, Row[]>();
  const keyOf = (row: Row, total: number): string =>
    JSON.stringify([row['admission'] ?? row['stay'] ?? row['slip'] ?? row['number'], total]);
  const gone = new Set<Row>();
  const sorted = [...rows].sort((one, other) => (contentOf(one) < contentOf(other) ? -1 : 1));
  for (const row of sorted) {
    const total = row['t_total'] as number;
    const opposite = total === 0 ? [] : (open.get(keyOf(row, -total)) ?? []);
    const place = opposite.findLastIndex((other) => takesBack(row, other));
    const [partner] = place < 0 ? [] : opposite.splice(place, 1);
    if (partner !== undefined) {
      gone.add(row).add(partner);
      continue;
    }
    const key = keyOf(row, total);
    open.set(key, [...(open.get(key) ?? []), row]);
  }
  return { rest: rows.filter((row) => !gone.has(row)), nettedCount: gone.size };
}

function takesBack(one: Row, other: Row): boolean {
  return amountParts.every((part) => {
    const [mine, theirs] = [one[`t_${part}`], other[`t_${part}`]] as (number | null)[];
    return typeof mine !== 'number' || typeof theirs !== 'number' || mine + theirs === 0;
  });
}

function contentOf(row: Row): string {
  const { id: _id, line: _line, ...content } = row;
  return canonicalJson(content);
}

function differenceOf(
  side: StatementSide,
  { kind, cause }: Judgement,
  here: Here | null,
  there: There | LeftThere | null,
): Found {
  const counted = (one: Here | There | null): Fen =>
    one?.isInSpan ? (one.amounts.total ?? zeroFen) : zeroFen;
  const known =
    there !== null && 'namedSettlementId' in there
      ? (there.namedSettlementId ?? there.alikeSettlementId)
      : null;
  return {
    side,
    kind,
    cause,
    identity: '',
    settlementId: here?.settlementId ?? known,
    hereFen: counted(here),
    thereFen: counted(there),
    parts: here === null || there === null ? [] : partsThatDiffer(here.amounts, there.amounts),
    here: here === null ? null : plainLine(here),
    there: there === null ? null : plainLine(there),
    third: [],
  };
}

function plainLine(one: StatementLine): StatementLine {
  const { line, number, slipNumber, admissionNumber, stayNumber, personName, day, amounts } = one;
  return { line, number, slipNumber, admissionNumber, stayNumber, personName, day, amounts };
}

/** Sorted by content and named by it, so that the same difference is known again in the next run. */
function named(found: readonly Found[]): Found[] {
  const counts = new Map<string, number>();
  return found
    .map((one) => ({ one, content: identityOf(one) }))
    .sort((left, right) => (left.content < right.content ? -1 : left.content > right.content ? 1 : 0))
    .map(({ one, content }) => {
      const count = (counts.get(content) ?? 0) + 1;
      counts.set(content, count);
      return { ...one, identity: count === 1 ? content : `${content}#${count}` };
    });
}

/** By our settlement where it is one of ours, else by all that the line says. */
function identityOf({ side, kind, settlementId, here, there }: Found): string {
  if (here !== null) return `${side}/${settlementId ?? ''}`;
  const { line: _line, ...content } = there ?? { line: null };
  return `${side}/${kind}/${sha256(canonicalJson(content)).slice(0, 32)}`;
}
