import type { Plan } from '../../../shared/contract/payments.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readSignatory, writeSignatory } from '../payments/signatory.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { owedFor } from './owed.ts';
import { readPlanRow, requireInstalments, shownPlan, writePlan } from './plan.ts';

/**
 * Agrees new dates for everything that is owed for a settlement. The same request again gives the first answer.
 * Refuses `request_id_reused`, `nothing_owed`, what `requireInstalments` refuses and `signatory_number_wrong`.
 */
export function agreeInstalments(
  context: ServiceContext,
  actor: Actor,
  input: Call<'debts.agree'>['input'],
): Plan {
  const { settlementId, instalments } = input;
  const signatory = input.signatory === null ? null : readSignatory(context, input.signatory);
  const request = moneyRequest(input.requestId, 'debts.agree', { settlementId, instalments, signatory });
  const businessDay = today(context);
  const planId = inTransaction(context.database, () => {
    const before = doneBefore(context, request, 'instalment_plan');
    if (before !== undefined) return before;
    const owedFen = owedFor(context, settlementId);
    if (owedFen === 0) throw new Refusal('nothing_owed', '这张结算单没有欠费，不用约定日期。');
    requireInstalments(instalments, owedFen, businessDay);
    const hospital = readHospital(context, businessDay);
    const id = writePlan(context, actor, hospital, { ...request, settlementId, businessDay, instalments });
    if (signatory !== null) writeSignatory(context, 'instalment_plan', id, signatory);
    appendAudit(context, actor, 'debts.agreed', settlementId, { planId: id, owedFen, instalments });
    return id;
  });
  return shownPlan(context, readPlanRow(context, planId), owedFor(context, settlementId), businessDay);
}
