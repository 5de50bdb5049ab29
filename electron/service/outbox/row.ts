import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { sha256 } from '../hashing/canonical.ts';
import { isOnStick } from './on-stick.ts';
import { placeOf } from './place.ts';
import { type UploadRecord, uploadRecordSchema } from './record.ts';

export type DeliveryState = 'pending' | 'sending' | 'unknown' | 'done' | 'dead';

/** What a person is shown: a row that was closed without being delivered waits for nothing any more. */
export function shownState(row: {
  readonly state: DeliveryState;
  readonly isOpen: 0 | 1;
}): DeliveryState | 'closed' {
  return row.state !== 'done' && row.isOpen === 0 ? 'closed' : row.state;
}

/** One row of the outbox as the sender works with it. */
export interface OutboxRow {
  readonly id: string;
  readonly kind: UploadRecord['kind'];
  readonly factId: string;
  readonly stayId: string;
  readonly personId: string;
  readonly state: DeliveryState;
  /** How often it was tried to bring it forward, asking included. */
  readonly attempts: number;
  /** How often of these it failed while the platform was well. */
  readonly setbacks: number;
  /** It also left in a package that nobody answered for. */
  readonly onStick: 0 | 1;
  /** From when on a correction (2601) of its message may be on the network; null once the platform answered it. */
  readonly correctingSince: string | null;
  readonly record: string;
  readonly recordHash: string;
  /** The platform's number of the person; null while it was not asked. */
  readonly personNumber: string | null;
}

const columns = `id, kind, fact_id AS factId, stay_id AS stayId, person_id AS personId, state, attempts, setbacks,
  correcting_since AS correctingSince, ${isOnStick('this')} AS onStick, record, record_hash AS recordHash, (SELECT value FROM platform_identifier AS person
    WHERE person.kind = 'person' AND person.our_id = this.person_id) AS personNumber`;

/**
 * SQL condition: an earlier row of the same person is open, and of the same year (critical illness is cumulative)
 * or of the same stay (settled, reversed and settled again across New Year). A dead row holds back these and no others.
 */
export function waitsForEarlier(name: string): string {
  return `EXISTS (SELECT 1 ${earlierOf(name)})`;
}

/**
 * SQL condition: the admission's number was that of a stay which was cancelled, and the platform has not heard it all:
 * there a number is registered once.
 */
function waitsForNumber(name: string): string {
  return `(${name}.kind = 'admission' AND EXISTS (SELECT 1 FROM stay AS opened JOIN stay AS cancelled
    ON cancelled.admission_number = opened.admission_number AND cancelled.id <> opened.id
    JOIN outbox AS earlier ON earlier.stay_id = cancelled.id AND earlier.closed_at IS NULL
      AND ${placeOf('earlier')} < ${placeOf(name)} WHERE opened.id = ${name}.stay_id))`;
}

/** SQL: the id of the row that the row of that name waits for; null when it waits for none. */
export function waitedFor(name: string): string {
  return `(SELECT earlier.id ${earlierOf(name)} ORDER BY ${placeOf('earlier')} LIMIT 1)`;
}

function earlierOf(name: string): string {
  return `FROM outbox AS earlier WHERE earlier.closed_at IS NULL
    AND earlier.person_id = ${name}.person_id AND ${placeOf('earlier')} < ${placeOf(name)}
    AND (earlier.year = ${name}.year OR earlier.stay_id = ${name}.stay_id)`;
}

/** No appointment is made as far ahead as this: one that stands there was made before the clock was set back. */
const farthestAppointmentMs = 2 * 60 * 60_000;

/** How much goes out in one turn of the sender. */
export interface TurnLimits {
  readonly rows: number;
  /** Of records, as they are stored; a longer one goes alone. */
  readonly bytes: number;
}

