import { z } from 'zod';
import { type Fen, fen, negateFen, plainYuan, sumFen } from '../../../../shared/money/fen.ts';
import { reject } from './refusal.ts';
import { yuan } from './request.ts';

/** What a hospital declares about a settlement: the amounts, and its own ids, in the extension of the message. */
export const declaredSchema = z.object({
  our_setl_id: z.string().min(1).max(60),
  our_reversed_setl_id: z.string().max(60).optional(),
  our_slip_no: z.string().min(1).max(60),
  /** Its year is the one that it counts in; a reversal counts in the year of what it reverses. */
  setl_date: z.iso.date().optional(),
  our_burden: yuan.optional(),
  our_psn_inscp: yuan.optional(),
  medfee_sumamt: yuan,
  fulamt_ownpay_amt: yuan,
  overlmt_selfpay: yuan,
  preselfpay_amt: yuan,
  inscp_scp_amt: yuan,
  act_pay_dedc: yuan,
  hifp_pay: yuan,
  hifmi_pay: yuan,
  maf_pay: yuan,
  oth_pay: yuan,
  hosp_part_amt: yuan,
  fund_pay_sumamt: yuan,
  psn_part_amt: yuan,
  acct_pay: yuan,
  psn_cash_pay: yuan,
  setldetail: z
    .array(
      z.object({
        our_layer: z.string().min(1).max(60),
        our_kind: z.string().max(60),
        fund_pay_type: z.string().min(1).max(30),
        fund_pay_type_name: z.string().min(1).max(200),
        inscp_scp_amt: yuan,
        fund_payamt: yuan,
      }),
    )
    .max(50),
});
export type Declared = z.output<typeof declaredSchema>;

/** Both identities, and what is a sum of others. The centre recomputes no more than this: it cannot know more. */
export function requireBalance(declared: Declared): void {
  const d = declared;
  const parts = sumFen([d.fulamt_ownpay_amt, d.overlmt_selfpay, d.preselfpay_amt, d.inscp_scp_amt]);
  if (parts !== d.medfee_sumamt) reject('总额不等于全自费、超限价、先行自付与符合范围金额之和');
  if (sumFen([d.hifp_pay, d.hifmi_pay, d.maf_pay, d.oth_pay]) !== d.fund_pay_sumamt) {
    reject('基金支付总额不等于各基金支付之和');
  }
  if (sumFen([d.acct_pay, d.psn_cash_pay]) !== d.psn_part_amt) {
    reject('个人负担不等于个人账户与现金之和');
  }
  if (sumFen([d.fund_pay_sumamt, d.hosp_part_amt, d.psn_part_amt]) !== d.medfee_sumamt) {
    reject('总额不等于各方支付之和');
  }
  const detail = sumFen(d.setldetail.map((entry) => entry.fund_payamt));
  if (detail !== sumFen([d.fund_pay_sumamt, d.hosp_part_amt])) reject('分项之和与支付合计不符');
}

const amountFields = [
  'medfee_sumamt',
  'fulamt_ownpay_amt',
  'overlmt_selfpay',
  'preselfpay_amt',
  'inscp_scp_amt',
  'act_pay_dedc',
  'hifp_pay',
  'hifmi_pay',
  'maf_pay',
  'oth_pay',
  'hosp_part_amt',
  'fund_pay_sumamt',
  'psn_part_amt',
  'acct_pay',
  'psn_cash_pay',
] as const;

export function requireNegated(reversal: Declared, original: Declared): void {
  for (const field of amountFields) {
    if (reversal[field] !== negateFen(original[field])) reject(`撤销的 ${field} 不是原结算的相反数`);
  }
}

/** Fields that a teacher may let this centre reckon otherwise; the fund type that goes with each. */
export const changeableFields = {
  hifp_pay: '390100',
  hifmi_pay: '390200',
  maf_pay: '610100',
  oth_pay: '999997',
} as const;
export type ChangeableField = keyof typeof changeableFields;

/** The centre's own amounts: one payer pays so much more, the patient so much less. Both identities still hold. */
export function reckonOtherwise(declared: Declared, field: ChangeableField, moreFen: number): Declared {
  const more = fen(moreFen);
  let left: Fen = more;
  const setldetail = declared.setldetail.map((entry) => {
    const change = entry.fund_pay_type === changeableFields[field] ? left : 0;
    left = fen(left - change);
    return { ...entry, fund_payamt: fen(entry.fund_payamt + change) };
  });
  return {
    ...declared,
    [field]: fen(declared[field] + more),
    fund_pay_sumamt: fen(declared.fund_pay_sumamt + more),
    psn_part_amt: fen(declared.psn_part_amt - more),
    psn_cash_pay: fen(declared.psn_cash_pay - more),
    setldetail,
  };
}

/** The amounts as they go into `setlinfo` and `setldetail` of an answer. */
export function answerOf(setlId: string, amounts: Declared): { setlinfo: object; setldetail: object[] } {
  const setlinfo = Object.fromEntries(amountFields.map((field) => [field, plainYuan(amounts[field])]));
  const setldetail = amounts.setldetail.map((entry) => ({
    setl_id: setlId,
    fund_pay_type: entry.fund_pay_type,
    fund_pay_type_name: entry.fund_pay_type_name,
    inscp_scp_amt: plainYuan(entry.inscp_scp_amt),
    fund_payamt: plainYuan(entry.fund_payamt),
  }));
  return { setlinfo, setldetail };
}
