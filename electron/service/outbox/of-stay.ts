import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { UploadKind } from './record.ts';
import { isNeeded, isThere, type ToldRow } from './told.ts';

export type RowOfStay = Pick<ToldRow, 'outboxId' | 'isOpen' | 'isThere' | 'isNeeded'>;

/** Every row of a stay, whatever it tells. */
export function rowsOfStay(context: ServiceContext, stayId: string): RowOfStay[] {
  return statement<[string], RowOfStay>(
    context.database,
    `SELECT id AS outboxId, closed_at IS NULL AS isOpen, ${isThere('told')} AS isThere, ${isNeeded('told')} AS isNeeded
     FROM outbox AS told WHERE stay_id = ? ORDER BY sequence`,
  ).all(stayId);
}

export function openRowsOfStay(context: ServiceContext, stayId: string): RowOfStay[] {
  return rowsOfStay(context, stayId).filter(({ isOpen }) => isOpen === 1);
}

/** The platform certainly does not have it, and nothing waits behind it: it can be closed without a word. */
export function isOnlyPlanned({ isThere: there, isNeeded: needed }: RowOfStay): boolean {
  return there === 'no' && needed === 0;
}

/** What takes the place of a row that was closed without being told; nothing where there is none. */
export function anewAfter(
  context: ServiceContext,
  { kind, factId, part }: { readonly kind: UploadKind; readonly factId: string; readonly part: number },
): { readonly generation: number; readonly replacesId: string } | Record<string, never> {
  const row = statement<[UploadKind, string, number], { replacesId: string; generation: number }>(
    context.database,
    `SELECT id AS replacesId, generation + 1 AS generation FROM outbox WHERE kind = ? AND fact_id = ? AND part = ?
     ORDER BY generation DESC LIMIT 1`,
  ).get(kind, factId, part);
  return row ?? {};
}
