import type { Policy } from '../../../shared/engine/policy.ts';
import { fen, type Fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

/**
 * What the items of those fee lists that stand in an item list of the policy cost, by list; undefined where none does.
 * An item counts by the hospital's own code or by that of the catalogue it was matched with. What was given back is taken
 * off.
 */
export function costOfItemLists(
  context: ServiceContext,
  itemLists: Policy['itemLists'],
  feeListIds: readonly string[],
): Readonly<Record<string, Fen>> | undefined {
  const cost: Record<string, Fen> = {};
  for (const { id, codes } of itemLists) {
    if (codes.length === 0) continue;
    const row = statement<object, { amountFen: number }>(
      context.database,
      `SELECT coalesce(sum(amount_fen), 0) AS amountFen FROM fee_item
       WHERE fee_list_id IN (SELECT value FROM json_each(@lists))
         AND (code IN (SELECT value FROM json_each(@codes)) OR catalogue_code IN (SELECT value FROM json_each(@codes)))`,
    ).get({ lists: JSON.stringify(feeListIds), codes: JSON.stringify(codes) });
    const amountFen = row?.amountFen ?? 0;
    if (amountFen > 0) cost[id] = fen(amountFen);
  }
  return Object.keys(cost).length === 0 ? undefined : cost;
}
