import type { HandoverOutlook } from '../../../shared/contract/handover.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Role } from '../../../shared/contract/request.ts';
import type { SignedIn } from '../../../shared/contract/staff.ts';
import { openApprovals } from '../approvals/late.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { openShift } from '../day-close/shift.ts';
import { readDrafts } from '../drafts/drafts.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { uploadSummary } from '../outbox/summary.ts';
import { checkCredentials, enter } from '../staff/sign-in.ts';

const windowRoles: ReadonlySet<Role> = new Set(['clerk', 'cashier_lead']);

/** What the next clerk should know before the window changes hands. */
export function handoverOutlook(context: ServiceContext, actor: Actor): HandoverOutlook {
  const { expectedCashFen, lastPostingId } = openShift(context, actor.accountId);
  const { unsentCount, deadCount } = uploadSummary(context);
  return {
    begun: begunAt(context, actor.windowId),
    expectedCashFen,
    hasOpenShift: lastPostingId !== null,
    unsentCount,
    deadCount,
    ownApprovalCount: openApprovals(context, actor.accountId).ownCount,
    last: lastHandovers(context),
  };
}

/**
 * Gives the window to the next clerk, who signs in at the same screen; what was open then is recorded with both accounts, and
 * the session of who leaves ends with it. Refuses `handover_to_oneself`, `handover_password_wrong`, `handover_not_a_clerk`,
 * `handover_next_due` and what a sign-in is refused for; then who was there stays.
 */
export async function giveWindow(
  context: ServiceContext,
  actor: Actor,
  { next: credentials, countedCashFen, note }: Call<'handover.give'>['input'],
): Promise<SignedIn> {
  const next = await checkCredentials(context, credentials);
  if (next === undefined) {
    throw new Refusal('handover_password_wrong', '接班人的账号或密码不对，请接班人重新输入。');
  }
  requireMayTakeOver(actor, next);
  const handoverId = context.newId();
  inTransaction(context.database, () => {
    const { hospitalId, windowId, origin } = readHospital(context, today(context));
    const { begun, expectedCashFen, unsentCount } = handoverOutlook(context, actor);
    insertRow(context.database, 'shift_handover', {
      id: handoverId,
      from_account_id: actor.accountId,
      to_account_id: next.accountId,
      expected_cash_fen: expectedCashFen,
      counted_cash_fen: countedCashFen,
      begun_count: begun.length,
      unsent_count: unsentCount,
      note,
      hospital: hospitalId,
      window: windowId,
      origin,
      recorded_at: context.clock.now().toISOString(),
    });
    const detail = { handoverId, toAccountId: next.accountId, expectedCashFen, countedCashFen };
    appendAudit(context, actor, 'handover.given', actor.accountId, detail);
  });
  return enter(context, actor.windowId, next);
}

function requireMayTakeOver(actor: Actor, next: SignedIn): void {
  if (next.accountId === actor.accountId) {
    throw new Refusal('handover_to_oneself', '接班的要是另一个人，用自己的账号。');
  }
  if (!windowRoles.has(next.role)) {
    throw new Refusal('handover_not_a_clerk', '接班的要是收费员或收费组长的账号。');
  }
  if (next.passwordDue !== null || next.codeDue) {
    throw new Refusal('handover_next_due', '接班人要先改密码：请按“换人”，接班人登录改好密码再办理。');
  }
}

/** What forms were begun, by their kind: the part of a draft's name before its number. */
function begunAt(context: ServiceContext, windowId: number): string[] {
  return [...readDrafts(context, windowId).keys()].map((name) => name.split(':', 1)[0] ?? name);
}

function lastHandovers({ database }: ServiceContext): HandoverOutlook['last'] {
  return statement<[], HandoverOutlook['last'][number]>(
    database,
    `SELECT recorded_at AS at, one.display_name AS fromName, other.display_name AS toName,
       expected_cash_fen AS expectedCashFen, counted_cash_fen AS countedCashFen, note
     FROM shift_handover JOIN staff_account AS one ON one.id = from_account_id
     JOIN staff_account AS other ON other.id = to_account_id ORDER BY recorded_at DESC LIMIT 10`,
  ).all();
}
