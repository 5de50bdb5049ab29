import type { Database } from 'better-sqlite3';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import {
  amountParts,
  type StatedAmounts,
  type StatementLine,
  type StatementSide,
} from '../../../shared/contract/statement.ts';
import { statement } from '../database/statement.ts';
import type { Here, LeftThere, There } from './judge.ts';
import { type KnownThen, learntThen } from './known.ts';
import type { EqualPairs } from './pair-equal.ts';
import type { StatementLines } from './statement-lines.ts';

/** A row of the driver; amounts of ours begin with h, theirs with t. */
export type Row = Readonly<Record<string, string | number | null>>;

const amountsOf = (name: string, letter: string): string =>
  amountParts.map((part) => `${name}.${part} AS ${letter}_${part}`).join(', ');

const hereColumns = `here.settlement_id AS settlementId, here.number AS hereNumber, here.slip AS hereSlip,
  here.admission AS hereAdmission, here.stay AS hereStay, here.day AS hereDay, here.in_span AS hereInSpan,
  here.reverses_id AS reversesId, ${amountsOf('here', 'h')},
  (SELECT CASE WHEN told.state = 'done' THEN 'done' WHEN told.closed_at IS NOT NULL THEN 'closed'
     WHEN told.state IN ('sending', 'unknown') THEN 'in_doubt' WHEN told.state = 'dead' THEN 'dead' ELSE 'pending' END
   FROM outbox AS told WHERE told.kind IN ('settlement', 'reversal') AND told.fact_id = here.settlement_id
   ORDER BY told.generation DESC LIMIT 1) AS delivery`;
const lineColumns = `line.line, line.number, line.slip, line.admission, line.stay, line.name, line.day, ${amountsOf('line', 't')}`;

/** Settlements and the lines that were found for them, where they do not agree in everything or in the days. */
export function unevenPairs(database: Database, { side, key }: Pick<StatementLines, 'side' | 'key'>): Row[] {
  const differs = amountParts.map((part) => `line.${part} <> here.${part}`).join(' OR ');
  const unconfirmed =
    side === 'centre' && key === 'number' ? 'OR (here.number IS NULL AND line.number IS NOT NULL)' : '';
  return statement<[], Row>(
    database,
    `SELECT ${hereColumns}, ${lineColumns}, rest.in_span AS thereInSpan
     FROM scratch.found_${side} AS found JOIN scratch.here_${side} AS here ON here.id = found.here_id
     JOIN scratch.there_${side} AS rest ON rest.id = found.there_id
     JOIN scratch.line_${side} AS line ON line.id = found.there_id
     WHERE (here.in_span OR rest.in_span) AND (${differs} ${unconfirmed} OR here.in_span <> rest.in_span)`,
  ).all();
}

/**
 * Settlements of the span that no line was found for. What was settled and taken back within it without a line is left out;
 * what takes back a settlement of other days is not: the sums of the span have one of the two alone.
 */
export function leftHere(database: Database, side: StatementSide): Row[] {
  const alone = `SELECT settlement_id FROM scratch.here_${side}
    WHERE in_span AND id NOT IN (SELECT here_id FROM scratch.found_${side})`;
  return statement<[], Row>(
    database,
    `SELECT ${hereColumns} FROM scratch.here_${side} AS here
     WHERE settlement_id IN (${alone})
       AND (reverses_id IS NULL OR reverses_id NOT IN (${alone}))
       AND settlement_id NOT IN (SELECT reverses_id FROM scratch.here_${side}
         WHERE reverses_id IS NOT NULL AND settlement_id IN (${alone}))`,
  ).all();
}

/** Lines of the span that no settlement was found for, with what we know of each. */
export function leftThere(database: Database, side: StatementSide, known: KnownThen): Row[] {
  return statement<KnownThen, Row>(
    database,
    `SELECT line.id, ${lineColumns}, 1 AS thereInSpan,
       coalesce((SELECT given.our_id FROM platform_identifier AS given INDEXED BY platform_identifier_of_settlement
           WHERE given.value = line.number AND given.kind = 'settlement' AND ${learntThen} LIMIT 1),
         (SELECT named.id FROM settlement AS named WHERE named.slip_number = line.slip AND named.rowid <= @upTo)) AS namedId,
       coalesce((SELECT stay.id FROM stay WHERE stay.admission_number = line.admission AND stay.rowid <= @admittedUpTo ORDER BY stay.rowid DESC LIMIT 1),
         (SELECT given.our_id FROM platform_identifier AS given INDEXED BY platform_identifier_of_stay
           WHERE given.value = line.stay AND given.kind = 'stay' AND ${learntThen} LIMIT 1)) AS stayId
     FROM scratch.there_${side} AS rest JOIN scratch.line_${side} AS line ON line.id = rest.id
     WHERE rest.in_span AND rest.id NOT IN (SELECT there_id FROM scratch.found_${side})`,
  ).all(known);
}

interface Alike {
  readonly settlementId: string;
  /** In the bulk, or found afterwards. */
  readonly isPaired: 0 | 1;
}

/** SQL condition: that settlement of ours has its line, by the bulk or found afterwards. */
const hasLine = (name: string, side: StatementSide): string =>
  `(${name}.business_day >= @from AND ${name}.business_day < @to
    AND NOT EXISTS (SELECT 1 FROM scratch.here_${side} AS here WHERE here.id = ${name}.rowid)
    OR EXISTS (SELECT 1 FROM scratch.found_${side} AS found WHERE found.here_id = ${name}.rowid))`;
