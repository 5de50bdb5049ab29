import { z } from 'zod';
import { type Fen, formatYuan, parseYuan, plainYuan } from '../../../../shared/money/fen.ts';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import { counts } from './life.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode, yuan } from './request.ts';

/** A year and a day: no hospital closes more at once. */
const mostDays = 366;
const day = z.iso.date();
const sumsSchema = z.object({
  data: z.object({
    insutype: z.literal('390'),
    clr_type: z.string().min(1).max(30),
    setl_optins: z.string().max(30),
    stmt_begndate: day,
    stmt_enddate: day,
    medfee_sumamt: yuan,
    fund_pay_sumamt: yuan,
    acct_pay: yuan,
    fixmedins_setl_cnt: z.string().regex(/^\d{1,7}$/),
  }),
});
const detailsSchema = z.object({
  data: z.object({ clr_type: z.string().regex(/^\d\d$/), stmt_begndate: day, stmt_enddate: day }),
});
const downloadSchema = z.object({
  fsDownloadIn: z.object({
    file_qury_no: z.string().regex(/^D\d{10}$/),
    filename: z.string().max(200),
    fixmedins_code: z.string().max(30),
  }),
});

interface Listed {
  readonly psn_no: string;
  readonly mdtrt_id: string;
  readonly setl_id: string;
  readonly msgid: string;
  readonly refd_setl_flag: '0' | '1';
  readonly medfee_sumamt: string;
  readonly fund_pay_sumamt: string;
  readonly acct_pay: string;
}

/** 3201: are the hospital's sums of those days, both ends included, this centre's own? */
export function compareSums(office: Office, { input, fixmedins_code }: Envelope): object {
  const { data } = readNode(sumsSchema, input);
  const { stmt_begndate: from, stmt_enddate: to } = data;
  requireDays(from, to);
  const lines = linesOf(office, fixmedins_code, data.clr_type, { from, to });
  const differences = [
    ['笔数', Number(data.fixmedins_setl_cnt), lines.length, String],
    ['总费用', data.medfee_sumamt, sum(lines, 'medfee_sumamt'), inYuan],
    ['基金支付', data.fund_pay_sumamt, sum(lines, 'fund_pay_sumamt'), inYuan],
    ['个人账户', data.acct_pay, sum(lines, 'acct_pay'), inYuan],
  ] as const;
  const uneven = differences.filter(([, theirs, ours]) => theirs !== ours);
  const words = uneven.map(
    ([what, theirs, ours, write]) => `${what}医院 ${write(theirs as Fen)}，中心 ${write(ours as Fen)}`,
  );
  return {
    stmtinfo: {
      setl_optins: data.setl_optins,
      stmt_rslt: uneven.length === 0 ? '0' : '1',
      stmt_rslt_dscr: words.join('；'),
    },
  };
}

const inYuan = (amountFen: Fen): string => `${formatYuan(amountFen)} 元`;

function sum(lines: readonly Listed[], field: 'medfee_sumamt' | 'fund_pay_sumamt' | 'acct_pay'): number {
  return lines.reduce((total, line) => total + parseYuan(line[field]), 0);
}

/** 3202: a file of this centre's lines of a day and a clearing type, to be fetched with 9102. */
export function prepareDetails(_office: Office, { input }: Envelope): object {
  const { clr_type, stmt_begndate: from, stmt_enddate: to } = readNode(detailsSchema, input).data;
  if (from !== to) return reject('明细账按天申请');
  const number = `D${from.replaceAll('-', '')}${clr_type}`;
  return { fileinfo: { file_qury_no: number, filename: `${number}.json`, dld_endtime: `${to} 23:59:59` } };
}

/** 9102: what stands in such a file. */
export function downloadFile(office: Office, { input, fixmedins_code }: Envelope): object {
  const asked = readNode(downloadSchema, input).fsDownloadIn;
  if (asked.fixmedins_code !== fixmedins_code) return reject('不是本机构的文件');
  const of = asked.file_qury_no.replace(/^D(\d{4})(\d\d)(\d\d)\d\d$/, '$1-$2-$3');
  const days = { from: of, to: of };
  return {
    filename: asked.filename,
    result: linesOf(office, fixmedins_code, asked.file_qury_no.slice(-2), days),
  };
}

function requireDays(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days < 0 || days > mostDays) reject('对账起止日期不对');
}

/** 门诊; everything else is a stay's. */
const outpatientClearing = '11';

/** This centre reckons days in China's time, and clears what was registered by 2201 apart. */
function linesOf(
  { database }: Office,
  hospitalCode: string,
  clearingType: string,
  { from, to }: { readonly from: string; readonly to: string },
): Listed[] {
  type Row = Omit<Listed, 'refd_setl_flag' | 'fund_pay_sumamt' | 'acct_pay'> & {
    reverses: string | null;
  } & Record<'fund' | 'account', string | null>;
  return statement<[string, string, string, number], Row>(
    database,
    `SELECT visit.psn_no, visit.mdtrt_id, settlement.setl_id, settlement.msgid, refd_setl_id AS reverses,
       json_extract(answered, '$.setlinfo.medfee_sumamt') AS medfee_sumamt,
       json_extract(answered, '$.setlinfo.fund_pay_sumamt') AS fund,
       json_extract(answered, '$.setlinfo.acct_pay') AS account
     FROM settlement JOIN visit USING (mdtrt_id)
     WHERE visit.fixmedins_code = ? AND date(settlement.received_at, '+8 hours') BETWEEN ? AND ?
       AND ${counts('settlement')}
       AND EXISTS (SELECT 1 FROM message WHERE message.fixmedins_code = visit.fixmedins_code
         AND message.msgid = visit.msgid AND infcode = '0' AND infno = '2201') = ?
     ORDER BY settlement.sequence`,
  )
    .all(hospitalCode, from, to, clearingType === outpatientClearing ? 1 : 0)
    .map(({ reverses, fund, account, ...line }): Listed => ({
      ...line,
      refd_setl_flag: reverses === null ? '0' : '1',
      fund_pay_sumamt: fund ?? plainYuan(0 as Fen),
      acct_pay: account ?? plainYuan(0 as Fen),
    }));
}
