import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { hasLiveSettlement } from '../settlements/live.ts';
import { requireNoLiveReferral } from '../referrals/issued.ts';
import { feedStay } from '../treatment/feed.ts';
import { readStay, requireNotCancelled } from './stay.ts';
import { tellCancelled } from './tell.ts';

/**
 * Takes back a stay that was opened by mistake; it stays in the file, marked. Refuses `stay_not_found`,
 * `stay_cancelled`, `stay_already_settled`, `stay_has_fees`,
 * `stay_has_referral`.
 */
export function cancelStay(
  context: ServiceContext,
  actor: Actor,
  { stayId, reason }: { readonly stayId: string; readonly reason: string },
): Stay {
  inTransaction(context.database, () => {
    const stay = readStay(context, stayId);
    requireNotCancelled(stay);
    if (hasLiveSettlement(context, stayId)) {
      throw new Refusal('stay_already_settled', '这次住院已经结算，不能作废。如要作废，请先撤销结算。');
    }
    if (stay.feeLists.length > 0) {
      throw new Refusal('stay_has_fees', '这次住院已经导入费用，不能作废。如要作废，请先撤回费用清单。');
    }
    requireNoLiveReferral(context, stayId);
    const { hospitalId, windowId, origin } = readHospital(context, today(context));
    const now = context.clock.now().toISOString();
    statement<[string, string, string, string, string, string, string, string]>(
      context.database,
      `INSERT INTO stay_cancellation (id, stay_id, reason, hospital, window, origin, recorded_at, recorded_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(context.newId(), stayId, reason, hospitalId, windowId, origin, now, actor.accountId);
    tellCancelled(context, actor, { stayId, reason });
    feedStay(context, actor, stayId);
    appendAudit(context, actor, 'stays.cancel', stayId, { reason });
  });
  context.wakeSender();
  return readStay(context, stayId);
}
