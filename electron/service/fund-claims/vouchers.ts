import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { ledgerAccounts, type VoucherAccount } from '../../../shared/contract/fund-settings.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type Fen, negateFen, sumFen } from '../../../shared/money/fen.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital } from '../hospital/settings.ts';
import type { Account, PostingKind } from '../ledger/post.ts';
import type { SpreadsheetCell } from '../spreadsheets/cell.ts';
import { exportTable, type TableFile } from '../spreadsheets/export-table.ts';
import { payerTitle } from './payers.ts';

/** 政府会计制度 (2019), as hospitals commonly detail it; each may be set otherwise. */
const usualAccounts: Readonly<Record<Account, Omit<VoucherAccount, 'account'>>> = {
  cash_drawer: { code: '1001', title: '库存现金' },
  bank: { code: '1002', title: '银行存款' },
  mobile: { code: '1021', title: '其他货币资金' },
  personal_account: { code: '12120203', title: '应收医保款—个人账户' },
  fund_received: { code: '1002', title: '银行存款' },
  receivable: { code: '12120203', title: '应收医保款' },
  retention: { code: '1218', title: '其他应收款—质保金' },
  patient_due: { code: '121201', title: '应收在院病人医疗款' },
  patient_deferred: { code: '12120202', title: '出院病人欠费' },
  refund_due: { code: '2307', title: '其他应付款—待退款' },
  hospital_revenue: { code: '410101', title: '医疗收入' },
  waiver: { code: '5001', title: '业务活动费用—减免' },
  write_off: { code: '1219', title: '坏账准备' },
  fund_refused: { code: '41010103', title: '医疗收入—结算差额' },
  cash_rounding: { code: '4609', title: '其他收入—现金取整' },
  variance: { code: '1902', title: '待处理财产损溢' },
};

/**
 * A voucher is of one kind of business: what a payer kept back for good is not of a settlement that it refused, and what it
 * does not acknowledge is not missing in a drawer.
 */
type Business = PostingKind | 'retention_forfeiture' | 'booked_difference';

const businessTitles: Readonly<Record<Business, string>> = {
  settlement: '出院结算',
  reversal: '撤销结算',
  payment: '收款',
  deferral: '缓交',
  waiver: '减免',
  refund: '退款',
  correction: '长短款',
  write_off: '欠费核销',
  fund_receipt: '拨付到账',
  fund_write_off: '拒付核销',
  retention_release: '质保金退回',
  top_up: '结算后补助',
  retention_forfeiture: '质保金核销',
  booked_difference: '对账差额',
};

/** What the hospital's accounting calls our accounts on a day. */
export function accountsOn(context: ServiceContext, day: LocalDate): VoucherAccount[] {
  const { voucherAccounts } = readHospital(context, day);
  return ledgerAccounts.map(
    (account) =>
      voucherAccounts.find((one) => one.account === account) ?? { account, ...usualAccounts[account] },
  );
}

interface Sum {
  readonly businessDay: LocalDate;
  readonly business: Business;
  readonly account: Account;
  readonly payer: string | null;
  readonly amountFen: Fen;
}

/** More rows than a person books; a longer span is exported in parts. */
const mostRows = 100_000;

/**
 * The ledger of some days for the hospital's accounting: a voucher for each day and kind of business, its debits and credits
 * summed by account and payer, and equal. Codes are those of the day. Refuses `voucher_span_wrong` and `voucher_nothing`.
 */
export async function voucherTable(
  context: ServiceContext,
  actor: Actor,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<TableFile> {
  if (from > to) throw new Refusal('voucher_span_wrong', '起始日期比截止日期晚，请核对日期。');
  const sums = sumsOf(context, from, to);
  if (sums.length === 0) throw new Refusal('voucher_nothing', '这段时间没有账，不用导出凭证。');
  return exportTable(context, actor, {
    fileName: `凭证 ${from} 至 ${to}.xlsx`,
    sheets: [{ name: '凭证', rows: rowsOf(context, sums), headRows: 1 }],
    act: 'fundClaims.vouchersExported',
    detail: { from, to },
    secondPerson: null,
    isMarked: false,
  });
}

function sumsOf(context: ServiceContext, from: LocalDate, to: LocalDate): Sum[] {
  const sums = statement<[LocalDate, LocalDate], Sum>(
    context.database,
    `SELECT posting.business_day AS businessDay, entry.account, entry.payer,
       CASE WHEN posting.kind = 'fund_write_off' AND posting.settlement_id IS NULL THEN 'retention_forfeiture'
         WHEN posting.kind = 'correction' AND posting.settlement_id IS NOT NULL THEN 'booked_difference'
         ELSE posting.kind END AS business,
       sum(entry.amount_fen) AS amountFen
     FROM ledger_posting AS posting JOIN ledger_entry AS entry ON entry.posting_id = posting.id
     WHERE posting.business_day BETWEEN ? AND ?
     GROUP BY posting.business_day, business, entry.account, entry.payer HAVING sum(entry.amount_fen) <> 0
     ORDER BY posting.business_day, business, sum(entry.amount_fen) < 0, entry.account, entry.payer`,
  ).all(from, to);
  if (sums.length > mostRows) {
    throw new Refusal('voucher_span_wrong', '这段时间的凭证太多，一个表放不下。请缩短日期范围，分几次导出。');
  }
  return sums;
}

const head = ['凭证号', '日期', '摘要', '科目编码', '科目名称', '辅助核算', '借方（元）', '贷方（元）'];

function rowsOf(context: ServiceContext, sums: readonly Sum[]): SpreadsheetCell[][] {
  const numbers = new Map<string, number>();
  const titles = new Map<string, string>();
  const lines = sums.map(({ businessDay, business, account, payer, amountFen }): SpreadsheetCell[] => {
    const voucher = `${businessDay} ${business}`;
    const number = numbers.get(voucher) ?? numbers.size + 1;
    numbers.set(voucher, number);
    if (payer !== null && !titles.has(payer)) titles.set(payer, payerTitle(context, payer));
    const { code, title } =
      accountsOn(context, businessDay).find((one) => one.account === account) ?? usualAccounts[account];
    return [
      { count: number },
      { day: businessDay },
      businessTitles[business],
      code,
      title,
      payer === null ? null : (titles.get(payer) ?? payer),
      amountFen > 0 ? { fen: amountFen } : null,
      amountFen < 0 ? { fen: negateFen(amountFen) } : null,
    ];
  });
  const debit = sumFen(sums.map(({ amountFen }) => (amountFen > 0 ? amountFen : (0 as Fen))));
  const credit = negateFen(sumFen(sums.map(({ amountFen }) => (amountFen < 0 ? amountFen : (0 as Fen)))));
  return [head, ...lines, ['合计', null, null, null, null, null, { fen: debit }, { fen: credit }]];
}
