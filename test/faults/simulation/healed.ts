import type { Database } from 'better-sqlite3';
import { verifyAudit } from '../../../electron/service/audit/verify.ts';
import { messageIdOf } from '../../../electron/service/platform/message-id.ts';
import type { County } from './county.ts';
import { Broken } from './invariants.ts';
import type { Network } from './network.ts';

/** So often a message is corrected and sent anew, before it is work for a person. */
const mostCorrections = 12;

interface Row {
  readonly sequence: number;
  /** In the order of its person: that of the record which it took the place of. */
  readonly place: number;
  readonly id: string;
  readonly kind: string;
  readonly factId: string;
  readonly personId: string;
  readonly stayId: string;
  readonly year: number;
  readonly state: 'pending' | 'sending' | 'unknown' | 'done' | 'dead';
  readonly closed: 0 | 1;
  /** Code and words of what came of it last. */
  readonly last: string | null;
}

export interface HealedCounts {
  readonly done: number;
  readonly dead: number;
  readonly waiting: number;
}

function rowsOf(file: Database): Row[] {
  return file
    .prepare<[], Row>(
      `SELECT sequence, coalesce(stands_at, sequence) AS place, id, kind, fact_id AS factId, person_id AS personId, stay_id AS stayId, year, state,
         closed_at IS NOT NULL AS closed, last_code || ' ' || coalesce(last_reason, '') AS last
       FROM outbox ORDER BY place, sequence`,
    )
    .all();
}

/**
 * Once the network is good and time has passed: every record is at the county exactly once, in its order and with
 * equal content; or it was refused in the county's name and waits for a person; or it waits behind such a one.
 */
export function checkHealed(
  file: Database,
  county: County,
  { refused, refusedAndActed }: Pick<Network, 'refused' | 'refusedAndActed'>,
): HealedCounts {
  const rows = rowsOf(file);
  const betrayed = new Set([
    ...rows
      .filter(({ id }) => ownMessages(id).some((one) => refusedAndActed.has(one)))
      .map(({ stayId }) => stayId),
    ...closedByHand(file),
  ]);
  const dead = rows.filter(({ state, closed }) => state === 'dead' && closed === 0);
  const heldBack = behind(rows, dead);
  for (const row of rows.filter(({ closed }) => closed === 0)) {
    if (row.state === 'sending' || row.state === 'unknown')
      throw new Broken(`${row.kind} still ${row.state}: ${row.id}`);
    if (row.state === 'pending' && !heldBack.has(row)) {
      throw new Broken(`${row.kind} waits for nothing: ${row.id} ${openOf(rows, row)}`);
    }
  }
  for (const row of dead) {
    // A county that says that it refused what it did has the stay otherwise than anybody here can know; and a settlement
    // that stood on what somebody closed is refused.
    if (betrayed.has(row.stayId)) continue;
    if (!messagesOf(file, row).some((messageId) => refused.has(messageId))) {
      throw new Broken(`${row.kind} is dead and nobody refused it: ${row.id} (${row.last ?? ''})`);
    }
  }
  checkMessages(file, county, rows, refused);
  checkBothSides(file, county, rows);
  const audit = verifyAudit(file);
  if (!audit.ok) throw new Broken(`audit chain: ${audit.problem} at ${audit.sequence}`);
  return {
    done: rows.filter(({ state }) => state === 'done').length,
    dead: dead.length,
    waiting: rows.filter(({ state, closed }) => state === 'pending' && closed === 0).length,
  };
}

/**
 * Of every record that is delivered the county acted on exactly one message; of one that was closed undelivered, on
 * none, unless the county said that it had refused it.
 */
function checkMessages(
  file: Database,
  county: County,
  rows: readonly Row[],
  refused: ReadonlySet<string>,
): void {
  const accepted = county.accepted();
  for (const row of rows) {
    const { id, kind, state, closed } = row;
    const own = ownMessages(id);
    const count = accepted.filter(({ messageId }) => own.includes(messageId)).length;
    // A correction that it called refused may have come late after all, and taken back what it had.
    const isTakenBack = count === 0 && correctionsOf(file, row).some((one) => refused.has(one));
    if (state === 'done' && isTakenBack) continue;
    if (state === 'done' && count !== 1)
      throw new Broken(`${kind} is done and accepted ${count} times: ${id}`);
    if (state === 'done' || closed === 0 || own.some((messageId) => refused.has(messageId))) continue;
    if (count !== 0) throw new Broken(`${kind} was closed undelivered and is at the county: ${id}`);
  }
}

/** Stays of which somebody closed a record. */
function closedByHand(file: Database): string[] {
  return file
    .prepare<[], string>(
      "SELECT stay_id FROM audit JOIN outbox ON outbox.id = subject_id WHERE act = 'outbox.close'",
    )
    .pluck()
    .all();
}

/** Under which its record goes out, time after time. */
function ownMessages(rowId: string): string[] {
  return Array.from({ length: mostCorrections }, (_, corrections) => messageIdOf(rowId, corrections));
}

/** Every open row of that person, to find out what it does wait for. */
function openOf(rows: readonly Row[], { personId }: Row): string {
  return rows
    .filter((row) => row.personId === personId && row.closed === 0)
    .map(({ sequence, kind, state, year, last }) => `${sequence} ${kind} ${state} ${year} ${last ?? ''}`)
    .join(', ');
}

