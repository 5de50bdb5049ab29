import {
  type ControlRow,
  dimensionTitles,
  type PremiumReport,
  type ReportRow,
  type ReportSums,
  type SavedReport,
  type Statistics,
} from '../../../shared/contract/reports.ts';
import { specialTreatmentSchema } from '../../../shared/contract/special-treatment.ts';
import { controlTitles } from '../../../shared/contract/report-titles.ts';
import { fen } from '../../../shared/money/fen.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { SpreadsheetCell } from '../spreadsheets/cell.ts';
import { exportTable, type TableFile } from '../spreadsheets/export-table.ts';
import type { Sheet } from '../spreadsheets/spreadsheet.ts';
import { millionthsOf } from './control.ts';
import { packageSheets } from '../treatment/package-sheets.ts';
import { readMade, unknownReport } from './made.ts';
import { readPremiums } from './premiums.ts';
import { readStatistics } from './statistics.ts';

/** A report as a file for a spreadsheet, with the name that is suggested for it. Refuses `export_needs_second_person`. */
export async function reportTable(
  context: ServiceContext,
  actor: Actor,
  { report, secondPerson }: { readonly report: SavedReport; readonly secondPerson: SecondPerson | null },
): Promise<TableFile> {
  // The package of special treatment names people; the other reports are sums.
  if (report.what === 'special_treatment' && secondPerson === null) {
    throw new Refusal(
      'export_needs_second_person',
      '救治台账里有患者的资料，导出请复核人当面输入账号和密码。',
    );
  }
  const file = await sheetsOf(context, report);
  return exportTable(context, actor, { ...file, act: 'reports.exported', detail: report, secondPerson });
}

async function sheetsOf(
  context: ServiceContext,
  asked: SavedReport,
): Promise<{ readonly fileName: string; readonly sheets: readonly Sheet[] }> {
  if (asked.what === 'statistics') {
    const statistics = await readStatistics(context, asked.period);
    return {
      fileName: `一站式结算统计-${statistics.title}.xlsx`,
      sheets: statisticsSheets(statistics),
    };
  }
  if (asked.what === 'special_treatment') {
    const made = readMade(context, asked.reportId);
    if (made.kind !== 'special_treatment') throw unknownReport();
    const content = specialTreatmentSchema.parse(JSON.parse(made.content));
    return {
      fileName: `专项救治月报包-${made.period}-${made.number}.xlsx`,
      sheets: packageSheets(content),
    };
  }
  const premiums = await readPremiums(context, asked.day);
  return { fileName: `参保资助-${asked.day}.xlsx`, sheets: [premiumSheet(premiums)] };
}

const sumHeads = [
  '结算人次',
  '医疗费总额',
  '全自费',
  '超限价自费',
  '先行自付',
  '政策范围内',
  '三项医保支付',
  '各方支付',
  '个人负担',
  '实际报销比例',
];

function sumCells(sums: ReportSums): SpreadsheetCell[] {
  const { count, inScopePaidFen, paidFen, personalFen, totalFen } = sums;
  const costs = [totalFen, sums.ownExpenseFen, sums.overLimitFen, sums.preSelfPayFen, sums.inScopeFen];
  return [
    { count },
    ...[...costs, inScopePaidFen, paidFen, personalFen].map((amount) => ({ fen: amount })),
    shareCell(millionthsOf(paidFen, totalFen)),
  ];
}

function shareCell(millionths: number | null): SpreadsheetCell {
  return millionths === null ? null : { share: String(millionths / 1_000_000) };
}

function statisticsSheets({ title, total, tables, controls, months }: Statistics): Sheet[] {
  const first: Sheet = {
    name: '控制指标',
    headRows: 1,
    rows: [['指标', '本期', '目标', '是否达到', '依据'], ...controls.map((row) => controlCells(row))],
  };
  const ofTables = tables.map(({ dimension, rows }): Sheet => ({
    name: `按${dimensionTitles[dimension]}`,
    headRows: 1,
    rows:
      dimension === 'payer'
        ? payerRows(rows, total)
        : [
            [`${dimensionTitles[dimension]}（${title}）`, ...sumHeads],
            ...rows.map(({ title: row, sums }) => [row, ...sumCells(sums)]),
            ['合计', ...sumCells(total)],
          ],
  }));
  const byMonth: Sheet = {
    name: '近十二个月',
    headRows: 1,
    rows: [['月份', ...sumHeads], ...months.map(({ month, sums }) => [month, ...sumCells(sums)])],
  };
  return [first, ...ofTables, byMonth];
}

function payerRows(rows: readonly ReportRow[], total: ReportSums): SpreadsheetCell[][] {
  return [
    ['支付方', '结算人次', '支付金额', '占总费用'],
    ...rows.map(({ title, sums }) => [
      title,
      { count: sums.count },
      { fen: sums.paidFen },
      shareCell(millionthsOf(sums.paidFen, total.totalFen)),
    ]),
    ['合计', { count: total.count }, { fen: total.totalFen }, shareCell(millionthsOf(1, 1))],
  ];
}

function controlCells({ figure, part, millionths, target, isMet }: ControlRow): SpreadsheetCell[] {
  const isCap = figure === 'above_yearly_cap';
  const aim = target === null ? null : isCap ? { fen: fen(target.value) } : shareCell(target.value);
  const met = isMet === null ? '' : isMet ? '达到' : '未达到';
  return [
    controlTitles[figure],
    isCap ? { count: part } : shareCell(millionths),
    aim,
    met,
    target?.source ?? '',
  ];
}

function premiumSheet({ day, rows, peopleCount, subsidisedCount, sumFen }: PremiumReport): Sheet {
  return {
    name: '参保资助',
    headRows: 1,
    rows: [
      [`资助对象（${day}）`, '保费标准', '每人资助', '人数', '资助金额', '依据'],
      ...rows.map((row): SpreadsheetCell[] => [
        row.title,
        row.premiumFen === null ? null : { fen: row.premiumFen },
        { fen: row.subsidyFen },
        { count: row.peopleCount },
        { fen: row.sumFen },
        row.source,
      ]),
      ['合计', null, null, { count: subsidisedCount }, { fen: sumFen }, `名册共 ${peopleCount} 人`],
    ],
  };
}
