import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ApprovedAmount } from '../../../shared/contract/settlements.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { approvalLayers } from '../../../shared/engine/top-up.ts';
import { fen, formatYuan } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { policyFor } from '../policy/in-force.ts';
import { approveOrAlone, secondLoginOf } from '../staff/alone.ts';
import { type Approval, recordApproval } from '../staff/approve.ts';
import { readStayRow, requireNotCancelled } from '../stays/stay.ts';
import { stands } from '../top-ups/read.ts';
import { isLive, liveSettlementOfStay } from './live.ts';
import { doneBefore, moneyRequest, type MoneyRequest } from './request.ts';

type ApproveInput = Call<'settlements.approveAmount'>['input'];

/** An amount that was approved for a layer of the pack, as it is kept. */
export interface ApprovedFact extends Omit<ApprovedAmount, 'title'> {
  readonly approvedAmountId: string;
}

/** The layers of a pack that pay what somebody approved. */
export function layersByApproval(policy: Policy): { readonly layer: string; readonly title: string }[] {
  return approvalLayers(policy).map(({ id, title }) => ({ layer: id, title }));
}

/**
 * What counts for the next settlement of a stay: of each layer the newest approval, unless it was withdrawn or a live
 * settlement has used it.
 */
export function approvedFor(context: ServiceContext, stayId: string): ApprovedFact[] {
  return statement<[string], ApprovedFact>(
    context.database,
    `SELECT id AS approvedAmountId, layer, amount_fen AS amountFen, number, approved_on AS approvedOn, approver
     FROM approved_amount AS amount WHERE stay_id = ? AND amount_fen > 0
       AND rowid = (SELECT max(rowid) FROM approved_amount WHERE stay_id = amount.stay_id AND layer = amount.layer)
       AND NOT EXISTS (SELECT 1 FROM settlement_approved_amount AS used
         JOIN settlement AS original ON original.id = used.settlement_id
         WHERE used.approved_amount_id = amount.id AND ${isLive('original')})
     ORDER BY layer`,
  ).all(stayId);
}

/** The same as a window shows it. */
export function shownApproval(
  { layer, amountFen, number, approvedOn, approver }: Omit<ApprovedAmount, 'title'>,
  titled: readonly { readonly layer: string; readonly title: string }[],
): ApprovedAmount {
  const title = titled.find((one) => one.layer === layer)?.title ?? layer;
  return { layer, title, amountFen, number, approvedOn, approver };
}

/** Ties the approvals to the settlement that paid by them, inside the caller's transaction. */
export function useApproved(
  context: ServiceContext,
  settlementId: string,
  approved: readonly ApprovedFact[],
): void {
  const insert = statement<[string, string]>(
    context.database,
    'INSERT INTO settlement_approved_amount (settlement_id, approved_amount_id) VALUES (?, ?)',
  );
  for (const { approvedAmountId } of approved) insert.run(settlementId, approvedAmountId);
}

/** What a settlement paid by approval. */
export function approvedOf(context: ServiceContext, settlementId: string): Omit<ApprovedAmount, 'title'>[] {
  return statement<[string], Omit<ApprovedAmount, 'title'>>(
    context.database,
    `SELECT layer, amount_fen AS amountFen, number, approved_on AS approvedOn, approver
     FROM settlement_approved_amount AS used JOIN approved_amount AS amount ON amount.id = used.approved_amount_id
     WHERE used.settlement_id = ? ORDER BY layer`,
  ).all(settlementId);
}

/**
 * Records what somebody approved for a stay: number, amount, day and who approved, confirmed by a second person at the
 * same screen. Nothing withdraws what stood before. The same request again gives the first answer. Refuses
 * `request_id_reused`, `stay_not_found`, `stay_cancelled`, `stay_already_settled`, `layer_takes_no_approval`,
 * `approved_amount_wrong`, `approval_number_used`, `no_policy_in_force` and what a second person is refused for.
 */
export async function approveAmount(
  context: ServiceContext,
  actor: Actor,
  input: ApproveInput,
): Promise<{ readonly approvedAmountId: string }> {
  const { secondPerson, requestId, ...content } = input;
  const secondLogin = secondLoginOf(secondPerson);
  const request = moneyRequest(requestId, 'settlements.approveAmount', { ...content, secondLogin });
  const done = doneBefore(context, request, 'approved_amount');
  if (done !== undefined) return { approvedAmountId: done };
  requireApprovable(context, input);
  const reason = `${input.layer} ${formatYuan(input.amountFen)} ${input.number}`;
  const act = { act: 'settlements.approveAmount', subjectId: input.stayId, reason };
  const approval = await approveOrAlone(context, actor, secondPerson, act);
  const approvedAmountId = inTransaction(context.database, () => {
    const before = doneBefore(context, request, 'approved_amount');
    if (before !== undefined) return before;
    requireApprovable(context, input);
    return write(context, actor, request, input, approval);
  });
  return { approvedAmountId };
}

