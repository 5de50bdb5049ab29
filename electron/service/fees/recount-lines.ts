import type { CostParts } from '../../../shared/engine/claim.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { ClassifiedRow } from './classify.ts';
import type { ReturnedPart } from './returns.ts';
import type { Terms } from './terms.ts';

interface LineRow extends Omit<ClassifiedRow, 'listed' | 'returns' | 'parts'>, CostParts {
  readonly listed: string | null;
}

/** The lines of a list as they were written, with what its returns give back. */
export function readLines(context: ServiceContext, feeListId: string): ClassifiedRow[] {
  const returns = statement<[string, number], ReturnedPart>(
    context.database,
    `SELECT charged_list_id AS feeListId, charged_line AS line, quantity FROM fee_return
     WHERE fee_list_id = ? AND line = ? ORDER BY charged_list_id, charged_line`,
  );
  return statement<[string], LineRow>(
    context.database,
    `SELECT line, code, name, cost_class AS costClass, catalogue_class AS catalogueClass,
       pre_self_pay_millionths AS preSelfPayRatio, limit_price AS limitPrice, price, quantity, charged_on AS chargedOn,
       unit, serial, catalogue_code AS catalogueCode, listed, amount_fen AS totalFen, own_expense_fen AS ownExpenseFen,
       over_limit_fen AS overLimitFen, pre_self_pay_fen AS preSelfPayFen, in_scope_fen AS inScopeFen
     FROM fee_item WHERE fee_list_id = ? ORDER BY line`,
  )
    .all(feeListId)
    .map(({ listed, totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen, ...row }) => ({
      ...row,
      parts: { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen },
      listed: listed === null ? null : (JSON.parse(listed) as Terms),
      returns: returns.all(feeListId, row.line),
    }));
}
