import type { Database } from 'better-sqlite3';
import { amountParts, type StatementSide } from '../../../shared/contract/statement.ts';
import { statement } from '../database/statement.ts';
import type { AmountsHere } from './amounts-here.ts';
import { hereInSpan, invoicedThen, type KnownThen, learntThen } from './known.ts';
import { LineRows } from './line-rows.ts';
import { PackedLines } from './packed.ts';
import type { EqualPairs } from './pair-equal.ts';
import type { StatementLines } from './statement-lines.ts';

/**
 * Pairs what is left of ledger and statement after the bulk, best key first: the centre's number, the number of the slip,
 * the stay. Within a key, equal totals come before others, and several equal ones are taken in the order of their days, so
 * that neither the order of the file nor equal amounts change anything. What is negative meets only what is negative.
 */
export function pairRest(
  database: Database,
  lines: StatementLines,
  pairs: EqualPairs,
  { amounts, known }: { readonly amounts: AmountsHere; readonly known: KnownThen },
): void {
  const { side, key } = lines;
  const columns = columnsHere(amounts);
  gatherHere(database, side, columns, pairs, known);
  gatherThere(database, lines, pairs, true);
  markThere(database, lines, known);
  gatherOutside(database, side, columns, known);
  gatherThereOutside(database, lines, pairs);
  markThere(database, lines, known);
  const ways: readonly Way[] = [
    { by: 'number', here: 'number', there: 'number' },
    { by: 'slip', here: 'slip', there: 'slip' },
    { by: 'slip', here: 'invoice', there: 'slip' },
    { by: 'slip', here: 'original_slip', there: 'slip' },
  ];
  for (const way of ways) pairBy(database, side, way, known);
  // A settlement whose number the centre gave is found by it or not at all, where lines have numbers; and a line with the
  // number of one settlement is no other.
  const unnumbered = key === 'number' ? { hereOnly: 'this.number IS NULL', thereOnly: isNobodys } : {};
  const stays: readonly Way[] = [
    { by: 'stay', here: 'admission', there: 'admission', ...unnumbered },
    { by: 'stay', here: 'stay', there: 'stay', ...unnumbered },
  ];
  for (const way of stays) pairBy(database, side, way, known);
}

interface Way {
  readonly by: 'number' | 'slip' | 'stay';
  /** The columns that have to be equal. */
  readonly here: string;
  readonly there: string;
  /** SQL conditions on `this`, the settlement or the line. */
  readonly hereOnly?: string;
  readonly thereOnly?: string;
}

/** Some centres give what takes back the number of what is taken back: the sign tells them apart. */
const isNobodys = `NOT EXISTS (SELECT 1 FROM platform_identifier AS given INDEXED BY platform_identifier_of_settlement
  JOIN settlement AS owner ON owner.id = given.our_id
  WHERE given.value = this.number AND given.kind = 'settlement' AND ${learntThen}
    AND (owner.kind = 'reversal') = (this.sign < 0))`;

const nameColumns = 'number, slip, admission, stay, name';
const amountColumns = amountParts.join(', ');
const columnsHere = (amounts: AmountsHere): string => `s.rowid, s.id,
  (SELECT value FROM platform_identifier AS given
    WHERE given.our_id = s.id AND given.kind = 'settlement' AND ${learntThen}),
  s.slip_number, (SELECT slip_number FROM settlement AS original WHERE original.id = s.reverses_id),
  (SELECT number FROM invoice WHERE invoice.settlement_id = s.id AND ${invoicedThen}
    ORDER BY invoice.rowid DESC LIMIT 1),
  (SELECT admission_number FROM stay WHERE stay.id = s.stay_id),
  (SELECT value FROM platform_identifier AS given
    WHERE given.our_id = s.stay_id AND given.kind = 'stay' AND ${learntThen}),
  s.stay_id, s.business_day, s.business_day >= @from AND s.business_day < @to,
  CASE WHEN s.kind = 'reversal' THEN -1 ELSE 1 END, s.reverses_id,
  ${amountParts.map((part) => amounts[part]).join(', ')}`;

/** Every settlement of the span that is in no pair yet. */
function gatherHere(
  database: Database,
  side: StatementSide,
  columns: string,
  { leftHere }: EqualPairs,
  known: KnownThen,
): void {
  const one = statement<[number]>(database, `INSERT INTO scratch.left_${side} (id) VALUES (?)`);
  for (const place of leftHere) one.run(place);
  statement<KnownThen>(
    database,
    `INSERT INTO scratch.here_${side} SELECT ${columns} FROM scratch.left_${side} AS rest
     CROSS JOIN settlement AS s ON s.rowid = rest.id`,
  ).run(known);
}

/** Every line that is in no pair yet, of the span or of other days, and that `isWanted`. */
function gatherThere(
  database: Database,
  { side, portions, begins, isInSpan }: StatementLines,
  { isPaired }: EqualPairs,
  ofSpan: boolean,
  isWanted: (lines: PackedLines) => boolean = () => true,
): void {
  const rows = new LineRows(database, side);
  for (const [index, { packed, firstLine }] of portions.entries()) {
    const end = portions[index + 1]?.firstLine ?? begins.length;
    // Unpacked only where anything is left of it, and gone through only where it is.
    let lines: PackedLines | undefined;
    for (let line = firstLine; line < end; line += 1) {
      if (isPaired[line] === 1 || (isInSpan[line] === 1) !== ofSpan) continue;
      lines ??= new PackedLines(packed);
      lines.goTo(begins[line] ?? 0);
      if (isWanted(lines)) rows.add(line + 1, lines.cells());
    }
  }
  rows.end();
}

