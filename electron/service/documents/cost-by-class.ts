import type { CostOfClass } from '../../../shared/contract/stays.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { type CostByClassRow, costByClassColumns, costByClassOfRows } from '../fees/cost-by-class.ts';

/**
 * The settled cost by class: of the lists that this settlement holds, which later imports do not change. A reversal
 * shows the lists of what it reverses, negated.
 */
export function costByClassOf(
  context: ServiceContext,
  settlement: { readonly settlementId: string; readonly reversesId: string | null },
): CostOfClass[] {
  const { settlementId, reversesId } = settlement;
  const rows = statement<[string], CostByClassRow>(
    context.database,
    `SELECT ${costByClassColumns}
     FROM settlement_fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.fee_list_id
     WHERE list.settlement_id = ? GROUP BY cost_class`,
  ).all(reversesId ?? settlementId);
  return costByClassOfRows(rows, reversesId === null ? 1 : -1);
}
