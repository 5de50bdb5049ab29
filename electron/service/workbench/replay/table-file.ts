import type { Comparison, ReplayGroup } from '../../../../shared/contract/replay.ts';
import { fen as fenOf } from '../../../../shared/money/fen.ts';
import type { SpreadsheetCell } from '../../spreadsheets/cell.ts';
import { csvOf, xlsxOf } from '../../spreadsheets/spreadsheet.ts';

export type TableFormat = 'csv' | 'xlsx';

/** The comparison as a file for a spreadsheet: the same tables as on the screen, one under the other. */
export async function tableFile(
  comparison: Comparison,
  format: TableFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  const rows = tablesOf(comparison);
  return format === 'csv' ? csvOf(rows) : xlsxOf([{ name: '测算', rows, headRows: 0 }]);
}

const fen = (amount: number): SpreadsheetCell => ({ fen: fenOf(amount) });
const count = (number: number): SpreadsheetCell => ({ count: number });
const change = (before: number, after: number): SpreadsheetCell[] => [
  fen(before),
  fen(after),
  fen(after - before),
];

function tablesOf(comparison: Comparison): SpreadsheetCell[][] {
  const { settlementCount, personCount, totalFen, patientPays } = comparison;
  const [before, after] = [`${comparison.beforeTitle}（元）`, `${comparison.afterTitle}（元）`];
  return [
    ['结算', count(settlementCount), '人', count(personCount), '总费用（元）', fen(totalFen)],
    ['个人多付', count(patientPays.more), '少付', count(patientPays.less), '不变', count(patientPays.same)],
    [],
    ['谁来付', before, after, '差额（元）'],
    ...comparison.payers.map(({ title, beforeFen, afterFen }) => [title, ...change(beforeFen, afterFen)]),
    ['个人', ...change(comparison.personalBeforeFen, comparison.personalAfterFen)],
    [],
    ...groupTable('资格（有几项的归入最前一项）', comparison, comparison.byEligibility),
    [],
    ...groupTable('医院等级', comparison, comparison.byLevel),
    ...detailTables(comparison.detail),
    ...(comparison.refused.length === 0 ? [] : [[], ['没有比较的结算', '笔数', '总费用（元）']]),
    ...comparison.refused.map((one) => [one.sentence, count(one.settlementCount), fen(one.totalFen)]),
  ];
}

function groupTable(
  head: string,
  { payers }: Comparison,
  groups: readonly ReplayGroup[],
): SpreadsheetCell[][] {
  const columns = [...payers.map(({ title }) => title), '个人'];
  return [
    [head, '结算', '总费用', ...columns.flatMap((title) => [`${title} 前`, `${title} 后`, `${title} 差额`])],
    ...groups.map((group) => [
      group.title,
      count(group.settlementCount),
      fen(group.totalFen),
      ...group.payers.flatMap(({ beforeFen, afterFen }) => change(beforeFen, afterFen)),
      ...change(group.personalBeforeFen, group.personalAfterFen),
    ]),
  ];
}

function detailTables(detail: Comparison['detail']): SpreadsheetCell[][] {
  if (detail === null) return [];
  return [
    [],
    ['多付的人', count(detail.morePersonCount), '共多付（元）', fen(detail.moreFen)],
    ['乡镇', '人', '结算', '个人 前（元）', '个人 后（元）', '差额（元）'],
    ...detail.byTownship.map((one) => [
      one.township,
      count(one.personCount),
      count(one.settlementCount),
      ...change(one.personalBeforeFen, one.personalAfterFen),
    ]),
    [],
    [
      `年度（比试的政策多付 ${detail.abovePercent}% 以上的支付）`,
      '支付方',
      '结算',
      '支付（元）',
      '高出（元）',
    ],
    ...detail.above.map(({ year, title, settlementCount, paidFen, excessFen }) => [
      String(year),
      title,
      count(settlementCount),
      fen(paidFen),
      fen(excessFen),
    ]),
  ];
}
