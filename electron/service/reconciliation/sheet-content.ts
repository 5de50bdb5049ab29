import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { statement } from '../database/statement.ts';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { readRun } from './read.ts';
import { runUnknown } from './run.ts';

/** What stands on the sheet of a run, without what was done about it or changed since. Refuses `reconciliation_unknown`. */
export function reconciliationSheetContent(
  context: ServiceContext,
  runId: string,
): Gathered<'reconciliation_sheet'> {
  const { since: _since, ...run } = readRun(context, runId, { side: null, kind: null });
  const sql = 'SELECT business_day AS businessDay FROM reconciliation_run WHERE id = ?';
  const row = statement<[string], { businessDay: LocalDate }>(context.database, sql).get(runId);
  if (row === undefined) throw runUnknown();
  const content = { ...run, differences: run.differences.map((one) => ({ ...one, actCount: 0 })) };
  const { number } = run;
  return { title: '医疗费用对账单', number, personId: null, businessDay: row.businessDay, content };
}
