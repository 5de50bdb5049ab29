import { type CostClass, type CostOfClass, costClasses } from '../../../shared/contract/stays.ts';
import { fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

interface ClassRow {
  readonly costClass: CostClass;
  readonly total: number;
  readonly classA: number;
  readonly classB: number;
  readonly classC: number;
  readonly inScope: number;
}

/**
 * The settled cost by class, in the order of the slip: of the lists that this settlement holds, which later imports
 * do not change. A reversal shows the lists of what it reverses, negated.
 */
export function costByClassOf(
  context: ServiceContext,
  settlement: { readonly settlementId: string; readonly reversesId: string | null },
): CostOfClass[] {
  const { settlementId, reversesId } = settlement;
  const sign = reversesId === null ? 1 : -1;
  const rows = statement<[string], ClassRow>(
    context.database,
    `SELECT cost_class AS costClass, sum(amount_fen) AS total, sum(in_scope_fen) AS inScope,
       sum(CASE catalogue_class WHEN 'A' THEN amount_fen ELSE 0 END) AS classA,
       sum(CASE catalogue_class WHEN 'B' THEN amount_fen ELSE 0 END) AS classB,
       sum(CASE catalogue_class WHEN 'C' THEN amount_fen ELSE 0 END) AS classC
     FROM settlement_fee_list AS list JOIN fee_item ON fee_item.fee_list_id = list.fee_list_id
     WHERE list.settlement_id = ? GROUP BY cost_class`,
  ).all(reversesId ?? settlementId);
  return rows
    .toSorted((left, right) => costClasses.indexOf(left.costClass) - costClasses.indexOf(right.costClass))
    .map(({ costClass, total, classA, classB, classC, inScope }) => ({
      costClass,
      totalFen: fen(sign * total),
      classAFen: fen(sign * classA),
      classBFen: fen(sign * classB),
      classCFen: fen(sign * classC),
      inScopeFen: fen(sign * inScope),
    }));
}
