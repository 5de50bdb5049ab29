import { capitalYuan } from '../../../shared/money/capital.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Gathered } from '../documents/gather.ts';
import { readSettlementRow } from '../settlements/record.ts';
import { readTopUp } from './read.ts';

/** What stands on the slip of a top-up, as it was when it was settled. Refuses `top_up_unknown`. */
export function topUpSlipContent(context: ServiceContext, topUpId: string): Gathered<'top_up_slip'> {
  const { refundedFen: _refunded, withdrawn: _withdrawn, ...topUp } = readTopUp(context, topUpId);
  const { personalFen, explanation } = readSettlementRow(context, topUp.settlementId);
  const earlierFen = earlierThan(context, topUpId);
  return {
    title: '城乡居民医疗费用“一站式”结算后补助单',
    number: topUp.number,
    personId: topUp.personId,
    businessDay: topUp.businessDay,
    content: {
      ...topUp,
      document: explanation.document,
      amountCapital: capitalYuan(topUp.amountFen),
      personalFen,
      earlierFen,
      stillBorneFen: fen(personalFen - earlierFen - topUp.amountFen),
    },
  };
}

/** What earlier top-ups of its settlement took off when it was made. */
function earlierThan(context: ServiceContext, topUpId: string): Fen {
  const row = statement<[string], { amountFen: Fen }>(
    context.database,
    `SELECT coalesce(sum(earlier.amount_fen), 0) AS amountFen FROM top_up AS made
     JOIN top_up AS earlier ON earlier.settlement_id = made.settlement_id AND earlier.rowid < made.rowid
     WHERE made.id = ?`,
  ).get(topUpId);
  return row?.amountFen ?? fen(0);
}
