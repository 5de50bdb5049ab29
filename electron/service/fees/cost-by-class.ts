import { type CostClass, type CostOfClass, costClasses } from '../../../shared/contract/stays.ts';
import { fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isKept } from './fee-lists.ts';

/** What `costByClassColumns` select. */
export interface CostByClassRow {
  readonly costClass: CostClass;
  readonly totalFen: number;
  /** Null where no item is of that catalogue class. */
  readonly classAFen: number | null;
  readonly classBFen: number | null;
  readonly classCFen: number | null;
  readonly inScopeFen: number;
}

/** SQL: the sums over rows of `fee_item AS item`, grouped by `cost_class`. */
export const costByClassColumns = `cost_class AS costClass, sum(item.amount_fen) AS totalFen,
  sum(item.amount_fen) FILTER (WHERE catalogue_class = 'A') AS classAFen,
  sum(item.amount_fen) FILTER (WHERE catalogue_class = 'B') AS classBFen,
  sum(item.amount_fen) FILTER (WHERE catalogue_class = 'C') AS classCFen,
  sum(item.in_scope_fen) AS inScopeFen`;

/** The slip's table: in the slip's order, classes without an item left out; `sign` -1 for a reversal. */
export function costByClassOfRows(rows: readonly CostByClassRow[], sign: 1 | -1): CostOfClass[] {
  return rows
    .map(({ costClass, totalFen, classAFen, classBFen, classCFen, inScopeFen }) => ({
      costClass,
      totalFen: fen(sign * totalFen),
      classAFen: fen(sign * (classAFen ?? 0)),
      classBFen: fen(sign * (classBFen ?? 0)),
      classCFen: fen(sign * (classCFen ?? 0)),
      inScopeFen: fen(sign * inScopeFen),
    }))
    .toSorted((left, right) => costClasses.indexOf(left.costClass) - costClasses.indexOf(right.costClass));
}

/** Cost by class and catalogue class of a stay as it is now. */
export function costByClass(context: ServiceContext, stayId: string): CostOfClass[] {
  const rows = statement<[string], CostByClassRow>(
    context.database,
    `SELECT ${costByClassColumns}
     FROM fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.id
     WHERE list.stay_id = ? AND ${isKept('list')} GROUP BY cost_class`,
  ).all(stayId);
  return costByClassOfRows(rows, 1);
}
