import type { UploadAct } from '../../../shared/contract/outbox.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { UploadKind } from './record.ts';
import { placeOf } from './place.ts';
import type { DeliveryState } from './row.ts';
import { isThere, type ToldRow } from './told.ts';

/** A row as far as it decides what may be done with it. */
export interface ActableRow {
  readonly outboxId: string;
  readonly kind: UploadKind;
  readonly factId: string;
  readonly stayId: string;
  readonly part: number;
  readonly generation: number;
  readonly state: DeliveryState;
  readonly isOpen: 0 | 1;
  readonly isThere: ToldRow['isThere'];
  readonly record: string;
  /** Its place in the person's order. */
  readonly standsAt: number;
}

/** Refuses `outbox_row_unknown`. */
export function readActable(context: ServiceContext, outboxId: string): ActableRow {
  const row = statement<[string], ActableRow>(
    context.database,
    `SELECT id AS outboxId, kind, fact_id AS factId, stay_id AS stayId, part, generation, state, record,
       closed_at IS NULL AS isOpen, ${isThere('this')} AS isThere, ${placeOf('this')} AS standsAt
     FROM outbox AS this WHERE id = ?`,
  ).get(outboxId);
  if (row === undefined) throw new Refusal('outbox_row_unknown', '没有这条上传记录，请刷新后重试。');
  return row;
}

/**
 * What a person may do with a row. Whatever still goes on by itself needs nobody but may be remarked upon; a dead row is
 * asked about again if it may be there; if it certainly is not, it is sent anew, or closed once what it tells no longer
 * holds. What may be there is never closed: the record that undoes it would be lost with it.
 */
export function actsOf(
  row: Pick<ActableRow, 'kind' | 'state' | 'isOpen' | 'isThere'>,
  factHolds: boolean,
): UploadAct[] {
  if (row.isOpen === 0) return [];
  if (row.state !== 'dead') return ['note'];
  const acts: UploadAct[] = ['note'];
  if (row.isThere === 'perhaps') acts.push('ask');
  if (factHolds && row.isThere === 'no') acts.push('resend');
  if (factHolds && row.kind === 'settlement') acts.push('reverse');
  if (!factHolds && row.isThere === 'no') acts.push('close');
  return acts;
}
