import type { FundClaim, FundClaimRow } from '../../../shared/contract/fund-claims.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import type { Platform } from '../platform/platform.ts';
import { readClaimRow, readFundClaim, reversedIn } from './read.ts';
import { undoFundClaim } from './send.ts';

/** The claim went to its payer. Refuses `fund_claim_unknown`, `fund_claim_not_draft` and `fund_claim_line_reversed`. */
export function submitFundClaim(context: ServiceContext, actor: Actor, claimId: string): FundClaim {
  inTransaction(context.database, () => {
    const { state, amountFen, payer } = readClaimRow(context, claimId);
    if (state !== 'draft') {
      throw new Refusal('fund_claim_not_draft', '这份拨付申请不是草稿，不能再申报。请刷新后查看。');
    }
    const reversed = reversedIn(context, { claimId, payer });
    if (reversed > 0) {
      const sentence = `这份草稿里有 ${reversed} 笔结算已经撤销。请作废草稿，重新生成后再申报。`;
      throw new Refusal('fund_claim_line_reversed', sentence);
    }
    writeStep(context, actor, { claimId, step: 'submitted', reason: null, approvalId: null });
    appendAudit(context, actor, 'fundClaims.submitted', claimId, { amountFen });
  });
  return readFundClaim(context, claimId);
}

/**
 * Throws a draft away, or takes back what was submitted and not answered with money; its settlements may be claimed anew.
 * Refuses `fund_claim_unknown`, `fund_claim_has_money`, `fund_claim_withdrawn`, and for what was submitted
 * `second_person_wrong` and the like, and what `undoFundClaim` refuses: an application at the platform is taken back there first.
 */
export async function withdrawFundClaim(
  context: ServiceContext,
  actor: Actor,
  { claimId, reason, secondPerson }: Call<'fundClaims.withdraw'>['input'],
  platform?: Platform,
): Promise<FundClaim> {
  const before = requireWithdrawable(context, claimId);
  const isSubmitted = before.state !== 'draft';
  if (isSubmitted && secondPerson === null) {
    throw new Refusal('second_person_wrong', '撤回已经申报的拨付申请要另一个人复核，请复核人登录。');
  }
  const act = { act: 'fundClaims.withdraw', subjectId: claimId, reason };
  const approval =
    isSubmitted && secondPerson !== null ? await approve(context, actor, secondPerson, act) : null;
  if (isSubmitted) await undoFundClaim(context, actor, claimId, platform);
  inTransaction(context.database, () => {
    // Hashing the password took a moment: it may have been submitted, or money may have come.
    const { state } = requireWithdrawable(context, claimId);
    if (state !== before.state) {
      throw new Refusal('fund_claim_not_draft', '这份拨付申请刚才变了，请刷新后重试。');
    }
    const approvalId = approval === null ? null : recordApproval(context, approval);
    writeStep(context, actor, { claimId, step: 'withdrawn', reason, approvalId });
    appendAudit(context, actor, 'fundClaims.withdrawn', claimId, { reason, state });
  });
  return readFundClaim(context, claimId);
}

function requireWithdrawable(context: ServiceContext, claimId: string): FundClaimRow {
  const row = readClaimRow(context, claimId);
  if (row.state === 'withdrawn') {
    throw new Refusal('fund_claim_withdrawn', '这份拨付申请已经撤回，不用再做。');
  }
  if (row.state !== 'draft' && row.state !== 'submitted') {
    throw new Refusal(
      'fund_claim_has_money',
      '这份拨付申请已有到账或拒付，不能撤回。以后的撤销会列入下一份申请。',
    );
  }
  return row;
}

interface Step {
  readonly claimId: string;
  readonly step: 'submitted' | 'withdrawn';
  readonly reason: string | null;
  readonly approvalId: string | null;
}

function writeStep(context: ServiceContext, actor: Actor, { claimId, step, reason, approvalId }: Step): void {
  insertRow(context.database, 'fund_claim_step', {
    id: context.newId(),
    claim_id: claimId,
    step,
    reason,
    approval_id: approvalId,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
  });
}
