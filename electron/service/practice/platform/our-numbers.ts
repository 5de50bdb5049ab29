import { statement } from '../../database/statement.ts';
import type { UploadRecord } from '../../outbox/record.ts';
import type { KnownNumbers } from '../../platform/known-numbers.ts';
import type { Office } from './book.ts';
import { visitStands } from './life.ts';

/** This platform's numbers of a hospital's stay and settlement, by the ids that came with them (exp_content). */
export function ourNumbers(
  office: Office,
  record: UploadRecord,
): Pick<KnownNumbers, 'stayNumber' | 'originalNumber'> {
  return {
    stayNumber: stayNumber(office, record.stayId),
    originalNumber: originalNumber(office, record),
  };
}

function stayNumber({ database }: Office, stayId: string): string | null {
  const visit = statement<[string], { mdtrt_id: string }>(
    database,
    `SELECT mdtrt_id FROM visit WHERE our_stay_id = ? AND ${visitStands} ORDER BY sequence DESC LIMIT 1`,
  ).get(stayId);
  return visit?.mdtrt_id ?? null;
}

function originalNumber({ database }: Office, record: UploadRecord): string | null {
  const settlementId =
    record.kind === 'reversal' ? record.reversesId : 'settlementId' in record ? record.settlementId : null;
  if (settlementId === null) return null;
  const held = statement<[string], { setl_id: string }>(
    database,
    "SELECT setl_id FROM settlement WHERE json_extract(declared, '$.our_setl_id') = ? LIMIT 1",
  ).get(settlementId);
  return held?.setl_id ?? null;
}
