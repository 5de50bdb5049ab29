import {
  type Difference,
  differenceCauses,
  differenceTitles,
  type GroupSums,
  type Run,
} from '../../../shared/contract/reconciliation.ts';
import {
  amountParts,
  amountTitles,
  sideTitles,
  type StatementLine,
} from '../../../shared/contract/statement.ts';
import { type Fen, fen } from '../../../shared/money/fen.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { SpreadsheetCell } from '../spreadsheets/cell.ts';
import { exportTable, type TableFile } from '../spreadsheets/export-table.ts';
import { differencesOf, readRun } from './read.ts';
import { noneBefore } from './since.ts';

/** All of it: a run holds no more (differences.ts). */
const mostListed = 20_000;
const everything = { side: null, kind: null } as const;

/** A run as a workbook: sums by group, what came of each side, and every difference. Refuses `reconciliation_unknown`. */
export async function tableOfRun(
  context: ServiceContext,
  actor: Actor,
  { runId, secondPerson }: { readonly runId: string; readonly secondPerson: SecondPerson },
): Promise<TableFile> {
  const run = readRun(context, runId, everything);
  const differences = differencesOf(context, runId, noneBefore, { ...everything, most: mostListed });
  const sheets = [
    { name: '总账', rows: sumRows(run), headRows: 0 },
    { name: '差异', rows: [differenceHead, ...differences.map(differenceRow)], headRows: 1 },
  ];
  const fileName = `对账 ${run.number}.xlsx`;
  const detail = { number: run.number, count: differences.length };
  return exportTable(context, actor, {
    fileName,
    sheets,
    act: 'reconciliation.exported',
    subjectId: runId,
    detail,
    secondPerson,
  });
}

const amount = (value: Fen | null): SpreadsheetCell => (value === null ? null : { fen: value });
const count = (value: number): SpreadsheetCell => ({ count: value });

function sumRows(run: Run): SpreadsheetCell[][] {
  const { number, from, to, resultHash, groups, sides, counts, signature, recordedByName } = run;
  return [
    ['对账', number],
    ['起', { day: from }, '止（不含）', { day: to }],
    [
      '办理',
      recordedByName,
      '签字',
      signature === null ? '未签' : `${signature.byName}、${signature.secondName}`,
    ],
    ['结果校验值', resultHash],
    [],
    ['哪一方', '险种', '医疗类别', '清算类别', '笔数', '总费用（元）', '基金支付（元）', '个人账户（元）'],
    ...groups.map(groupRow),
    [],
    [
      '对账单',
      '来源',
      '行数',
      '一致笔数',
      '一致金额（元）',
      '自行抵消行数',
      '不在起止日期的行数',
      '合计行',
      '别的医院',
    ],
    ...sides.map((side) => [
      sideTitles[side.side],
      side.title,
      count(side.lineCount),
      count(side.matchedCount),
      amount(side.matchedFen),
      count(side.nettedCount),
      count(side.outsideCount),
      count(side.sumCount),
      count(side.foreignCount),
    ]),
    [],
    ['哪一方', '差异', '笔数', '对方减窗口（元）'],
    ...counts.map((one) => [
      sideTitles[one.side],
      differenceTitles[one.kind],
      count(one.count),
      amount(one.gapFen),
    ]),
  ];
}

function groupRow(group: GroupSums): SpreadsheetCell[] {
  const side = group.side === 'window' ? '窗口' : sideTitles[group.side];
  const named = [group.insurance, group.visitType, group.clearingType].map((title) => title ?? '未注明');
  return [
    side,
    ...named,
    count(group.count),
    amount(group.totalFen),
    amount(group.fundFen),
    amount(group.accountFen),
  ];
}

const differenceHead: SpreadsheetCell[] = [
  '序号',
  '哪一方',
  '差异',
  '可能的原因',
  '结算单号',
  '中心结算号',
  '住院号',
  '窗口日期',
  '对方日期',
  '对方文件行',
  '窗口总额（元）',
  '对方总额（元）',
  '对方减窗口（元）',
  ...amountParts.slice(1).flatMap((part) => [`窗口 ${amountTitles[part]}`, `对方 ${amountTitles[part]}`]),
];

function differenceRow(one: Difference): SpreadsheetCell[] {
  const { side, kind, cause, here, there, position, hereFen, thereFen } = one;
  const either = (name: 'slipNumber' | 'number' | 'admissionNumber') => here?.[name] ?? there?.[name] ?? null;
  const day = (line: StatementLine | null): SpreadsheetCell => (line === null ? null : { day: line.day });
  return [
    count(position),
    sideTitles[side],
    differenceTitles[kind],
    differenceCauses[cause],
    either('slipNumber'),
    either('number'),
    either('admissionNumber'),
    day(here),
    day(there),
    there === null || there.line === null ? null : count(there.line),
    amount(hereFen),
    amount(thereFen),
    amount(fen(thereFen - hereFen)),
    ...amountParts
      .slice(1)
      .flatMap((part) => [amount(here?.amounts[part] ?? null), amount(there?.amounts[part] ?? null)]),
  ];
}
