import { type CostClass, type CostOfClass, costClasses } from '../../../shared/contract/stays.ts';
import { fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { isKept } from './fee-lists.ts';

interface SumRow {
  readonly costClass: CostClass;
  readonly totalFen: number;
  /** Null where no item is of that catalogue class. */
  readonly classAFen: number | null;
  readonly classBFen: number | null;
  readonly classCFen: number | null;
  readonly inScopeFen: number;
}

/** The slip's table: cost by class and catalogue class, in the slip's order, classes without an item left out. */
export function costByClass(context: ServiceContext, stayId: string): CostOfClass[] {
  const rows = statement<[string], SumRow>(
    context.database,
    `SELECT cost_class AS costClass, sum(amount_fen) AS totalFen,
       sum(amount_fen) FILTER (WHERE catalogue_class = 'A') AS classAFen,
       sum(amount_fen) FILTER (WHERE catalogue_class = 'B') AS classBFen,
       sum(amount_fen) FILTER (WHERE catalogue_class = 'C') AS classCFen,
       sum(item.in_scope_fen) AS inScopeFen
     FROM fee_list AS list JOIN fee_item AS item ON item.fee_list_id = list.id
     WHERE list.stay_id = ? AND ${isKept('list')} GROUP BY cost_class`,
  ).all(stayId);
  return rows
    .map(({ costClass, totalFen, classAFen, classBFen, classCFen, inScopeFen }) => ({
      costClass,
      totalFen: fen(totalFen),
      classAFen: fen(classAFen ?? 0),
      classBFen: fen(classBFen ?? 0),
      classCFen: fen(classCFen ?? 0),
      inScopeFen: fen(inScopeFen),
    }))
    .toSorted((left, right) => costClasses.indexOf(left.costClass) - costClasses.indexOf(right.costClass));
}
