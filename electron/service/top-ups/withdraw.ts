import { Refusal } from '../../../shared/contract/refusal.ts';
import type { TopUp } from '../../../shared/contract/top-ups.ts';
import { type Fen, fen, negateFen } from '../../../shared/money/fen.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { post } from '../ledger/post.ts';
import { doneBefore, moneyRequest, type MoneyRequest } from '../settlements/request.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { readTopUp } from './read.ts';

/**
 * Takes a wrong top-up back whole, by a fact of its own with the amount negated: its payer owes nothing for it any more, the
 * debt that it lowered stands again, a refund that did not go out is due no more, and one that did is owed by the patient.
 * The same request again gives the first answer. Refuses `top_up_unknown`, `top_up_already_withdrawn`, `request_id_reused`
 * and what a second person is refused for.
 */
export async function withdrawTopUp(
  context: ServiceContext,
  actor: Actor,
  { requestId, topUpId, reason, secondPerson }: Call<'topUps.withdraw'>['input'],
): Promise<TopUp> {
  const request = moneyRequest(requestId, 'topUps.withdraw', { topUpId, reason });
  if (doneBefore(context, request, 'top_up') !== undefined) return readTopUp(context, topUpId);
  requireStanding(context, topUpId);
  const approval = await approve(context, actor, secondPerson, {
    act: 'topUps.withdraw',
    subjectId: topUpId,
    reason,
  });
  inTransaction(context.database, () => {
    // Hashing the password took a moment.
    if (doneBefore(context, request, 'top_up') !== undefined) return;
    const topUp = requireStanding(context, topUpId);
    const withdrawalId = writeWithdrawal(context, actor, request, topUp, {
      reason,
      approvalId: recordApproval(context, approval),
    });
    for (const part of partsOf(context, topUpId)) postBack(context, actor, { topUp, withdrawalId }, part);
    postWrittenOffBack(context, actor, { topUp, withdrawalId });
    const { amountFen, settlementId } = topUp;
    appendAudit(context, actor, 'topUps.withdrawn', settlementId, {
      topUpId,
      withdrawalId,
      amountFen,
      reason,
    });
  });
  return readTopUp(context, topUpId);
}

/** Refuses `top_up_unknown` and `top_up_already_withdrawn`. */
export function requireStanding(context: ServiceContext, topUpId: string): TopUp {
  const topUp = readTopUp(context, topUpId);
  if (topUp.withdrawn === null) return topUp;
  throw new Refusal('top_up_already_withdrawn', '这笔补助结算已经撤销过，不用再做。');
}

function writeWithdrawal(
  context: ServiceContext,
  actor: Actor,
  request: MoneyRequest,
  { topUpId }: TopUp,
  why: { readonly reason: string; readonly approvalId: string },
): string {
  const original = statement<[string], Readonly<Record<string, string | number | null>>>(
    context.database,
    `SELECT settlement_id, person_id, application_id, payer, payer_title, clause, -amount_fen AS amount_fen,
       -in_scope_fen AS in_scope_fen, approval_number, approved_on, approver FROM top_up WHERE id = ?`,
  ).get(topUpId);
  const businessDay = today(context);
  const hospital = readHospital(context, businessDay);
  const id = context.newId();
  insertRow(context.database, 'top_up', {
    ...original,
    id,
    number: nextPaperNumber(context, 'top_up', hospital, businessDay),
    request_id: request.requestId,
    request_hash: request.requestHash,
    kind: 'withdrawal',
    withdraws_id: topUpId,
    reason: why.reason,
    approval_id: why.approvalId,
    business_day: businessDay,
    hospital: hospital.hospitalId,
    window: hospital.windowId,
    origin: hospital.origin,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
  });
  return id;
}

/** A posting of the top-up: what its payer owes by it, and what of the refund it made due is still due. */
interface Part {
  readonly reference: string | null;
  readonly owesFen: Fen;
  readonly openFen: Fen;
}

function partsOf(context: ServiceContext, topUpId: string): Part[] {
  return statement<[string], Part>(
    context.database,
    `SELECT posting.reference, sum(amount_fen) FILTER (WHERE account = 'receivable' AND kind = 'top_up') AS owesFen,
       coalesce(-sum(amount_fen) FILTER (WHERE account = 'refund_due'), 0) AS openFen
     FROM ledger_posting AS posting JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE posting.top_up_id = ? AND posting.kind IN ('top_up','refund') GROUP BY posting.reference ORDER BY min(posting.rowid)`,
  ).all(topUpId);
}

interface Withdrawn {
  readonly topUp: TopUp;
  readonly withdrawalId: string;
}

/** What was written off of what its payer refused is so no more: the payer never paid it, and gets no more back than came. */
function postWrittenOffBack(context: ServiceContext, actor: Actor, { topUp, withdrawalId }: Withdrawn): void {
  const { topUpId, settlementId, payer } = topUp;
  const row = statement<[string], { amountFen: Fen }>(
    context.database,
    `SELECT coalesce(sum(amount_fen), 0) AS amountFen FROM ledger_posting AS posting
     JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE posting.top_up_id = ? AND posting.kind = 'fund_write_off' AND account = 'fund_refused'`,
  ).get(topUpId);
  const amountFen = row?.amountFen ?? fen(0);
  if (amountFen === 0) return;
  const of = { settlementId, topUpId: withdrawalId, businessDay: today(context), reference: null };
  post(context, actor, { kind: 'correction', ...of }, [
    { account: 'receivable', payer, amountFen },
    { account: 'fund_refused', payer, amountFen: negateFen(amountFen) },
  ]);
}

function postBack(
  context: ServiceContext,
  actor: Actor,
  { topUp, withdrawalId }: Withdrawn,
  { reference, owesFen, openFen }: Part,
): void {
  const { settlementId, payer } = topUp;
  const posting = {
    kind: 'top_up',
    settlementId,
    topUpId: withdrawalId,
    businessDay: today(context),
  } as const;
  post(context, actor, { ...posting, reference }, [
    { account: 'receivable', payer, amountFen: negateFen(owesFen) },
    { account: 'refund_due', payer: null, amountFen: openFen },
    { account: 'patient_deferred', payer: null, amountFen: fen(owesFen - openFen) },
  ]);
}
