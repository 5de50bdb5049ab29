import type { Actor, ServiceContext } from '../context.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { resolve } from '../outbox/resolve.ts';
import { isToBeUndone, toldRows } from '../outbox/told.ts';
import { tellGroundOfSettlement } from '../stays/tell.ts';
import { amountsUpload, settlementListUpload, type SettlementToTell, settlementToTell } from './upload.ts';

/**
 * Puts a settlement down for the platform, inside the caller's transaction: after everything of the stay that it stands
 * on, and the list of a final one after it. A part of a stay that goes on knows no discharge yet and brings no list.
 */
export function tellSettlement(context: ServiceContext, actor: Actor, told: SettlementToTell): void {
  const { settlementId, stayId } = told.settlement;
  const isFinal = told.settlement.kind === 'final';
  tellGroundOfSettlement(context, actor, { stayId, isFinal });
  enqueue(context, amountsUpload(told), settlementId);
  if (isFinal) enqueue(context, settlementListUpload(context, told), settlementId);
}

/**
 * Puts a reversal down for the platform, inside the caller's transaction. Money is told both ways even when the
 * settlement still waits; only a settlement that the centre refused is closed together with its reversal, since neither
 * can be delivered. A list that is not there yet is not needed any more.
 */
export function tellReversal(
  context: ServiceContext,
  actor: Actor,
  reversed: { readonly reversalId: string; readonly settlementId: string; readonly reason: string },
): void {
  const { reversalId, settlementId, reason } = reversed;
  const because = { act: 'reversed', reason } as const;
  for (const list of toldRows(context, 'settlement_list', settlementId)) {
    isToBeUndone(context, actor, list, because);
  }
  const [told] = toldRows(context, 'settlement', settlementId);
  const isRefused = told?.state === 'dead' && told.isThere === 'no';
  if (isRefused && told.isOpen === 1) {
    resolve(context, actor, { outboxId: told.outboxId, ...because, replacedBy: null });
  }
  const outboxId = enqueue(context, amountsUpload(settlementToTell(context, reversalId)), reversalId);
  if (isRefused) resolve(context, actor, { outboxId, ...because, replacedBy: null });
}
