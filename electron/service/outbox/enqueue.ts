import { yearOf } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { type UploadRecord, uploadRecordSchema } from './record.ts';

/**
 * Puts a record down for the platform, in the caller's transaction: with the fact it carries, or not at all. The
 * stored text is the canonical JSON of the record, and its hash covers exactly that text. One row for each fact; a
 * second one is refused by the file. After the commit the caller calls `context.wakeSender()`.
 */
export function enqueue(context: ServiceContext, record: UploadRecord, factId: string): void {
  const { database } = context;
  if (!database.inTransaction) throw new Error('a record is enqueued in the transaction of its fact');
  const checked = uploadRecordSchema.parse(record);
  const text = canonicalJson(checked);
  statement<[string, string, string, string, string, number, number, string, string, string]>(
    database,
    `INSERT INTO outbox (id, kind, fact_id, stay_id, person_id, year, amount_fen, record, record_hash, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    context.newId(),
    checked.kind,
    factId,
    checked.stayId,
    checked.person.personId,
    orderYearOf(context, checked),
    checked.kind === 'admission' ? 0 : checked.cost.totalFen,
    text,
    sha256(text),
    context.clock.now().toISOString(),
  );
}

/** The year whose order a record keeps to. A reversal belongs to the year of what it reverses, also when done later. */
function orderYearOf(context: ServiceContext, record: UploadRecord): number {
  if (record.kind === 'admission') return yearOf(record.admittedOn);
  if (record.kind === 'settlement') return yearOf(record.settledOn);
  const original = statement<[string], { year: number }>(
    context.database,
    "SELECT year FROM outbox WHERE kind = 'settlement' AND fact_id = ?",
  ).get(record.reversesId);
  return original?.year ?? yearOf(record.settledOn);
}
