import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

type FeeList = Stay['feeLists'][number];

interface FeeListRow {
  readonly feeListId: string;
  readonly fileName: string;
  readonly itemCount: number;
  readonly statedTotalFen: number | null;
  readonly totalFen: Fen;
  readonly ownExpenseFen: Fen;
  readonly overLimitFen: Fen;
  readonly preSelfPayFen: Fen;
  readonly inScopeFen: Fen;
  readonly recordedAt: string;
}

/** SQL condition: the fee list of that name was not withdrawn. */
export function isKept(name: string): string {
  return `NOT EXISTS (SELECT 1 FROM fee_list_withdrawal WHERE fee_list_id = ${name}.id)`;
}

/** The fee lists of a stay that were not withdrawn, in the order they were loaded. */
export function listFeeLists(context: ServiceContext, stayId: string): FeeList[] {
  const rows = statement<[string], FeeListRow>(
    context.database,
    `SELECT id AS feeListId, file_name AS fileName, item_count AS itemCount, stated_total_fen AS statedTotalFen,
       total_fen AS totalFen, own_expense_fen AS ownExpenseFen, over_limit_fen AS overLimitFen,
       pre_self_pay_fen AS preSelfPayFen, in_scope_fen AS inScopeFen, recorded_at AS recordedAt
     FROM fee_list AS list WHERE stay_id = ? AND ${isKept('list')} ORDER BY id`,
  ).all(stayId);
  return rows.map(({ feeListId, fileName, itemCount, statedTotalFen, recordedAt, ...cost }) => ({
    feeListId,
    fileName,
    itemCount,
    recordedAt,
    cost,
    statedTotalFen: statedTotalFen === null ? null : fen(statedTotalFen),
  }));
}

/** The stay that a fee list belongs to, and whether it was withdrawn. Refuses `fee_list_not_found`. */
export function findFeeList(
  context: ServiceContext,
  feeListId: string,
): { readonly stayId: string; readonly isWithdrawn: boolean } {
  const row = statement<[string], { stayId: string; isKept: 0 | 1 }>(
    context.database,
    `SELECT stay_id AS stayId, ${isKept('list')} AS isKept FROM fee_list AS list WHERE id = ?`,
  ).get(feeListId);
  if (row === undefined) {
    throw new Refusal('fee_list_not_found', '没有找到这份费用清单，请刷新后重新选择。');
  }
  return { stayId: row.stayId, isWithdrawn: row.isKept === 0 };
}

/** Whether the very same file was loaded for this stay before and not withdrawn. */
export function isFileLoaded(context: ServiceContext, stayId: string, fileHash: string): boolean {
  const row = statement<[string, string], { found: 1 }>(
    context.database,
    `SELECT 1 AS found FROM fee_list AS list WHERE stay_id = ? AND file_hash = ? AND ${isKept('list')} LIMIT 1`,
  ).get(stayId, fileHash);
  return row !== undefined;
}
