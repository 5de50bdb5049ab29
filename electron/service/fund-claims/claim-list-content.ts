import { claimListLineSchema } from '../../../shared/contract/documents/claim-list.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { capitalYuan } from '../../../shared/money/capital.ts';
import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { readFundClaim } from './read.ts';

/** A line as it was claimed, without what became of it. */
const listed = claimListLineSchema.strip();

/** What stands on the list of a claim, as it was claimed. Refuses `fund_claim_unknown` and `fund_claim_withdrawn`. */
export function claimListContent(context: ServiceContext, claimId: string): Gathered<'claim_list'> {
  const claim = readFundClaim(context, claimId);
  if (claim.state === 'withdrawn') {
    throw new Refusal('fund_claim_withdrawn', '这份拨付申请已经撤回，不再打印。');
  }
  const { number, payer, payerTitle, month, amountFen, payers } = claim;
  return {
    title: `${payerTitle}“一站式”结算拨付申请表`,
    number,
    personId: null,
    businessDay: claim.draftedOn,
    content: {
      payer,
      payerTitle,
      month,
      amountFen,
      payers,
      amountCapital: capitalYuan(amountFen),
      lines: claim.lines.map((line) => listed.parse(line)),
    },
  };
}
