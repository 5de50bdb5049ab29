import type { FundClaim } from '../../../shared/contract/fund-claims.ts';
import { type Fen, sumFen } from '../../../shared/money/fen.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { Actor, ServiceContext } from '../context.ts';
import type { SpreadsheetCell } from '../spreadsheets/cell.ts';
import { exportTable, type TableFile } from '../spreadsheets/export-table.ts';
import { readFundClaim } from './read.ts';

const head = [
  '序号',
  '结算单号',
  '姓名',
  '性别',
  '身份证号',
  '资格',
  '科室',
  '入院',
  '出院',
  '住院号',
  '诊断',
  '天数',
  '总费用',
];

/**
 * The declaration list of a claim, with what was paid of it so far. ID numbers stand there in full: the bureau pays by them.
 * Refuses `fund_claim_unknown`.
 */
export async function fundClaimTable(
  context: ServiceContext,
  actor: Actor,
  { claimId, secondPerson }: { readonly claimId: string; readonly secondPerson: SecondPerson },
): Promise<TableFile> {
  const claim = readFundClaim(context, claimId);
  const titles = [
    ...head,
    ...claim.payers.map(({ title }) => title),
    '各方合计',
    '个人负担',
    '本次申请',
    '尚未拨付',
    '拒付',
    '拒付原因',
  ];
  const rows: SpreadsheetCell[][] = [titles, ...claim.lines.map(rowOf), sumsOf(claim)];
  return exportTable(context, actor, {
    fileName: `${claim.number} ${claim.payerTitle} ${claim.month}.xlsx`,
    sheets: [{ name: '拨付申请表', rows, headRows: 1 }],
    act: 'fundClaims.tableExported',
    subjectId: claimId,
    detail: { number: claim.number, count: claim.lines.length },
    secondPerson,
  });
}

function rowOf(line: FundClaim['lines'][number], index: number): SpreadsheetCell[] {
  return [
    { count: index + 1 },
    line.slipNumber,
    line.name,
    line.sex,
    line.idNumber,
    line.category,
    line.department,
    { day: line.admittedOn },
    { day: line.dischargedOn },
    line.admissionNumber,
    line.diagnosis,
    line.days === 0 ? '门诊' : { count: line.days },
    { fen: line.totalFen },
    ...line.paidFen.map((amount) => ({ fen: amount })),
    { fen: sumFen(line.paidFen) },
    { fen: line.personalFen },
    { fen: line.amountFen },
    { fen: line.openFen },
    { fen: line.refusedFen },
    line.refusedReason,
  ];
}

function sumsOf({ lines, payers }: FundClaim): SpreadsheetCell[] {
  const sum = (part: (line: FundClaim['lines'][number]) => Fen): SpreadsheetCell => ({
    fen: sumFen(lines.map(part)),
  });
  return [
    '合计',
    ...head.slice(2).map(() => null),
    sum(({ totalFen }) => totalFen),
    ...payers.map((_, index) => sum(({ paidFen }) => paidFen[index] ?? (0 as Fen))),
    sum(({ paidFen }) => sumFen(paidFen)),
    sum(({ personalFen }) => personalFen),
    sum(({ amountFen }) => amountFen),
    sum(({ openFen }) => openFen),
    sum(({ refusedFen }) => refusedFen),
    null,
  ];
}
