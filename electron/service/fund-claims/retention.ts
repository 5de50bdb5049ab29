import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, fen, formatYuan, negateFen } from '../../../shared/money/fen.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { today } from '../hospital/settings.ts';
import { post } from '../ledger/post.ts';
import { doneBefore, moneyRequest, type MoneyRequest } from '../settlements/request.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { type NewMovement, writeMovement } from './movement.ts';
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
  inTransaction(context.database, () => {
    if (doneBefore(context, request, 'fund_movement') !== undefined) return;
    requireHeld(context, input);
    const movementId = moveRetention(context, actor, request, {
      ...input,
      kind: 'release',
      approvalId: null,
    });
    const { payer, amountFen } = input;
    appendAudit(context, actor, 'fundClaims.released', null, { movementId, payer, amountFen });
  });
}

/**
 * 质保金 that a payer will not give back becomes the hospital's own cost, with a second person's word. The same request
 * again does nothing more. Refuses what a release is refused for and what a second person is refused for.
 */
export async function forfeitRetention(
  context: ServiceContext,
  actor: Actor,
  { requestId, secondPerson, ...input }: Call<'fundClaims.forfeit'>['input'],
): Promise<void> {
  const request = moneyRequest(requestId, 'fundClaims.forfeit', input);
  if (doneBefore(context, request, 'fund_movement') !== undefined) return;
  requireHeld(context, input);
  const { payer, amountFen, reference: reason } = input;
  const act = { act: 'fundClaims.forfeit', subjectId: requestId, reason };
  const approval = await approve(context, actor, secondPerson, act);
  inTransaction(context.database, () => {
    // Hashing the password took a moment.
    if (doneBefore(context, request, 'fund_movement') !== undefined) return;
    requireHeld(context, input);
    const approvalId = recordApproval(context, approval);
    const movementId = moveRetention(context, actor, request, { ...input, kind: 'forfeiture', approvalId });
    appendAudit(context, actor, 'fundClaims.forfeited', null, { movementId, payer, amountFen, reason });
  });
}

interface Retained {
  readonly payer: string;
  readonly amountFen: Fen;
  readonly movedOn: LocalDate;
}

function requireHeld(context: ServiceContext, { payer, amountFen, movedOn }: Retained): void {
  if (movedOn > today(context)) {
    throw new Refusal('fund_receipt_day_wrong', `日期 ${movedOn} 还没有到，请核对银行回单或对方的通知。`);
  }
  const heldFen = retainedBy(context, payer);
  if (amountFen <= heldFen) return;
  throw new Refusal(
    'fund_release_too_much',
    `${formatYuan(amountFen)} 元比现在留着的质保金 ${formatYuan(heldFen)} 元多。请核对金额。`,
  );
}

/** The payer holds back less: the money is there, or never comes. @returns the id of the movement */
function moveRetention(
  context: ServiceContext,
  actor: Actor,
  request: MoneyRequest,
  { amountFen, ...moved }: Retained & Pick<NewMovement, 'reference' | 'approvalId'> & RetentionKind,
): string {
  const { payer, kind } = moved;
  const movement = { ...request, ...moved, claimId: null, replyHash: null };
  const movementId = writeMovement(context, actor, movement);
  const posting = {
    kind: kind === 'release' ? 'retention_release' : 'fund_write_off',
    settlementId: null,
    businessDay: today(context),
    reference: movementId,
  } as const;
  post(context, actor, posting, [
    { account: 'retention', payer, amountFen: negateFen(amountFen) },
    { account: kind === 'release' ? 'fund_received' : 'fund_refused', payer, amountFen },
  ]);
  return movementId;
}

interface RetentionKind {
  readonly kind: 'release' | 'forfeiture';
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
