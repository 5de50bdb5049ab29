import {
  amountParts,
  type StatementColumn,
  type StatementMapping,
} from '../../../shared/contract/statement.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Column, Positions, TableLayout } from '../tables/layout.ts';

/** More than any hospital settles in years; a longer file is another one, or of the whole county. */
export const mostLines = 1_200_000;

/** What exports of centres and hospital systems are seen to write. */
const usualTitles: Readonly<Record<StatementColumn, readonly [string, ...string[]]>> = {
  number: ['中心结算号', '结算ID', '结算编号', '结算流水号', '医保结算号', '中心结算流水号'],
  slipNumber: ['结算单号', '单据号', '发票号', '票据号', '电子票据号', '收据号', '结算单编号'],
  admissionNumber: ['住院号', '住院登记号', '病案号', '登记号', '门诊号', '住院号/门诊号'],
  stayNumber: ['中心就诊号', '就诊ID', '就诊编号', '就诊流水号', '就诊号'],
  personName: ['姓名', '患者姓名', '参保人姓名', '人员姓名', '病人姓名'],
  day: ['结算日期', '结算时间', '日期', '收费日期', '收费时间', '结帐日期', '结账日期'],
  total: ['医疗费总额', '总费用', '费用总额', '医疗总费用', '合计金额', '总金额', '结算总额'],
  fund: ['基金支付合计', '基金支付总额', '基金支付', '医保支付', '报销合计', '记账合计'],
  account: ['个人账户', '个人账户支付', '个帐支付', '账户支付'],
  cash: ['个人现金', '个人现金支付', '现金支付', '个人自付'],
  basic_insurance: ['基本医保', '基本医保统筹', '统筹支付', '统筹基金支付', '基本统筹'],
  critical_illness: ['大病保险', '大病支付', '大病保险支付'],
  medical_assistance: ['医疗救助', '救助支付', '医疗救助支付', '民政救助'],
  further_payers: ['其他支付', '其他基金支付', '补充保险', '补充医疗保险', '补充医疗保险支付'],
  hospital_waiver: ['医院减免', '医院负担', '院方减免'],
  insurance: ['险种', '险种类型', '保险类型', '参保险种'],
  visitType: ['医疗类别', '就医类别', '就诊类别'],
  clearingType: ['清算类别', '清算类型'],
  hospitalCode: [
    '医疗机构编码',
    '定点医疗机构编码',
    '医药机构编号',
    '定点医药机构编号',
    '机构编号',
    '机构编码',
  ],
  refund: ['退费标志', '退费结算标志', '冲销标志', '红冲标志'],
};
const required: ReadonlySet<StatementColumn> = new Set(['day', 'total']);

/** Where the columns of a file stand: what was laid down for this source counts alone for its column, else the usual words. */
export function statementLayout({ columns, unit }: StatementMapping): TableLayout<StatementColumn> {
  const keys = Object.keys(usualTitles) as StatementColumn[];
  return {
    columns: Object.fromEntries(
      keys.map((key): [StatementColumn, Column] => {
        const laidDown = columns[key];
        const titles = laidDown === undefined ? withoutOthers(key, columns) : ([laidDown] as const);
        return [key, { titles, ...(required.has(key) ? {} : { optional: true as const }) }];
      }),
    ) as Record<StatementColumn, Column>,
    demand: (positions, headings) => {
      requireNumber(positions);
      requireUnit(positions, headings, unit);
    },
    maximumRows: mostLines,
    tooManyRows: {
      code: 'statement_too_many_lines',
      sentence: '对账文件超过 120 万行，请按月分开导出，并确认只含本院的记录。',
    },
  };
}

/** A line that nothing can be found by is worth nothing. Refuses `statement_number_missing`. */
function requireNumber(positions: Positions<StatementColumn>): void {
  const keys = ['number', 'slipNumber', 'admissionNumber', 'stayNumber'] as const;
  if (keys.some((key) => positions[key].length > 0)) return;
  throw new Refusal(
    'statement_number_missing',
    '文件里没有能对照的编号（中心结算号、结算单号、住院号、就诊号至少要有一种）。请在“列对应”里指明是哪一列。',
  );
}

const unitSaid = /[([](?:单位:?)?([千万]元|分)[)\]]/u;

/** What a heading says its amounts are in is neither guessed at nor passed over. Refuses `statement_unit_wrong`. */
function requireUnit(
  positions: Positions<StatementColumn>,
  headings: readonly string[],
  unit: StatementMapping['unit'],
): void {
  for (const heading of amountParts.map((part) => headings[positions[part][0] ?? -1] ?? '')) {
    const said = unitSaid.exec(heading.normalize('NFKC'))?.[1];
    if (said === undefined || (said === '分' && unit === 'fen')) continue;
    const advice =
      said === '分' ? '请在“列对应”里把金额单位改成分，再重新收下。' : '请在原系统以元为单位重新导出。';
    throw new Refusal('statement_unit_wrong', `“${heading.trim()}”的单位不是元，没有收下。${advice}`);
  }
}

/** A heading that was laid down for another column is not this one's, whatever it is usually. */
function withoutOthers(
  key: StatementColumn,
  columns: StatementMapping['columns'],
): readonly [string, ...string[]] {
  const taken = new Set(Object.values(columns));
  const [first, ...others] = usualTitles[key].filter((title) => !taken.has(title));
  return [first ?? '（没有这一列）', ...others];
}
