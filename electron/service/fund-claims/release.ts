import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, fen, formatYuan, negateFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { post } from '../ledger/post.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { writeMovement } from './movement.ts';
import { entriesOfMovement } from './sums.ts';

/**
 * 质保金 that a payer gave back. The same request again does nothing more. Refuses `fund_release_too_much`,
 * `fund_receipt_day_wrong` and `request_id_reused`.
 */
export function releaseRetention(
  context: ServiceContext,
  actor: Actor,
  { requestId, ...input }: Call<'fundClaims.release'>['input'],
): void {
  const request = moneyRequest(requestId, 'fundClaims.release', input);
  const { payer, amountFen, movedOn, reference } = input;
  inTransaction(context.database, () => {
    if (doneBefore(context, request, 'fund_movement') !== undefined) return;
    const businessDay = today(context);
    if (movedOn > businessDay) {
      throw new Refusal('fund_receipt_day_wrong', `到账日期 ${movedOn} 还没有到，请核对银行回单。`);
    }
    const heldFen = retainedBy(context, payer);
    if (amountFen > heldFen) {
      throw new Refusal(
        'fund_release_too_much',
        `退回 ${formatYuan(amountFen)} 元，比现在留着的质保金 ${formatYuan(heldFen)} 元多。请核对金额。`,
      );
    }
    const movementId = writeMovement(context, actor, {
      ...request,
      kind: 'release',
      payer,
      claimId: null,
      movedOn,
      reference,
      replyHash: null,
      approvalId: null,
    });
    const posting = {
      kind: 'retention_release',
      settlementId: null,
      businessDay,
      reference: movementId,
    } as const;
    post(context, actor, posting, [
      { account: 'retention', payer, amountFen: negateFen(amountFen) },
      { account: 'fund_received', payer, amountFen },
    ]);
    appendAudit(context, actor, 'fundClaims.released', null, { movementId, payer, amountFen });
  });
}

/** What a payer holds back now: a sum over the ledger. */
export function retainedBy(context: ServiceContext, payer: string): Fen {
  const row = statement<[string], { amountFen: number }>(
    context.database,
    `SELECT coalesce(sum(entry.amount_fen), 0) AS amountFen FROM fund_movement AS movement JOIN ${entriesOfMovement}
     WHERE movement.payer = ? AND entry.account = 'retention'`,
  ).get(payer);
  return fen(row?.amountFen ?? 0);
}
