import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { kindsOfRecord } from './kinds.ts';
import type { UploadRecord } from './record.ts';

/** What the platform names, and counts by its own numbers. */
export type IdentifierKind = 'person' | 'stay' | 'settlement' | 'referral' | 'settlement_list';

export function identifier(context: ServiceContext, kind: IdentifierKind, ourId: string): string | null {
  const row = statement<[string, string], { value: string }>(
    context.database,
    'SELECT value FROM platform_identifier WHERE kind = ? AND our_id = ?',
  ).get(kind, ourId);
  return row?.value ?? null;
}

/** Learnt once: a number never changes afterwards. Called inside the transaction of what taught it. */
export function learn(context: ServiceContext, kind: IdentifierKind, ourId: string, value: string): void {
  statement<[string, string, string, string]>(
    context.database,
    `INSERT INTO platform_identifier (our_id, kind, value, learnt_at, place)
     VALUES (?, ?, ?, ?, (SELECT coalesce(max(place), 0) + 1 FROM platform_identifier))
     ON CONFLICT (our_id, kind) DO NOTHING`,
  ).run(ourId, kind, value, context.clock.now().toISOString());
}

/** The platform's numbers besides the person's that a record is sent with, as far as they are known. */
export function numbersFor(context: ServiceContext, record: UploadRecord) {
  return {
    stayNumber: kindsOfRecord[record.kind].needsStay ? identifier(context, 'stay', record.stayId) : null,
    originalNumber: originalNumber(context, record),
  };
}

function originalNumber(context: ServiceContext, record: UploadRecord): string | null {
  if (record.kind === 'reversal') return identifier(context, 'settlement', record.reversesId);
  if (record.kind === 'settlement_list') return identifier(context, 'settlement', record.settlementId);
  return null;
}

/** The platform's numbers of all our settlements and reversals of a stay. */
export function settlementNumbersOf(context: ServiceContext, stayId: string): ReadonlySet<string> {
  const rows = statement<[string], { value: string }>(
    context.database,
    `SELECT platform_identifier.value FROM settlement
     JOIN platform_identifier ON platform_identifier.our_id = settlement.id AND platform_identifier.kind = 'settlement'
     WHERE settlement.stay_id = ?`,
  ).all(stayId);
  return new Set(rows.map(({ value }) => value));
}