function requireApprovable(context: ServiceContext, input: ApproveInput): void {
  const { stayId, layer, amountFen, number, approvedOn } = input;
  const stay = readStayRow(context, stayId);
  requireNotCancelled(stay);
  if (liveSettlementOfStay(context, stayId) !== undefined) {
    throw new Refusal('stay_already_settled', '这次住院已经结算。要加批准金额，请先撤销结算。');
  }
  const day: LocalDate = today(context);
  const { policy, packTitle } = policyFor(context, readPerson(context, stay.personId).region, day);
  if (!layersByApproval(policy).some((one) => one.layer === layer)) {
    throw new Refusal(
      'layer_takes_no_approval',
      `${packTitle}没有按批准金额支付的这一层，请核对是哪一项救助。`,
    );
  }
  if (amountFen < 0 || approvedOn > day) {
    throw new Refusal('approved_amount_wrong', '批准金额不能是负数，批准日期不能晚于今天。请对照批件核对。');
  }
  if (amountFen === 0) return;
  const used = usedFor(context, { number, layer, exceptStayId: stayId });
  if (used !== undefined) {
    throw new Refusal(
      'approval_number_used',
      `批准文号 ${number} 已用于${used}，一个文号只能用一次。请对照批件核对。`,
    );
  }
  requireUnspent(context, input);
}

/** For what the approval of this number was used already: another stay, or a top-up that stands. */
export function usedFor(
  context: ServiceContext,
  of: { readonly number: string; readonly layer: string; readonly exceptStayId: string | null },
): string | undefined {
  return statement<typeof of, { name: string }>(
    context.database,
    `SELECT '住院号 ' || admission_number AS name FROM approved_amount AS amount JOIN stay ON stay.id = stay_id
     WHERE number = @number AND layer = @layer AND stay_id IS NOT @exceptStayId AND amount_fen > 0 AND amount.rowid = (
       SELECT max(rowid) FROM approved_amount WHERE stay_id = amount.stay_id AND layer = amount.layer)
     UNION ALL SELECT '结算后补助 ' || made.number FROM top_up AS made
     WHERE approval_number = @number AND payer = @layer AND ${stands('made')} LIMIT 1`,
  ).get(of)?.name;
}

/** Parts of one stay may share an approval, and together spend no more than what was approved under its number. */
function requireUnspent(context: ServiceContext, { stayId, layer, amountFen, number }: ApproveInput): void {
  const spent = statement<[string, string, string], { approvedFen: number | null; paidFen: number }>(
    context.database,
    `SELECT max(amount.amount_fen) AS approvedFen, coalesce(sum(paid.pay_fen), 0) AS paidFen
     FROM approved_amount AS amount
     JOIN settlement_approved_amount AS used ON used.approved_amount_id = amount.id
     JOIN settlement AS original ON original.id = used.settlement_id
     JOIN settlement_layer AS paid ON paid.settlement_id = original.id AND paid.layer = amount.layer
     WHERE amount.stay_id = ? AND amount.layer = ? AND amount.number = ? AND ${isLive('original')}`,
  ).get(stayId, layer, number);
  if (spent === undefined || spent.approvedFen === null) return;
  const leftFen = fen(spent.approvedFen - spent.paidFen);
  if (amountFen <= leftFen) return;
  throw new Refusal(
    'approval_number_used',
    `批准文号 ${number} 在这次住院的中途结算里已用去 ${formatYuan(fen(spent.paidFen))} 元，只剩 ${formatYuan(leftFen)} 元。` +
      '请按剩下的金额填写；另有批件的，填它的文号。',
  );
}

function write(
  context: ServiceContext,
  actor: Actor,
  request: MoneyRequest,
  input: ApproveInput,
  approval: Approval,
): string {
  const { stayId, layer, amountFen, number, approvedOn, approver } = input;
  const { hospitalId, windowId, origin } = readHospital(context, today(context));
  const approvedAmountId = context.newId();
  statement<Record<string, unknown>>(
    context.database,
    `INSERT INTO approved_amount (id, request_id, request_hash, stay_id, layer, amount_fen, number, approved_on, approver,
       approval_id, hospital, window, origin, recorded_at, recorded_by)
     VALUES (@approvedAmountId, @requestId, @requestHash, @stayId, @layer, @amountFen, @number, @approvedOn, @approver,
       @approvalId, @hospitalId, @windowId, @origin, @recordedAt, @recordedBy)`,
  ).run({
    approvedAmountId,
    ...request,
    stayId,
    layer,
    amountFen,
    number,
    approvedOn,
    approver,
    approvalId: recordApproval(context, approval),
    hospitalId,
    windowId,
    origin,
    recordedAt: context.clock.now().toISOString(),
    recordedBy: actor.accountId,
  });
  appendAudit(context, actor, 'settlements.amount_approved', stayId, { approvedAmountId, layer, amountFen });
  return approvedAmountId;
}
