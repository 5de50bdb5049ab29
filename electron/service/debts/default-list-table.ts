import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { defaultConditions, defaultEffect } from '../../../shared/contract/debt-collection.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { maskIdNumber } from '../../../shared/identity/id-number.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import type { SpreadsheetCell } from '../spreadsheets/cell.ts';
import { exportTable, type TableFile } from '../spreadsheets/export-table.ts';
import { reminderCounts } from './care.ts';
import { listedSince, oldestDue } from './default-list.ts';
import { owedBy } from './owed.ts';

const head = [
  '姓名',
  '身份证号',
  '住址',
  '最早到期',
  '欠费（元）',
  '催过几次',
  '上次催缴',
  '列入日期',
  '列入的原因',
  '经办',
  '复核',
];

interface ListedPerson {
  readonly personId: string;
  readonly byName: string;
  readonly secondName: string;
}

/**
 * Who is on the list of malicious default today, and above them the conditions under which they are; that it was taken out
 * is written down. Refuses `default_list_empty`.
 */
export async function defaultListTable(
  context: ServiceContext,
  actor: Actor,
  secondPerson: SecondPerson,
): Promise<TableFile> {
  const counts = reminderCounts(context);
  const people = everListed(context).flatMap(({ personId, byName, secondName }): SpreadsheetCell[][] => {
    const listed = listedSince(context, personId);
    if (listed === null) return [];
    const { name, idNumber, township, village } = readPerson(context, personId);
    const reminded = counts.get(personId);
    const due = oldestDue(context, personId) as LocalDate | null;
    return [
      [
        name,
        maskIdNumber(idNumber),
        [township, village].filter((part) => part !== null).join(' '),
        due === null ? null : { day: due },
        { fen: owedBy(context, personId) },
        { count: reminded?.count ?? 0 },
        reminded === undefined ? null : { day: reminded.lastOn },
        { day: listed.since },
        listed.reason,
        byName,
        secondName,
      ],
    ];
  });
  if (people.length === 0) throw new Refusal('default_list_empty', '恶意拖欠名单上现在没有人，不用导出。');
  const rows = [...headOf(context), head, ...people];
  return exportTable(context, actor, {
    fileName: `恶意拖欠名单 ${today(context)}.xlsx`,
    sheets: [{ name: '恶意拖欠名单', rows, headRows: rows.length - people.length }],
    act: 'debts.defaultListExported',
    detail: { count: people.length },
    secondPerson,
  });
}

/** What the list is and under which conditions, above its columns. */
function headOf(context: ServiceContext): SpreadsheetCell[][] {
  const day = today(context);
  const { hospitalName } = readHospital(context, day);
  return [
    [`${hospitalName} 恶意拖欠名单（${day}）`],
    ['同时符合下列条件的，由两人核实列入（政策文件没有规定，按先诊疗后付费的通行做法）：'],
    ...defaultConditions.map((condition, index) => [`${index + 1}. ${condition}`]),
    [defaultEffect],
    [null],
  ];
}

/** Everybody whose newest word is that they are on it, and the two people who said so, the oldest first. */
function everListed({ database }: ServiceContext): ListedPerson[] {
  return statement<[], ListedPerson>(
    database,
    `SELECT listing.person_id AS personId, lister.display_name AS byName, second.display_name AS secondName
     FROM default_listing AS listing JOIN staff_account AS lister ON lister.id = listing.recorded_by
     JOIN approval ON approval.id = listing.approval_id
     JOIN staff_account AS second ON second.id = approval.second_account_id
     WHERE listing.is_listed = 1 AND listing.rowid = (SELECT max(rowid) FROM default_listing AS newest
       WHERE newest.person_id = listing.person_id)
     ORDER BY listing.rowid`,
  ).all();
}