/** Everything that was said to the county for a row: the record, who the person is, a correction, a question. */
function messagesOf(file: Database, { id }: Row): string[] {
  return file
    .prepare<[string], string>('SELECT message_id FROM outbox_attempt WHERE outbox_id = ?')
    .pluck()
    .all(id);
}

/** Of the messages for a row, those that took an earlier one back. */
function correctionsOf(file: Database, { id }: Row): string[] {
  return file
    .prepare<[string], string>(
      "SELECT message_id FROM outbox_attempt WHERE outbox_id = ? AND transaction_code = '2601'",
    )
    .pluck()
    .all(id);
}

/** Dead rows hold back later rows of their person that are of the same year or of the same stay, and so on. */
function behind(rows: readonly Row[], dead: readonly Row[]): ReadonlySet<Row> {
  const held = new Set(dead);
  for (const row of rows.filter(({ closed }) => closed === 0)) {
    const waits = [...held].some(
      (other) =>
        other.personId === row.personId &&
        other.place < row.place &&
        (other.year === row.year || other.stayId === row.stayId),
    );
    if (waits) held.add(row);
  }
  return held;
}

interface Ours {
  readonly id: string;
  readonly content: string;
  readonly number: string;
}

function checkBothSides(file: Database, county: County, rows: readonly Row[]): void {
  const theirs = county.settlements();
  const ours = new Map(contents(file).map((one) => [one.id, one]));
  // A refused list bears the id of a settlement that may well be there.
  const carriers = rows.filter(({ kind }) => kind === 'settlement' || kind === 'reversal');
  const delivered = carriers.filter(({ state }) => state === 'done');
  // One that was refused and sent anew is judged by what took its place.
  const there = new Set(delivered.map(({ factId }) => factId));
  const undelivered = new Set(
    carriers
      .filter(({ state, factId }) => state === 'dead' && !there.has(factId))
      .map(({ factId }) => factId),
  );
  for (const { factId } of delivered) {
    const held = theirs.filter(({ ourSettlementId }) => ourSettlementId === factId);
    if (held.length !== 1) throw new Broken(`done here and ${held.length} times at the county: ${factId}`);
  }
  for (const held of theirs) {
    const one = ours.get(held.ourSettlementId);
    if (one === undefined) throw new Broken(`at the county and not here: ${held.ourSettlementId}`);
    if (undelivered.has(one.id)) throw new Broken(`at the county, and given up here: ${one.id}`);
    if (one.number !== held.settlementNumber) throw new Broken(`known under another number: ${one.id}`);
    if (one.content !== contentOf(held)) {
      throw new Broken(`other content at the county: ${one.content} there ${contentOf(held)}`);
    }
  }
  checkOrder(
    delivered,
    theirs.map(({ ourSettlementId }) => ourSettlementId),
  );
}

/** Of one person and year, the county heard in the order in which it happened here. */
function checkOrder(rows: readonly Row[], arrived: readonly string[]): void {
  const last = new Map<string, number>();
  const rowOf = new Map(rows.map((row) => [row.factId, row]));
  for (const factId of arrived) {
    const row = rowOf.get(factId);
    if (row === undefined) continue;
    const key = `${row.personId} ${row.year}`;
    if ((last.get(key) ?? 0) > row.place) throw new Broken(`the county heard of it too late: ${factId}`);
    last.set(key, row.place);
  }
}

type Content = Readonly<
  Record<
    | 'totalFen'
    | 'ownExpenseFen'
    | 'overLimitFen'
    | 'preSelfPayFen'
    | 'inScopeFen'
    | 'deductibleFen'
    | 'personalFen',
    number
  >
> & {
  readonly slipNumber: string;
  readonly layers: readonly {
    readonly layer: string;
    readonly kind: string | null;
    readonly payFen: number;
  }[];
};

function contentOf(one: Content): string {
  return JSON.stringify([
    one.slipNumber,
    one.totalFen,
    one.ownExpenseFen,
    one.overLimitFen,
    one.preSelfPayFen,
    one.inScopeFen,
    one.deductibleFen,
    one.personalFen,
    one.layers.map(({ layer, kind, payFen }) => [layer, kind, payFen]),
  ]);
}

function contents(file: Database): Ours[] {
  const layers = file.prepare<[string], Content['layers'][number]>(
    'SELECT layer, kind, pay_fen AS payFen FROM settlement_layer WHERE settlement_id = ? ORDER BY position',
  );
  return file
    .prepare<[], Omit<Content, 'layers'> & { id: string; number: string | null }>(
      `SELECT id, slip_number AS slipNumber, total_fen AS totalFen, own_expense_fen AS ownExpenseFen,
         over_limit_fen AS overLimitFen, pre_self_pay_fen AS preSelfPayFen, in_scope_fen AS inScopeFen,
         deductible_fen AS deductibleFen, personal_fen AS personalFen, known.value AS number
       FROM settlement LEFT JOIN platform_identifier AS known ON known.our_id = settlement.id AND known.kind = 'settlement'
       ORDER BY settlement.rowid`,
    )
    .all()
    .map((row) => ({
      id: row.id,
      number: row.number ?? '',
      content: contentOf({ ...row, layers: layers.all(row.id) }),
    }));
}
