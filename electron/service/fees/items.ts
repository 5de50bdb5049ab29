import type { RequestOutput } from '../../../shared/contract/contract.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isKept, listFeeLists } from './fee-lists.ts';
import { freeItemsOf } from './free-items.ts';
import { readStay } from '../stays/stay.ts';

type FeeItemPage = RequestOutput<'stays.feeItems'>;
type ItemRow = Omit<FeeItemPage['items'][number], 'freeOfCharge'> & { readonly catalogueCode: string | null };

/** One page of a stay's items, list after list in the order of each file. Refuses `stay_not_found`. */
export function readFeeItems(
  context: ServiceContext,
  page: { readonly stayId: string; readonly offset: number; readonly limit: number },
): FeeItemPage {
  const free = freeItemsOf(context, readStay(context, page.stayId));
  const itemCount = listFeeLists(context, page.stayId).reduce((sum, list) => sum + list.itemCount, 0);
  const items = statement<typeof page, ItemRow>(
    context.database,
    `SELECT list.id AS feeListId, line, code, name, cost_class AS costClass, catalogue_class AS catalogueClass, unit,
       pre_self_pay_millionths AS preSelfPayMillionths, limit_price AS limitPrice, price, quantity,
       amount_fen AS amountFen, item.own_expense_fen AS ownExpenseFen, item.over_limit_fen AS overLimitFen,
       item.pre_self_pay_fen AS preSelfPayFen, item.in_scope_fen AS inScopeFen, charged_on AS chargedOn,
       catalogue_code AS catalogueCode
     FROM fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.id
     WHERE list.stay_id = @stayId AND ${isKept('list')}
     ORDER BY list.id, item.line LIMIT 0 + @limit OFFSET @offset`,
  ).all(page);
  return {
    itemCount,
    items: items.map(({ catalogueCode, ...item }) => {
      const isFree = free?.isFree({ code: item.code, catalogueCode }) === true;
      return { ...item, freeOfCharge: isFree ? free.sentence : null };
    }),
  };
}
