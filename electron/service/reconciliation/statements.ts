import type { Statement } from '../../../shared/contract/reconciliation.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';

const columns = `SELECT statement.id AS statementId, side, title, line_count AS lineCount, sum_count AS sumCount,
  foreign_count AS foreignCount, first_day AS firstDay, last_day AS lastDay, total_fen AS totalFen,
  statement.recorded_at AS recordedAt, display_name AS recordedByName
  FROM statement JOIN staff_account ON staff_account.id = statement.recorded_by`;

/** The statements of this file, the newest first, at most 100. */
export function listStatements(context: ServiceContext): Statement[] {
  const sql = `${columns} ORDER BY statement.rowid DESC LIMIT 100`;
  return statement<[], Statement>(context.database, sql).all();
}

/** Refuses `statement_unknown`. */
export function readStatementHead(context: ServiceContext, statementId: string): Statement {
  const row = statement<[string], Statement>(context.database, `${columns} WHERE statement.id = ?`).get(
    statementId,
  );
  if (row === undefined) throw new Refusal('statement_unknown', '没有这份对账单，请刷新后重试。');
  return row;
}
