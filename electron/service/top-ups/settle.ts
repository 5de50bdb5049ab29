import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { TopUp, TopUpPayer, TopUpRoom } from '../../../shared/contract/top-ups.ts';
import { topUp } from '../../../shared/engine/top-up.ts';
import { type Fen, fen, formatYuan, negateFen } from '../../../shared/money/fen.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { approveApplication, requireApprovable } from '../hardship/approve.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { post } from '../ledger/post.ts';
import { usedFor } from '../settlements/approved-amounts.ts';
import { readSettlementRow, type SettlementRow } from '../settlements/record.ts';
import { doneBefore, moneyRequest, type MoneyRequest } from '../settlements/request.ts';
import { requireLive } from '../settlements/reverse.ts';
import { approveOrAlone, secondLoginOf } from '../staff/alone.ts';
import { recordApproval } from '../staff/approve.ts';
import { topUpPayers } from './payers.ts';
import { readTopUp, toppedUp } from './read.ts';
import { borneOf, mostOf, type Spread, spread } from './spread.ts';

type TopUpInput = Omit<Call<'topUps.settle'>['input'], 'requestId' | 'secondPerson'>;

/** Who may still pay for a settlement, and how much; nobody for one that was reversed. Refuses `settlement_unknown`. */
export function topUpRoom(context: ServiceContext, settlementId: string): TopUpRoom {
  const row = readSettlementRow(context, settlementId);
  if (row.kind === 'reversal' || row.reversedById !== null) {
    return { payers: [], mostFen: fen(0), owedFen: fen(0) };
  }
  const borne = borneOf(context, settlementId);
  const payers = topUpPayers(policyOfAct(context, row.inForceId));
  return { payers, mostFen: mostOf(borne), owedFen: borne.owedFen };
}

/**
 * Settles what was approved after a settlement, which stays as it is: its payer owes the hospital the amount, the patient owes
 * that much less for this settlement, and what is beyond the debt becomes due to the patient (锦卫发〔2019〕61号 三（三）; 洪泽
 * 二（一）2). An application that was approved ends with it. The same request again gives the first answer. Refuses
 * `settlement_unknown`, `settlement_is_reversal`, `settlement_already_reversed`, `layer_takes_no_approval`,
 * `approved_amount_wrong`, `approval_number_used`, `top_up_too_much`, what the application refuses, `request_id_reused` and
 * what a second person is refused for.
 */
export async function settleTopUp(
  context: ServiceContext,
  actor: Actor,
  { requestId, secondPerson, ...input }: Call<'topUps.settle'>['input'],
): Promise<TopUp> {
  const { settlementId, payer, amountFen, approvalNumber } = input;
  const secondLogin = secondLoginOf(secondPerson);
  const request = moneyRequest(requestId, 'topUps.settle', { ...input, secondLogin });
  const done = doneBefore(context, request, 'top_up');
  if (done !== undefined) return readTopUp(context, done);
  requireSound(context, input);
  const reason = `${payer} ${formatYuan(amountFen)} ${approvalNumber}`;
  const act = { act: 'topUps.settle', subjectId: settlementId, reason };
  const approval = await approveOrAlone(context, actor, secondPerson, act);
  const topUpId = inTransaction(context.database, () => {
    // Hashing the password took a moment: everything is asked again, now under the lock.
    const before = doneBefore(context, request, 'top_up');
    if (before !== undefined) return before;
    const sound = requireSound(context, input);
    const { applicationId } = input;
    if (applicationId !== null) approveApplication(context, actor, request, { ...input, applicationId });
    return writeTopUp(context, actor, request, {
      ...input,
      ...sound,
      approvalId: recordApproval(context, approval),
    });
  });
  return readTopUp(context, topUpId);
}

interface Sound {
  readonly settlement: SettlementRow;
  readonly payee: TopUpPayer;
}

