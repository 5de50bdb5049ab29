import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import type { SpreadsheetCell } from '../spreadsheets/cell.ts';
import { exportTable, type TableFile } from '../spreadsheets/export-table.ts';
import { reminderCounts } from './care.ts';
import { allDebtors } from './debtors.ts';
import { listedSince } from './default-list.ts';

const head = [
  '姓名',
  '住址',
  '电话',
  '欠自',
  '欠费（元）',
  '已逾期（元）',
  '逾期自',
  '催过几次',
  '上次催缴',
  '名单',
];

/**
 * Whom to call, everybody, the longest overdue first, with telephone numbers in full: that they were taken out is written down.
 * Refuses `debtors_none`.
 */
export async function remindersTable(
  context: ServiceContext,
  actor: Actor,
  { onlyOverdue, secondPerson }: { readonly onlyOverdue: boolean; readonly secondPerson: SecondPerson },
): Promise<TableFile> {
  const debtors = allDebtors(context, { text: '', onlyOverdue });
  if (debtors.length === 0) throw new Refusal('debtors_none', '现在没有要催的欠费，不用导出。');
  const counts = reminderCounts(context);
  const rows = debtors.map((debtor): SpreadsheetCell[] => {
    const { phone } = readPerson(context, debtor.personId);
    const reminded = counts.get(debtor.personId);
    return [
      debtor.name,
      [debtor.township, debtor.village].filter((part) => part !== null).join(' '),
      phone ?? '没有',
      { day: debtor.owedSince },
      { fen: debtor.owedFen },
      { fen: debtor.overdueFen },
      dayOrNothing(debtor.overdueSince),
      { count: reminded?.count ?? 0 },
      dayOrNothing(reminded?.lastOn ?? null),
      listedSince(context, debtor.personId) === null ? null : '恶意拖欠',
    ];
  });
  return exportTable(context, actor, {
    fileName: `催缴名单 ${today(context)}.xlsx`,
    sheets: [{ name: '催缴名单', rows: [head, ...rows], headRows: 1 }],
    act: 'debts.remindersExported',
    detail: { count: rows.length },
    secondPerson,
  });
}

function dayOrNothing(day: LocalDate | null): SpreadsheetCell {
  return day === null ? null : { day };
}
