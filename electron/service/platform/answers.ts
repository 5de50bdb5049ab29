import { z } from 'zod';
import type { CostParts } from '../../../shared/engine/claim.ts';
import type { Fen } from '../../../shared/money/fen.ts';
import { payerOf } from './payers.ts';
import { wireYuan, wireYuanOrNothing } from './wire-text.ts';

/**
 * The answers that are understood. Fields that nobody reads may be anything; a field that is read and is not what the
 * convention says makes the whole answer nonsense, and what it was about stays unknown.
 */
const number = z.string().min(1).max(30);

export const answerSchema = z.object({
  /** Read as text, like every number. */
  infcode: z.string().regex(/^-?\d{1,6}$/),
  err_msg: z.string().nullish(),
  /** Some platforms send the output as a text that holds JSON. */
  output: z.unknown(),
});

export const identifiedSchema = z.object({
  baseinfo: z.object({ psn_no: number, certno: z.string() }),
});

const settlementInfoSchema = z.object({
  mdtrt_id: number,
  setl_id: number,
  psn_no: z.string().max(30).nullish(),
  /** 存放发送方报文ID: whose message made this settlement. */
  medins_setl_id: z.string().max(30).nullish(),
  medfee_sumamt: wireYuan,
  fulamt_ownpay_amt: wireYuan,
  overlmt_selfpay: wireYuan,
  preselfpay_amt: wireYuan,
  inscp_scp_amt: wireYuan,
  act_pay_dedc: wireYuanOrNothing,
  hifp_pay: wireYuanOrNothing,
  hifmi_pay: wireYuanOrNothing,
  maf_pay: wireYuanOrNothing,
  oth_pay: wireYuanOrNothing,
  hosp_part_amt: wireYuanOrNothing,
  psn_part_amt: wireYuan,
  acct_pay: wireYuanOrNothing,
});
const settlementDetailSchema = z.object({
  /** Only where one answer holds several settlements. */
  setl_id: z.string().max(30).nullish(),
  fund_pay_type: z.string(),
  fund_pay_type_name: z.string().nullish(),
  fund_payamt: wireYuan,
});
const details = z
  .array(settlementDetailSchema)
  .max(500)
  .nullish()
  .transform((list) => list ?? []);

export const settledSchema = z.object({ setlinfo: settlementInfoSchema, setldetail: details });

/** A trial is kept nowhere and has no number. */
export const reckonedSchema = z.object({
  setlinfo: settlementInfoSchema.omit({ mdtrt_id: true, setl_id: true }),
  setldetail: details,
});

const oneOrMore = z.union([
  z.array(settlementInfoSchema).max(500),
  settlementInfoSchema.transform((one) => [one]),
]);
export const heldSchema = z.object({
  setlinfo: oneOrMore.nullish().transform((list) => list ?? []),
  setldetail: details,
});

/** What the centre reckons a settlement to be, in our words. */
export interface CentreAmounts {
  readonly cost: CostParts;
  readonly deductibleFen: Fen;
  /** By layer id, for the payers that have a field of their own. */
  readonly payFen: Readonly<Record<string, Fen>>;
  readonly furtherPayFen: Fen;
  /** What the centre says of the further payers one by one, by name. */
  readonly furtherPayers: readonly { readonly title: string; readonly payFen: Fen }[];
  readonly personalFen: Fen;
  readonly personalAccountFen: Fen;
}

export interface CentreSettlement {
  readonly settlementNumber: string;
  readonly stayNumber: string;
  readonly personNumber: string | null;
  /** The message that made it, where the centre says so. */
  readonly messageId: string | null;
  readonly amounts: CentreAmounts;
}

const furtherFundType = payerOf('').fundType;

/** From the wire's words to ours. `of` are all details of the answer; those of other settlements are left out. */
export function centreSettlement(
  info: z.output<typeof settlementInfoSchema>,
  of: z.output<typeof details>,
): CentreSettlement {
  const ofThis = of.filter((detail) => (detail.setl_id ?? info.setl_id) === info.setl_id);
  return {
    settlementNumber: info.setl_id,
    stayNumber: info.mdtrt_id,
    personNumber: info.psn_no || null,
    messageId: info.medins_setl_id || null,
    amounts: centreAmounts(info, ofThis),
  };
}

/** The amounts of one answer alone: all of its details belong to it. */
export function centreAmounts(
  info: Omit<z.output<typeof settlementInfoSchema>, 'mdtrt_id' | 'setl_id'>,
  of: z.output<typeof details>,
): CentreAmounts {
  return {
    cost: {
      totalFen: info.medfee_sumamt,
      ownExpenseFen: info.fulamt_ownpay_amt,
      overLimitFen: info.overlmt_selfpay,
      preSelfPayFen: info.preselfpay_amt,
      inScopeFen: info.inscp_scp_amt,
    },
    deductibleFen: info.act_pay_dedc,
    payFen: {
      basic_insurance: info.hifp_pay,
      critical_illness: info.hifmi_pay,
      medical_assistance: info.maf_pay,
      hospital_waiver: info.hosp_part_amt,
    },
    furtherPayFen: info.oth_pay,
    furtherPayers: of
      .filter((detail) => detail.fund_pay_type === furtherFundType)
      .map((detail) => ({ title: detail.fund_pay_type_name ?? '', payFen: detail.fund_payamt })),
    personalFen: info.psn_part_amt,
    personalAccountFen: info.acct_pay,
  };
}
