import { z } from 'zod';
import { fen, sumFen } from '../../../../shared/money/fen.ts';
import { statement } from '../../database/statement.ts';
import type { Office } from './book.ts';
import type { Declared } from './declared.ts';
import { counts } from './life.ts';
import { nextNumber } from './people.ts';
import { reject } from './refusal.ts';
import { type Envelope, readNode, yuan } from './request.ts';
import { requireVisit } from './visits.ts';

const listSchema = z.object({
  setlinfo: z.looseObject({
    mdtrt_id: z.string().min(1).max(30),
    setl_id: z.string().min(1).max(30),
    hi_no: z.string().min(1).max(30),
    psn_name: z.string().min(1),
    gend: z.enum(['1', '2']),
    certno: z.string().min(1).max(50),
    adm_time: z.string().min(1),
    dscg_time: z.string().min(1),
    act_ipt_days: z.string().regex(/^[1-9]\d*$/),
    wm_dise_code: z.string().min(1),
    bill_no: z.string().min(1),
    acct_pay: yuan,
    psn_cashpay: yuan,
  }),
  payinfo: z.array(z.object({ fund_pay_type: z.string().min(1), fund_payamt: yuan })),
  diseinfo: z.array(z.object({ diag_code: z.string().min(1), maindiag_flag: z.enum(['0', '1']) })).min(1),
  iteminfo: z.array(
    z.object({
      med_chrgitm: z.string().regex(/^\d\d$/),
      amt: yuan,
      claa_sumfee: yuan,
      clab_amt: yuan,
      fulamt_ownpay_amt: yuan,
      oth_amt: yuan,
    }),
  ),
});
type List = z.output<typeof listSchema>;

/** 4101: one list for each settlement, which it has to agree with. */
export function list(office: Office, { input, fixmedins_code, msgid }: Envelope): object {
  const content = readNode(listSchema, input);
  const { database, clock } = office;
  const { mdtrt_id, hi_no, setl_id } = content.setlinfo;
  requireVisit(office, mdtrt_id, hi_no, fixmedins_code);
  const settlement = statement<[string, string], { declared: string; reversed: 0 | 1 }>(
    database,
    `SELECT declared, EXISTS (SELECT 1 FROM settlement AS later WHERE later.refd_setl_id = this.setl_id) AS reversed
     FROM settlement AS this WHERE setl_id = ? AND mdtrt_id = ? AND refd_setl_id IS NULL AND interim = 0`,
  ).get(setl_id, mdtrt_id);
  if (settlement === undefined) return reject('结算ID不存在');
  if (settlement.reversed === 1) return reject('该结算已撤销');
  requireAgreement(content, JSON.parse(settlement.declared) as Declared);
  const before = statement<[string], { found: 1 }>(
    database,
    `SELECT 1 AS found FROM settlement_list WHERE setl_id = ? AND ${counts('settlement_list')}`,
  ).get(setl_id);
  if (before !== undefined) return reject('该结算已上传清单');
  const number = `L${String(nextNumber(office, 'settlement_list')).padStart(14, '0')}`;
  statement<[string, string, string, string, string]>(
    database,
    `INSERT INTO settlement_list (setl_list_id, setl_id, content, msgid, received_at) VALUES (?, ?, ?, ?, ?)`,
  ).run(number, setl_id, JSON.stringify(content), msgid, clock.now().toISOString());
  return { setl_list_id: number };
}

function requireAgreement({ payinfo, iteminfo, setlinfo }: List, declared: Declared): void {
  if (sumFen(iteminfo.map(({ amt }) => amt)) !== declared.medfee_sumamt) reject('收费项目之和与结算总额不符');
  for (const { amt, claa_sumfee, clab_amt, fulamt_ownpay_amt, oth_amt } of iteminfo) {
    if (sumFen([claa_sumfee, clab_amt, fulamt_ownpay_amt, oth_amt]) !== amt)
      reject('收费项目各类之和与金额不符');
  }
  const paid = fen(declared.fund_pay_sumamt + declared.hosp_part_amt);
  if (sumFen(payinfo.map(({ fund_payamt }) => fund_payamt)) !== paid) reject('基金支付之和与结算不符');
  if (sumFen([setlinfo.acct_pay, setlinfo.psn_cashpay]) !== declared.psn_part_amt) {
    reject('个人支付之和与结算不符');
  }
}