/** Made once: a text that is put together anew for each look costs as much as a part of the look. */
const due = `SELECT ${columns} FROM outbox AS this
  WHERE closed_at IS NULL AND state IN ('pending', 'unknown')
    AND (next_attempt_at IS NULL OR next_attempt_at <= :now OR next_attempt_at > :farthest)
    AND NOT ${waitsForEarlier('this')} AND NOT ${waitsForNumber('this')}
    AND (kind IN ('referral', 'admission') OR EXISTS (SELECT 1 FROM platform_identifier AS known
      WHERE known.kind = 'stay' AND known.our_id = this.stay_id))
    AND (kind NOT IN ('reversal', 'settlement_list') OR EXISTS (SELECT 1 FROM platform_identifier AS known
      WHERE known.kind = 'settlement' AND known.our_id = CASE this.kind
        WHEN 'reversal' THEN json_extract(this.record, '$.reversesId') ELSE this.fact_id END))
  ORDER BY sequence LIMIT 0 + :limit`;

/**
 * What can be brought forward now, oldest first, one row of each person. A row waits for earlier ones, and while the
 * platform's number that it needs (of the stay, of the settlement it is about) is still to come with another row.
 */
export function dueRows(context: ServiceContext, { rows: limit, bytes }: TurnLimits): OutboxRow[] {
  const now = context.clock.now();
  const farthest = new Date(now.getTime() + farthestAppointmentMs);
  if (limit === 0) return [];
  const rows = statement<{ now: string; farthest: string; limit: number }, OutboxRow>(
    context.database,
    due,
  ).all({ now: now.toISOString(), farthest: farthest.toISOString(), limit });
  return withinBytes(onePerPerson(rows), bytes);
}

/** The order of a person's rows is never a matter of which connection is faster. */
function onePerPerson(rows: readonly OutboxRow[]): OutboxRow[] {
  const persons = new Set<string>();
  return rows.filter(({ personId }) => !persons.has(personId) && persons.add(personId));
}

function withinBytes(rows: readonly OutboxRow[], most: number): OutboxRow[] {
  let bytes = 0;
  const beyond = rows.findIndex(({ record }) => (bytes += Buffer.byteLength(record)) > most);
  return rows.slice(0, beyond === -1 ? rows.length : Math.max(1, beyond));
}

export function rowsBeingSent(context: ServiceContext): OutboxRow[] {
  return statement<[], OutboxRow>(
    context.database,
    `SELECT ${columns} FROM outbox AS this WHERE closed_at IS NULL AND state = 'sending'`,
  ).all();
}

/** One row, open or closed. */
export function outboxRow(
  context: ServiceContext,
  id: string,
): (OutboxRow & { readonly closed: boolean }) | undefined {
  const row = statement<[string], OutboxRow & { closed: 0 | 1 }>(
    context.database,
    `SELECT ${columns}, closed_at IS NOT NULL AS closed FROM outbox AS this WHERE id = ?`,
  ).get(id);
  return row === undefined ? undefined : { ...row, closed: row.closed === 1 };
}

/**
 * When the next row that was put off is to be tried again; undefined when none is. What was due by the time of the last
 * look and did not go waits for something else than time: for an earlier row, or for a platform to be set.
 */
export function nextAppointment(context: ServiceContext, lastLook: Date): Date | undefined {
  const row = statement<[string], { at: string | null }>(
    context.database,
    `SELECT min(next_attempt_at) AS at FROM outbox INDEXED BY outbox_open
     WHERE closed_at IS NULL AND state IN ('pending', 'unknown') AND next_attempt_at > ?`,
  ).get(lastLook.toISOString());
  return row === undefined || row.at === null ? undefined : new Date(row.at);
}

/** The record of a row; undefined when it is not what was put down: the file is damaged or was tampered with. */
export function recordOf(row: OutboxRow): UploadRecord | undefined {
  if (sha256(row.record) !== row.recordHash) return undefined;
  const parsed = uploadRecordSchema.safeParse(JSON.parse(row.record));
  return parsed.success ? parsed.data : undefined;
}
