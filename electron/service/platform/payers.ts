import type { AmountsRecord } from '../outbox/record.ts';
import { type Fen, fen, plainYuan, sumFen, zeroFen } from '../../../shared/money/fen.ts';

/** The fields in which the convention carries what each payer pays. */
export const payerFields = ['hifp_pay', 'hifmi_pay', 'maf_pay', 'oth_pay', 'hosp_part_amt'] as const;
export type PayerField = (typeof payerFields)[number];

/**
 * Where a layer goes on the wire, as data: its field, and its fund type (基金支付类型). A layer that is not listed is a
 * further payer: summed in `oth_pay` and named in `setldetail`. The codes are those of the national dictionary;
 * provinces have their own.
 */
const payers: Readonly<Record<string, { readonly field: PayerField; readonly fundType: string }>> = {
  outpatient_insurance: { field: 'hifp_pay', fundType: '390100' },
  basic_insurance: { field: 'hifp_pay', fundType: '390100' },
  critical_illness: { field: 'hifmi_pay', fundType: '390200' },
  medical_assistance: { field: 'maf_pay', fundType: '610100' },
  hospital_waiver: { field: 'hosp_part_amt', fundType: '999996' },
};
const furtherPayer = { field: 'oth_pay', fundType: '999997' } as const;

export function payerOf(layer: string): { readonly field: PayerField; readonly fundType: string } {
  return payers[layer] ?? furtherPayer;
}

/** Whether the hospital bears that layer itself (医院减免). */
export function isBorneByHospital(layer: string): boolean {
  return payerOf(layer).field === 'hosp_part_amt';
}

/** Whether the convention has a field of its own for that payer; what has none is summed with the others. */
export function hasOwnField(layer: string): boolean {
  return payerOf(layer).field !== 'oth_pay';
}

/** What each wire field has to carry for a record: the sums of its layers. */
export function payerSums(record: AmountsRecord): Record<PayerField, Fen> {
  const sums: Record<PayerField, Fen> = {
    hifp_pay: zeroFen,
    hifmi_pay: zeroFen,
    maf_pay: zeroFen,
    oth_pay: zeroFen,
    hosp_part_amt: zeroFen,
  };
  for (const { layer, payFen } of record.layers) {
    const { field } = payerOf(layer);
    sums[field] = fen(sums[field] + payFen);
  }
  return sums;
}

/** Both identities of a settlement, to the fen: cost by its parts, and cost by who pays it. */
export function balances(record: AmountsRecord): boolean {
  const { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen } = record.cost;
  const parts = sumFen([ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen]);
  const paid = sumFen([...record.layers.map(({ payFen }) => payFen), record.personalFen]);
  return parts === totalFen && paid === totalFen;
}

/** The amounts of a record in wire fields, yuan as decimal strings with two places. */
export function wireAmounts(record: AmountsRecord): Record<string, string> {
  const sums = payerSums(record);
  const funds = sumFen([sums.hifp_pay, sums.hifmi_pay, sums.maf_pay, sums.oth_pay]);
  return {
    ...wireCost(record),
    act_pay_dedc: plainYuan(record.deductibleFen),
    hifp_pay: plainYuan(sums.hifp_pay),
    hifmi_pay: plainYuan(sums.hifmi_pay),
    maf_pay: plainYuan(sums.maf_pay),
    oth_pay: plainYuan(sums.oth_pay),
    hosp_part_amt: plainYuan(sums.hosp_part_amt),
    fund_pay_sumamt: plainYuan(funds),
    psn_part_amt: plainYuan(record.personalFen),
    acct_pay: plainYuan(record.personalAccountFen),
    psn_cash_pay: plainYuan(fen(record.personalFen - record.personalAccountFen)),
  };
}

/** Total cost and its four parts. */
export function wireCost(record: AmountsRecord): Record<string, string> {
  return {
    medfee_sumamt: plainYuan(record.cost.totalFen),
    fulamt_ownpay_amt: plainYuan(record.cost.ownExpenseFen),
    overlmt_selfpay: plainYuan(record.cost.overLimitFen),
    preselfpay_amt: plainYuan(record.cost.preSelfPayFen),
    inscp_scp_amt: plainYuan(record.cost.inScopeFen),
  };
}
