import {
  type Irregularity,
  irregularityAnswerTitles,
  irregularityKindTitles,
  type IrregularityState,
  irregularityStateTitles,
} from '../../../shared/contract/irregularities.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { readSetting, today } from '../hospital/settings.ts';
import { localDateOf } from '../../../shared/calendar/local-date.ts';
import type { SpreadsheetCell } from '../spreadsheets/cell.ts';
import { exportTable, type TableFile } from '../spreadsheets/export-table.ts';
import { listFindings } from './findings.ts';

const head = [
  '类别',
  '患者',
  '身份证号',
  '情况',
  '结算单',
  '查到日期',
  '答复',
  '核实的情况',
  '答复人',
  '办结意见',
  '办结人',
];
/** Far more than a hospital works off in years. */
const mostRows = 100_000;

/** The list of a state with names and masked numbers. Refuses `irregularities_none` and what a second person is refused for. */
export async function findingsTable(
  context: ServiceContext,
  actor: Actor,
  { state, secondPerson }: { readonly state: IrregularityState; readonly secondPerson: SecondPerson },
): Promise<TableFile> {
  const { findings } = listFindings(context, state, mostRows);
  if (findings.length === 0) throw new Refusal('irregularities_none', '这里没有内容，不用导出。');
  const zone = readSetting(context, 'zone');
  const rows = findings.map((one) => rowOf(one, zone));
  return exportTable(context, actor, {
    fileName: `待核情况（${irregularityStateTitles[state]}）${today(context)}.xlsx`,
    sheets: [{ name: '待核情况', rows: [head, ...rows], headRows: 1 }],
    act: 'irregularities.exported',
    detail: { state, count: rows.length },
    secondPerson,
  });
}

function rowOf(one: Irregularity, zone: string): SpreadsheetCell[] {
  const { kind, person, sentence, slipNumbers, foundAt, answer, closure } = one;
  return [
    irregularityKindTitles[kind],
    person?.name ?? null,
    person?.maskedIdNumber ?? null,
    sentence,
    slipNumbers.join('、'),
    { day: localDateOf(foundAt, zone) },
    answer === null ? null : irregularityAnswerTitles[answer.answer],
    answer?.words ?? null,
    answer?.by ?? null,
    closure?.words ?? null,
    closure?.by ?? null,
  ];
}
