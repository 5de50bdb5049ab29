import { yearOf } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { carriesAmounts, type UploadRecord } from './record.ts';

/**
 * Which row of a fact: of a record that needs several messages, and of one that is sent anew after a refusal. The only
 * one where nothing is said.
 */
export interface RowOfFact {
  readonly part: number;
  readonly generation: number;
  readonly replacesId: string | null;
  /** Whose place in the order it takes; null is its own. */
  readonly standsAt: number | null;
}

/**
 * Puts a record down for the platform, in the caller's transaction: with the fact it carries, or not at all. The
 * stored text is the canonical JSON of the record, and its hash covers exactly that text; its schema is asked where it
 * comes back out of the file (row.ts). One row for each fact and part; a second one is refused by the file. After the
 * commit the caller calls `context.wakeSender()`.
 * @returns the id of the row
 */
export function enqueue(
  context: ServiceContext,
  record: UploadRecord,
  factId: string,
  rowOfFact: Partial<RowOfFact> = {},
): string {
  const { database } = context;
  if (!database.inTransaction) throw new Error('a record is enqueued in the transaction of its fact');
  const { text, hash } = storedRecord(record);
  const { part = 0, generation = 0, replacesId = null, standsAt = null } = rowOfFact;
  const outboxId = context.newId();
  insertRow(database, 'outbox', {
    id: outboxId,
    kind: record.kind,
    fact_id: factId,
    part,
    generation,
    replaces_id: replacesId,
    stands_at: standsAt,
    stay_id: record.stayId,
    person_id: record.person.personId,
    year: orderYearOf(context, record),
    // What waits is summed by these: of a stay's records only its settlement counts, or all would count twice.
    amount_fen: carriesAmounts(record) ? record.cost.totalFen : 0,
    record: text,
    record_hash: hash,
    recorded_at: context.clock.now().toISOString(),
  });
  return outboxId;
}

/** A record as it is kept, and the hash that covers it. */
export function storedRecord(record: UploadRecord): { readonly text: string; readonly hash: string } {
  const text = canonicalJson(record);
  return { text, hash: sha256(text) };
}

/** The year whose order a record keeps to. A reversal belongs to the year of what it reverses, also when done later. */
function orderYearOf(context: ServiceContext, record: UploadRecord): number {
  if (record.kind === 'settlement' || record.kind === 'settlement_list') return yearOf(record.settledOn);
  if (record.kind !== 'reversal') return yearOf(record.admittedOn);
  const original = statement<[string], { year: number }>(
    context.database,
    "SELECT year FROM outbox WHERE kind = 'settlement' AND fact_id = ?",
  ).get(record.reversesId);
  return original?.year ?? yearOf(record.settledOn);
}
