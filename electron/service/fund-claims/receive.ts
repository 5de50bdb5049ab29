import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { FundClaim, FundClaimRow } from '../../../shared/contract/fund-claims.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, fen, formatYuan, negateFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { post } from '../ledger/post.ts';
import { doneBefore, moneyRequest, type MoneyRequest } from '../settlements/request.ts';
import { allocate, type Met } from './allocate.ts';
import { writeMovement } from './movement.ts';
import { readClaimRow, readFundClaim } from './read.ts';
import { type OpenLine, openLines } from './sums.ts';

type ReceiveInput = Call<'fundClaims.receive'>['input'];

/** What a payer answered to a claim: money, what it keeps back, and what it refuses. */
export type FundReply = Omit<ReceiveInput, 'requestId'>;

/**
 * Posts what a payer paid for a claim, one posting for each settlement that it meets, and writes down what was refused. The
 * same request again gives the first answer. Refuses `fund_claim_unknown`, `fund_claim_not_submitted`, `fund_receipt_empty`,
 * `fund_receipt_day_wrong`, `fund_receipt_too_much`, `fund_refusal_wrong` and `request_id_reused`.
 */
export function receiveFunds(context: ServiceContext, actor: Actor, input: ReceiveInput): FundClaim {
  const { requestId, ...reply } = input;
  const request = moneyRequest(requestId, 'fundClaims.receive', reply);
  inTransaction(context.database, () => {
    if (doneBefore(context, request, 'fund_movement') !== undefined) return;
    writeReceipt(context, actor, { request, reply, replyHash: null });
  });
  return readFundClaim(context, reply.claimId);
}

/** The same inside the caller's transaction, also for what came in a file. @returns the id of the movement */
export function writeReceipt(
  context: ServiceContext,
  actor: Actor,
  {
    request,
    reply,
    replyHash,
  }: { readonly request: MoneyRequest; readonly reply: FundReply; readonly replyHash: string | null },
): string {
  const { claimId, receivedFen, retainedFen, movedOn, reference, refusals } = reply;
  const claim = requireSubmitted(context, claimId);
  requireSomething(context, reply);
  const lines = openLines(context, claimId, claim.payer);
  const refused = refusedNow(lines, refusals);
  const met = allocate(payable(lines, refused), { receivedFen, retainedFen });
  if (met === undefined) throw tooMuch(lines, refused, fen(receivedFen + retainedFen));
  const movementId = writeMovement(context, actor, {
    ...request,
    kind: 'receipt',
    payer: claim.payer,
    claimId,
    movedOn,
    reference,
    replyHash,
    approvalId: null,
  });
  const topUps = new Map(lines.map(({ settlementId, topUpId }) => [settlementId, topUpId]));
  for (const line of met) {
    const topUpId = topUps.get(line.settlementId) ?? null;
    postMet(context, actor, { movementId, payer: claim.payer, topUpId }, line);
  }
  for (const { settlementId, amountFen, reason } of refusals) {
    insertRow(context.database, 'fund_refusal', {
      movement_id: movementId,
      settlement_id: settlementId,
      amount_fen: amountFen,
      reason,
    });
  }
  const detail = {
    movementId,
    receivedFen,
    retainedFen,
    refusedCount: refusals.length,
    isFile: replyHash !== null,
  };
  appendAudit(context, actor, 'fundClaims.received', claimId, detail);
  return movementId;
}

/** Refuses `fund_claim_unknown` and `fund_claim_not_submitted`. */
export function requireSubmitted(context: ServiceContext, claimId: string): FundClaimRow {
  const claim = readClaimRow(context, claimId);
  if (claim.state !== 'submitted' && claim.state !== 'part_paid') {
    throw new Refusal(
      'fund_claim_not_submitted',
      claim.state === 'paid'
        ? '这份拨付申请已经结清，不用再登记。'
        : '这份拨付申请还没有申报或已撤回，不能登记到账。请先申报。',
    );
  }
  return claim;
}

function requireSomething(context: ServiceContext, reply: FundReply): void {
  const { receivedFen, retainedFen, refusals, movedOn } = reply;
  if (receivedFen === 0 && retainedFen === 0 && refusals.length === 0) {
    throw new Refusal('fund_receipt_empty', '到账、质保金和拒付都没有填，没有可登记的内容。');
  }
  const day: LocalDate = today(context);
  if (movedOn > day) {
    throw new Refusal('fund_receipt_day_wrong', `到账日期 ${movedOn} 还没有到，请核对银行回单。`);
  }
}

/** An answer says what is refused besides what was refused before. */
function refusedNow(lines: readonly OpenLine[], refusals: FundReply['refusals']): Map<string, Fen> {
  const mayBeRefused = new Map(
    lines.map(({ settlementId, openFen, refusedFen }) => [settlementId, openFen - refusedFen]),
  );
  const refused = new Map<string, Fen>();
  for (const { settlementId, amountFen } of refusals) {
    if (amountFen > (mayBeRefused.get(settlementId) ?? 0) || refused.has(settlementId)) {
      throw new Refusal(
        'fund_refusal_wrong',
        '拒付的结算不在这份申请里、写了两次，或金额比还没拨付也没拒付的多（以前登记过的拒付不要再写）。请核对后重试。',
      );
    }
    refused.set(settlementId, amountFen);
  }
  return refused;
}

/** What is refused in this very answer is not met by it; what was refused before may be, last of all. */
function payable(lines: readonly OpenLine[], refused: ReadonlyMap<string, Fen>) {
  return lines.map(({ settlementId, openFen, refusedFen }) => ({
    settlementId,
    openFen: fen(openFen - (refused.get(settlementId) ?? 0)),
    refusedFen,
  }));
}

function tooMuch(lines: readonly OpenLine[], refused: ReadonlyMap<string, Fen>, cameFen: Fen): Refusal {
  const open = lines.reduce((sum, { openFen }) => sum + openFen, 0);
  const most = fen([...refused.values()].reduce((sum, amount) => sum - amount, open));
  return new Refusal(
    'fund_receipt_too_much',
    `到账和质保金合计 ${formatYuan(cameFen)} 元，比还没拨付的 ${formatYuan(most)} 元多。请核对金额。`,
  );
}

/** The payer owes less; the money is there, or kept back. */
function postMet(
  context: ServiceContext,
  actor: Actor,
  of: { readonly movementId: string; readonly payer: string; readonly topUpId: string | null },
  { settlementId, receivedFen, retainedFen }: Met,
): void {
  const { movementId, payer, topUpId } = of;
  const posting = { kind: 'fund_receipt', settlementId, topUpId, businessDay: today(context) } as const;
  post(context, actor, { ...posting, reference: movementId }, [
    { account: 'receivable', payer, amountFen: negateFen(fen(receivedFen + retainedFen)) },
    { account: 'fund_received', payer, amountFen: receivedFen },
    { account: 'retention', payer, amountFen: retainedFen },
  ]);
}
