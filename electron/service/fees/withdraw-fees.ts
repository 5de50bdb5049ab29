import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { feeListIsSettled } from '../settlements/live.ts';
import { findFeeList } from './fee-lists.ts';
import { isReturnedElsewhere } from './list-returns.ts';
import { readStay } from '../stays/stay.ts';
import { tellFeesWithdrawn } from '../stays/tell.ts';

/**
 * Takes back a fee list that was loaded by mistake; it stays in the file, marked. Refuses `fee_list_not_found`,
 * `fee_list_withdrawn`, `fee_list_settled`, `fee_list_returned`.
 */
export function withdrawFees(
  context: ServiceContext,
  actor: Actor,
  { feeListId, reason }: { readonly feeListId: string; readonly reason: string },
): Stay {
  const stayId = inTransaction(context.database, () => {
    const { stayId, isWithdrawn } = findFeeList(context, feeListId);
    if (isWithdrawn) throw new Refusal('fee_list_withdrawn', '这份费用清单已经撤回，不用再撤。');
    if (feeListIsSettled(context, feeListId)) {
      throw new Refusal('fee_list_settled', '这份费用清单已经结算，不能撤回。如要改，请先撤销那一次结算。');
    }
    if (isReturnedElsewhere(context, feeListId)) {
      const sentence = '后来的清单退了这份清单里的费用，请先撤回那份退费的清单。';
      throw new Refusal('fee_list_returned', sentence);
    }
    statement<[string, string, string, string]>(
      context.database,
      'INSERT INTO fee_list_withdrawal (fee_list_id, reason, recorded_at, recorded_by) VALUES (?, ?, ?, ?)',
    ).run(feeListId, reason, context.clock.now().toISOString(), actor.accountId);
    tellFeesWithdrawn(context, actor, { stayId, feeListId, reason });
    appendAudit(context, actor, 'stays.withdraw_fees', stayId, { feeListId, reason });
    return stayId;
  });
  context.wakeSender();
  return readStay(context, stayId);
}