/** SQL condition: that settlement was taken back here, and the statement lists it. */
const isTakenBack = (name: string, side: StatementSide): string =>
  `EXISTS (SELECT 1 FROM settlement AS reversal WHERE reversal.reverses_id = ${name}.id
    AND reversal.rowid <= @upTo AND ${hasLine('reversal', side)})`;

/** Ours of that stay and amount: for a negative line, the settlement that it would take back, first of all one that stands. */
export function alikeOf(
  database: Database,
  side: StatementSide,
  { stayId, totalFen }: { readonly stayId: string; readonly totalFen: number },
  known: KnownThen,
): Alike | undefined {
  const standsFirst = totalFen < 0 ? `${isTakenBack('s', side)},` : '';
  return statement<KnownThen & { stayId: string; total: number }, Alike>(
    database,
    `SELECT s.id AS settlementId, ${hasLine('s', side)} AS isPaired
     FROM settlement AS s WHERE s.stay_id = @stayId AND s.total_fen = @total AND s.rowid <= @upTo
     ORDER BY ${standsFirst} isPaired DESC, s.rowid DESC LIMIT 1`,
  ).get({ ...known, stayId, total: Math.abs(totalFen) });
}

/** Whether the statement lists already what takes that settlement back, or that it is what takes another back. */
export function isTakenBackThere(
  database: Database,
  side: StatementSide,
  settlementId: string,
  known: KnownThen,
): boolean {
  const sql = `SELECT s.kind = 'reversal' OR ${isTakenBack('s', side)} AS isTakenBack
    FROM settlement AS s WHERE s.id = @settlementId`;
  const bound = { ...known, settlementId };
  return statement<typeof bound, { isTakenBack: 0 | 1 }>(database, sql).get(bound)?.isTakenBack === 1;
}

/** How many lines and settlements of the span are each other's, and what they come to. */
export function evenPairs(
  database: Database,
  side: StatementSide,
  equal: EqualPairs,
): { count: number; totalFen: number } {
  const found = statement<[], { count: number; totalFen: number | null }>(
    database,
    `SELECT count(*) AS count, sum(line.total) AS totalFen FROM scratch.found_${side} AS found
     JOIN scratch.here_${side} AS here ON here.id = found.here_id AND here.in_span
     JOIN scratch.there_${side} AS rest ON rest.id = found.there_id AND rest.in_span
     JOIN scratch.line_${side} AS line ON line.id = found.there_id`,
  ).get();
  return { count: equal.count + (found?.count ?? 0), totalFen: equal.totalFen + (found?.totalFen ?? 0) };
}

/** How many pairs were found after the bulk, and in how many one total is a hundred times the other. */
export function hundredfoldPairs(
  database: Database,
  side: StatementSide,
): { count: number; hundredfoldCount: number } {
  const row = statement<[], { count: number; hundredfoldCount: number }>(
    database,
    `SELECT count(*) AS count, count(*) FILTER (WHERE here.total <> 0
         AND (line.total = 100 * here.total OR here.total = 100 * line.total)) AS hundredfoldCount
     FROM scratch.found_${side} AS found JOIN scratch.here_${side} AS here ON here.id = found.here_id
     JOIN scratch.line_${side} AS line ON line.id = found.there_id`,
  ).get();
  return row ?? { count: 0, hundredfoldCount: 0 };
}

export function lineOf(row: Row): StatementLine {
  return {
    line: row['line'] as number | null,
    number: text(row, 'number'),
    slipNumber: text(row, 'slip'),
    admissionNumber: text(row, 'admission'),
    stayNumber: text(row, 'stay'),
    personName: text(row, 'name'),
    day: row['day'] as LocalDate,
    amounts: amountsIn(row, 't'),
  };
}

export function thereOf(row: Row): There {
  return { ...lineOf(row), isInSpan: row['thereInSpan'] === 1 };
}

export function leftThereOf(row: Row, alike: Alike | undefined): Omit<LeftThere, 'isTakenBackThere'> {
  return {
    ...thereOf(row),
    namedSettlementId: text(row, 'namedId'),
    alikeSettlementId: alike?.settlementId ?? null,
    isAlikePaired: alike?.isPaired === 1,
    isStayKnown: row['stayId'] !== null,
  };
}

export function hereOf(row: Row): Here {
  return {
    line: null,
    settlementId: row['settlementId'] as string,
    number: text(row, 'hereNumber'),
    slipNumber: row['hereSlip'] as string,
    admissionNumber: text(row, 'hereAdmission'),
    stayNumber: text(row, 'hereStay'),
    personName: null,
    day: row['hereDay'] as LocalDate,
    amounts: amountsIn(row, 'h'),
    reversesId: text(row, 'reversesId'),
    isInSpan: row['hereInSpan'] === 1,
    delivery: (row['delivery'] ?? 'pending') as Here['delivery'],
  };
}

function text(row: Row, name: string): string | null {
  return row[name] as string | null;
}

function amountsIn(row: Row, letter: 'h' | 't'): StatedAmounts {
  return Object.fromEntries(
    amountParts.map((part) => [part, row[`${letter}_${part}`] ?? null]),
  ) as StatedAmounts;
}
