import type { FundClaim } from '../../../shared/contract/fund-claims.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, negateFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { post } from '../ledger/post.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { requireLive } from '../settlements/reverse.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { requireStanding } from '../top-ups/withdraw.ts';
import { writeMovement } from './movement.ts';
import { readFundClaim } from './read.ts';
import { requireSubmitted } from './receive.ts';
import { openLines } from './sums.ts';

/**
 * What the payer refused of a settlement becomes the hospital's own cost, with a second person's word. The same request
 * again gives the first answer. What was taken back is nobody's cost any more: `settlement_already_reversed`,
 * `top_up_already_withdrawn`. Refuses besides `fund_claim_unknown`, `fund_claim_not_submitted`, `fund_not_refused`,
 * `request_id_reused` and what a second person is refused for.
 */
export async function writeOffRefused(
  context: ServiceContext,
  actor: Actor,
  { requestId, claimId, settlementId, reason, secondPerson }: Call<'fundClaims.writeOff'>['input'],
): Promise<FundClaim> {
  const request = moneyRequest(requestId, 'fundClaims.writeOff', { claimId, settlementId, reason });
  if (doneBefore(context, request, 'fund_movement') !== undefined) return readFundClaim(context, claimId);
  requireRefused(context, claimId, settlementId);
  const act = { act: 'fundClaims.writeOff', subjectId: settlementId, reason };
  const approval = await approve(context, actor, secondPerson, act);
  inTransaction(context.database, () => {
    // Hashing the password took a moment.
    if (doneBefore(context, request, 'fund_movement') !== undefined) return;
    const { payer, amountFen, topUpId } = requireRefused(context, claimId, settlementId);
    const businessDay = today(context);
    const movementId = writeMovement(context, actor, {
      ...request,
      kind: 'write_off',
      payer,
      claimId,
      movedOn: businessDay,
      reference: reason,
      replyHash: null,
      approvalId: recordApproval(context, approval),
    });
    const of = { settlementId, topUpId, businessDay, reference: movementId };
    const posting = { kind: 'fund_write_off', ...of } as const;
    post(context, actor, posting, [
      { account: 'receivable', payer, amountFen: negateFen(amountFen) },
      { account: 'fund_refused', payer, amountFen },
    ]);
    appendAudit(context, actor, 'fundClaims.writtenOff', claimId, { settlementId, amountFen, reason });
  });
  return readFundClaim(context, claimId);
}

function requireRefused(
  context: ServiceContext,
  claimId: string,
  settlementId: string,
): { readonly payer: string; readonly amountFen: Fen; readonly topUpId: string | null } {
  const { payer } = requireSubmitted(context, claimId);
  const line = openLines(context, claimId, payer).find((one) => one.settlementId === settlementId);
  if (line === undefined || line.refusedFen === 0) {
    throw new Refusal(
      'fund_not_refused',
      '这笔结算没有被拒付，或拒付的部分已经处理，不能核销。请刷新后查看。',
    );
  }
  const { topUpId, refusedFen: amountFen } = line;
  if (topUpId === null) requireLive(context, settlementId);
  else requireStanding(context, topUpId);
  return { payer, amountFen, topUpId };
}