function requireSound(context: ServiceContext, input: TopUpInput): Sound {
  const { settlementId, payer, amountFen, approvedOn, applicationId } = input;
  const settlement = requireLive(context, settlementId);
  const payee = topUpPayers(policyOfAct(context, settlement.inForceId)).find((one) => one.payer === payer);
  if (payee === undefined) {
    throw new Refusal(
      'layer_takes_no_approval',
      `${settlement.packTitle}没有按批准金额支付的这一层，请核对是哪一项救助。`,
    );
  }
  const day: LocalDate = today(context);
  if (amountFen <= 0 || approvedOn > day) {
    throw new Refusal('approved_amount_wrong', '批准金额要大于零，批准日期不能晚于今天。请对照批件核对。');
  }
  if (applicationId !== null) requireApprovable(context, { ...input, applicationId });
  const { approvalNumber: number } = input;
  // An approval pays once, at a settlement or after one.
  const used = usedFor(context, { number, layer: payer, exceptStayId: null });
  if (used !== undefined) {
    throw new Refusal(
      'approval_number_used',
      `批准文号 ${number} 已用于${used}，一个文号只能用一次。请对照批件核对。`,
    );
  }
  const mostFen = mostOf(borneOf(context, settlementId));
  if (amountFen > mostFen) {
    throw new Refusal(
      'top_up_too_much',
      `批准的 ${formatYuan(amountFen)} 元比患者这次还负担的 ${formatYuan(mostFen)} 元多。请按负担的金额填写，多批的部分由批准单位直接发给患者。`,
    );
  }
  return { settlement, payee };
}

function writeTopUp(
  context: ServiceContext,
  actor: Actor,
  request: MoneyRequest,
  approved: TopUpInput & Sound & { readonly approvalId: string },
): string {
  const { settlement, amountFen, payer } = approved;
  const { settlementId } = settlement;
  const businessDay = today(context);
  const hospital = readHospital(context, businessDay);
  const parts = spread(amountFen, borneOf(context, settlementId));
  const topUpId = context.newId();
  const number = nextPaperNumber(context, 'top_up', hospital, businessDay);
  insertRow(context.database, 'top_up', {
    id: topUpId,
    number,
    request_id: request.requestId,
    request_hash: request.requestHash,
    kind: 'top_up',
    withdraws_id: null,
    ...approvedColumns(context, approved),
    reason: null,
    business_day: businessDay,
    hospital: hospital.hospitalId,
    window: hospital.windowId,
    origin: hospital.origin,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
  });
  postTopUp(context, actor, { settlementId, topUpId, businessDay, payer }, parts);
  const detail = { topUpId, number, payer, amountFen, fromDebtFen: parts.fromDebtFen };
  appendAudit(context, actor, 'topUps.settled', settlementId, detail);
  return topUpId;
}

/** What was approved, and how much of it the policy counts as in scope. */
function approvedColumns(
  context: ServiceContext,
  { settlement, payee, amountFen, ...input }: TopUpInput & Sound & { readonly approvalId: string },
): Record<string, string | number | null> {
  const before = toppedUp(context, settlement.settlementId);
  const borne = {
    personalFen: fen(settlement.personalFen - before.amountFen),
    personalInScopeFen: fen(settlement.personalInScopeFen - before.inScopeFen),
  };
  const policy = policyOfAct(context, settlement.inForceId);
  const change = topUp(policy, borne, { layer: payee.payer, amountFen });
  return {
    settlement_id: settlement.settlementId,
    person_id: settlement.personId,
    application_id: input.applicationId,
    payer: payee.payer,
    payer_title: payee.title,
    clause: payee.clause,
    amount_fen: amountFen,
    in_scope_fen: negateFen(change.personalInScopeFen),
    approval_number: input.approvalNumber,
    approved_on: input.approvedOn,
    approver: input.approver,
    approval_id: input.approvalId,
  };
}

interface Account {
  readonly settlementId: string;
  readonly topUpId: string;
  readonly businessDay: LocalDate;
  readonly payer: string;
}

/** One posting for the debt, and one for each payment that is given back, which it names. */
function postTopUp(
  context: ServiceContext,
  actor: Actor,
  { payer, ...of }: Account,
  { fromDebtFen, refunds }: Spread,
): void {
  const owes = (amountFen: Fen) => ({ account: 'receivable', payer, amountFen }) as const;
  if (fromDebtFen > 0) {
    post(context, actor, { kind: 'top_up', ...of, reference: null }, [
      owes(fromDebtFen),
      { account: 'patient_deferred', payer: null, amountFen: negateFen(fromDebtFen) },
    ]);
  }
  for (const { postingId, amountFen } of refunds) {
    post(context, actor, { kind: 'top_up', ...of, reference: postingId }, [
      owes(amountFen),
      { account: 'refund_due', payer: null, amountFen: negateFen(amountFen) },
    ]);
  }
}
