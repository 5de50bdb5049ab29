import { type FollowUpNeed, followUpNeeds } from '../../../shared/contract/follow-up.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import type { SpreadsheetCell } from '../spreadsheets/cell.ts';
import { exportTable, type TableFile } from '../spreadsheets/export-table.ts';
import { mostRows, patientsToCall } from './due.ts';

const head = [
  '姓名',
  '乡镇',
  '村',
  '电话',
  '病种',
  '科室',
  '出院日期',
  '应回访',
  '最近一次',
  '情况',
  '需求',
  '具体需求',
  '救助申请',
];

const needWords: Readonly<Record<FollowUpNeed, string>> = {
  money: '费用困难',
  medicine: '用药',
  visit: '复查就诊',
  care: '护理康复',
  other: '其他',
};
const outcomeWords = {
  reached: '接通',
  no_answer: '未接通',
  declined: '不愿回访',
  moved: '外出或号码不对',
  died: '已去世',
} as const;

/**
 * For a township: everybody who is due and who lacks what, with telephone numbers in full; that they were taken out is written down.
 * Refuses `follow_up_nobody`.
 */
export async function followUpTable(
  context: ServiceContext,
  actor: Actor,
  { township, secondPerson }: { readonly township: string; readonly secondPerson: SecondPerson },
): Promise<TableFile> {
  const due = await rowsOf(context, 'due', township);
  const needs = await rowsOf(context, 'needs', township);
  if (due.length + needs.length === 0) {
    throw new Refusal('follow_up_nobody', '没有要回访的人，也没有记下的需求，不用导出。');
  }
  return exportTable(context, actor, {
    fileName: `回访名单 ${[township, today(context)].filter((part) => part !== '').join(' ')}.xlsx`,
    sheets: [
      { name: '待回访', rows: [head, ...due], headRows: 1 },
      { name: '有需求', rows: [head, ...needs], headRows: 1 },
    ],
    act: 'followUp.exported',
    detail: { township, count: due.length + needs.length },
    secondPerson,
  });
}

async function rowsOf(
  context: ServiceContext,
  which: 'due' | 'needs',
  township: string,
): Promise<SpreadsheetCell[][]> {
  const patients = await patientsToCall(context, { which, township }, mostRows);
  return patients.map((patient) => {
    const [last] = patient.calls;
    return [
      patient.personName,
      patient.township,
      patient.village,
      readPerson(context, patient.personId).phone ?? '没有',
      patient.disease,
      patient.department,
      { day: patient.dischargedOn },
      { day: patient.dueOn },
      last === undefined ? null : `${last.calledOn} ${outcomeWords[last.outcome]}`,
      last?.condition ?? null,
      followUpNeeds
        .filter((need) => last?.needs.includes(need))
        .map((need) => needWords[need])
        .join('、') || null,
      last?.needWords ?? null,
      last?.hasApplication === true ? '已提出' : null,
    ];
  });
}
