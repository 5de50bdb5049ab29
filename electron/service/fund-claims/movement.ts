import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { readHospital, today } from '../hospital/settings.ts';
import type { MoneyRequest } from '../settlements/request.ts';

export interface NewMovement extends MoneyRequest {
  readonly kind: 'receipt' | 'write_off' | 'release' | 'forfeiture';
  readonly payer: string;
  readonly claimId: string | null;
  readonly movedOn: LocalDate;
  readonly reference: string;
  readonly replyHash: string | null;
  readonly approvalId: string | null;
}

/** Writes the movement inside the caller's transaction; the caller posts its amounts under its id. */
export function writeMovement(context: ServiceContext, actor: Actor, movement: NewMovement): string {
  const id = context.newId();
  const { hospitalId, windowId, origin } = readHospital(context, today(context));
  insertRow(context.database, 'fund_movement', {
    id,
    request_id: movement.requestId,
    request_hash: movement.requestHash,
    kind: movement.kind,
    payer: movement.payer,
    claim_id: movement.claimId,
    moved_on: movement.movedOn,
    reference: movement.reference,
    reply_hash: movement.replyHash,
    approval_id: movement.approvalId,
    hospital: hospitalId,
    window: windowId,
    origin,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
  });
  return id;
}
