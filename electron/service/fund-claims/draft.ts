import type { FundClaim } from '../../../shared/contract/fund-claims.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { formatYuan } from '../../../shared/money/fen.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Call, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';
import { isClaimable, payerTitle } from './payers.ts';
import { readFundClaim } from './read.ts';
import { sumOfLines, unclaimedLines } from './unclaimed.ts';

/**
 * Puts everything that a payer owes up to the end of a month and that no standing claim holds into one claim, as a draft.
 * The file refuses a settlement that another claim of the payer holds, and an amount that is not the ledger's. The same
 * request again gives the first answer. Refuses `claim_payer_unknown`, `fund_claim_nothing` and `request_id_reused`.
 */
export function draftFundClaim(
  context: ServiceContext,
  actor: Actor,
  { requestId, payer, month }: Call<'fundClaims.draft'>['input'],
): FundClaim {
  const request = moneyRequest(requestId, 'fundClaims.draft', { payer, month });
  const claimId = inTransaction(context.database, () => {
    const before = doneBefore(context, request, 'fund_claim');
    if (before !== undefined) return before;
    const businessDay = today(context);
    requireClaimable(payer, month, businessDay);
    const { lines } = unclaimedLines(context, payer, month);
    const amountFen = sumOfLines(lines);
    if (amountFen <= 0) throw nothing(lines.length, amountFen === 0 ? '0.00' : formatYuan(amountFen));
    const id = context.newId();
    for (const [position, line] of lines.entries()) {
      insertRow(context.database, 'fund_claim_line', {
        claim_id: id,
        position,
        settlement_id: line.settlementId,
        top_up_id: line.topUpId,
        amount_fen: line.amountFen,
      });
    }
    const hospital = readHospital(context, businessDay);
    const number = nextPaperNumber(context, 'fund_claim', hospital, businessDay);
    insertRow(context.database, 'fund_claim', {
      id,
      number,
      request_id: request.requestId,
      request_hash: request.requestHash,
      payer,
      payer_title: payerTitle(context, payer),
      month,
      amount_fen: amountFen,
      business_day: businessDay,
      hospital: hospital.hospitalId,
      window: hospital.windowId,
      origin: hospital.origin,
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    const count = lines.length;
    appendAudit(context, actor, 'fundClaims.drafted', id, { number, payer, month, count, amountFen });
    return id;
  });
  return readFundClaim(context, claimId);
}

function requireClaimable(payer: string, month: string, businessDay: string): void {
  if (!isClaimable(payer)) {
    throw new Refusal('claim_payer_unknown', '这部分由医院自己承担，不向别人申请拨付。请另选支付方。');
  }
  if (month > businessDay.slice(0, 7)) {
    throw new Refusal('fund_claim_month_wrong', `${month} 还没有到，请选本月或以前的月份。`);
  }
}

function nothing(count: number, amount: string): Refusal {
  return new Refusal(
    'fund_claim_nothing',
    count === 0
      ? '到这个月底没有还没申报的结算，不用申报。'
      : `到这个月底还没申报的 ${count} 笔合计 ${amount} 元，不大于零，不能申报。留到下月一起申报。`,
  );
}