/** A file may hold a year and the span a month: of the other days only what a settlement that is left may be. */
function gatherThereOutside(database: Database, lines: StatementLines, pairs: EqualPairs): void {
  if (lines.outsideCount === 0) return;
  const names = ['number', 'slip', 'original_slip', 'invoice', 'admission', 'stay'];
  const sql = names.map((name) => `SELECT ${name} AS name FROM scratch.here_${lines.side}`).join(' UNION ');
  const known = new Set(
    statement<[], { name: string | null }>(database, sql)
      .all()
      .map(({ name }) => name),
  );
  const fields = ['number', 'slipNumber', 'admissionNumber', 'stayNumber'] as const;
  gatherThere(database, lines, pairs, false, (line) =>
    fields.some((field) => known.has(line.text(line.placeOf(field)))),
  );
}

function markThere(database: Database, { side }: StatementLines, known: KnownThen): void {
  statement<KnownThen>(
    database,
    `INSERT OR IGNORE INTO scratch.there_${side}
     SELECT id, day >= @from AND day < @to, CASE WHEN total < 0 THEN -1 ELSE 1 END FROM scratch.line_${side}`,
  ).run(known);
}

/** Settlements of other days that a line of these days may be: settled before midnight there, after it here. */
function gatherOutside(database: Database, side: StatementSide, columns: string, known: KnownThen): void {
  const left = `scratch.there_${side} AS rest JOIN scratch.line_${side} AS line ON line.id = rest.id AND rest.in_span = 1`;
  statement<KnownThen>(
    database,
    `INSERT OR IGNORE INTO scratch.here_${side} SELECT ${columns} FROM settlement AS s WHERE s.id IN (
       SELECT given.our_id FROM ${left} CROSS JOIN platform_identifier AS given
         INDEXED BY platform_identifier_of_settlement ON given.value = line.number AND given.kind = 'settlement'
         WHERE line.number IS NOT NULL
       UNION SELECT named.id FROM ${left} CROSS JOIN settlement AS named ON named.slip_number = line.slip
         WHERE line.slip IS NOT NULL
       UNION SELECT settled.id FROM ${left} CROSS JOIN stay ON stay.admission_number = line.admission
         CROSS JOIN settlement AS settled ON settled.stay_id = stay.id WHERE line.admission IS NOT NULL
       UNION SELECT settled.id FROM ${left} CROSS JOIN platform_identifier AS given
         INDEXED BY platform_identifier_of_stay ON given.value = line.stay AND given.kind = 'stay'
         CROSS JOIN settlement AS settled ON settled.stay_id = given.our_id WHERE line.stay IS NOT NULL)
     AND s.rowid <= @upTo AND NOT (${hereInSpan})`,
  ).run(known);
}

function pairBy(database: Database, side: StatementSide, way: Way, known: KnownThen): void {
  const pair = (alike: readonly string[], isAlone = false): void => {
    const sql = rankedPairs(side, way, alike, isAlone);
    statement<KnownThen & Pick<Way, 'by'>>(database, sql).run({ ...known, by: way.by });
  };
  // Equal amounts of one stay are told apart by their days first.
  pair(['key', 'sign', 'total', 'day']);
  pair(['key', 'sign', 'total']);
  // Of one stay with other amounts: only where one is left on each side, else which is which would be a guess.
  pair(['key', 'sign'], way.by === 'stay');
}

function rankedPairs(
  side: StatementSide,
  { here, there, hereOnly, thereOnly }: Way,
  alike: readonly string[],
  isAlone: boolean,
): string {
  const ranked = (from: string, order: string) =>
    `SELECT *, row_number() OVER (PARTITION BY ${alike.join(', ')} ORDER BY ${order}) AS place,
    count(*) OVER (PARTITION BY ${alike.join(', ')}) AS alike FROM (${from})`;
  const left = ranked(
    `SELECT ${here} AS key, sign, day, ${amountColumns}, id FROM scratch.here_${side} AS this
    WHERE ${here} IS NOT NULL ${hereOnly === undefined ? '' : `AND ${hereOnly}`}
      AND id NOT IN (SELECT here_id FROM scratch.found_${side})`,
    `day, ${amountColumns}, id`,
  );
  // By all that a line says before its place in the file: another order of the lines pairs the same ones.
  const right = ranked(
    `SELECT ${there} AS key, sign, day, ${amountColumns}, ${nameColumns}, id
    FROM (SELECT * FROM scratch.there_${side} JOIN scratch.line_${side} USING (id)) AS this
    WHERE ${there} IS NOT NULL ${thereOnly === undefined ? '' : `AND ${thereOnly}`}
      AND id NOT IN (SELECT there_id FROM scratch.found_${side})`,
    `day, ${amountColumns}, ${nameColumns}, id`,
  );
  return `INSERT INTO scratch.found_${side} (there_id, here_id, by)
     SELECT theirs.id, ours.id, @by FROM (${left}) AS ours JOIN (${right}) AS theirs
       USING (${[...alike, 'place'].join(', ')})
     ${isAlone ? 'WHERE ours.alike = 1 AND theirs.alike = 1' : ''}`;
}
