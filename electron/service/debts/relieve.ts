import type { DebtCare } from '../../../shared/contract/debt-collection.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { formatYuan, negateFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { owedBy } from './owed.ts';
import { post } from '../ledger/post.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { requireLive } from '../settlements/reverse.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { debtCareOf } from './care.ts';
import { owedFor } from './owed.ts';

/**
 * Waives or writes off a part of what is owed for a settlement: it stands in the ledger and on the day sheet of who does it.
 * A reversal of the settlement takes it back. The same request again gives the first answer. Refuses `settlement_unknown`,
 * `settlement_is_reversal`, `settlement_already_reversed`, `debt_relief_too_much`, `request_id_reused` and what a second
 * person is refused for.
 */
export async function relieveDebt(
  context: ServiceContext,
  actor: Actor,
  { requestId, secondPerson, ...input }: Call<'debts.relieve'>['input'],
): Promise<DebtCare> {
  const { settlementId, kind, amountFen, reason } = input;
  const request = moneyRequest(requestId, 'debts.relieve', input);
  const { personId } = requireLive(context, settlementId);
  if (doneBefore(context, request, 'debt_relief') !== undefined) return debtCareOf(context, personId);
  requireOwed(context, input);
  const act = { act: 'debts.relieve', subjectId: settlementId, reason };
  const approval = await approve(context, actor, secondPerson, act);
  inTransaction(context.database, () => {
    // Hashing the password took a moment: it may have been paid, or reversed.
    if (doneBefore(context, request, 'debt_relief') !== undefined) return;
    requireLive(context, settlementId);
    requireOwed(context, input);
    const owedBeforeFen = owedBy(context, personId);
    const posting = { kind, settlementId, businessDay: today(context), reference: null } as const;
    const postingId = post(context, actor, posting, [
      { account: kind, payer: null, amountFen },
      { account: 'patient_deferred', payer: null, amountFen: negateFen(amountFen) },
    ]);
    insertRow(context.database, 'debt_relief', {
      id: context.newId(),
      request_id: request.requestId,
      request_hash: request.requestHash,
      settlement_id: settlementId,
      posting_id: postingId,
      reason,
      approval_id: recordApproval(context, approval),
    });
    const owed = { owedBeforeFen, owedAfterFen: owedBy(context, personId) };
    appendAudit(context, actor, 'debts.relieved', settlementId, { kind, amountFen, reason, ...owed });
  });
  return debtCareOf(context, personId);
}

function requireOwed(
  context: ServiceContext,
  { settlementId, amountFen }: Pick<Call<'debts.relieve'>['input'], 'settlementId' | 'amountFen'>,
): void {
  const owedFen = owedFor(context, settlementId);
  if (amountFen <= owedFen) return;
  throw new Refusal(
    'debt_relief_too_much',
    `减免或核销的 ${formatYuan(amountFen)} 元比这张结算单的欠费 ${formatYuan(owedFen)} 元多。请核对金额。`,
  );
}
