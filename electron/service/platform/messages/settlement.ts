import { plainYuan } from '../../../../shared/money/fen.ts';
import type { AmountsRecord, RecordOf } from '../../outbox/record.ts';
import { idCard, insuranceTypes, outpatientVisit, settleByProject, wireDay } from '../dictionary.ts';
import type { KnownNumbers } from '../known-numbers.ts';
import { payerOf, wireAmounts, wireCost } from '../payers.ts';

/** 2304 住院结算, 2207 门诊结算. */
export function settlementInput(record: RecordOf<'settlement'>, known: KnownNumbers): object {
  return {
    data: {
      psn_no: known.personNumber,
      ...(record.outpatient === true ? { med_type: outpatientVisit } : {}),
      mdtrt_cert_type: idCard.asVoucher,
      mdtrt_cert_no: record.person.idNumber,
      ...wireCost(record),
      psn_setlway: settleByProject,
      mdtrt_id: known.stayNumber,
      insutype: insuranceTypes[record.insurance],
      acct_used_flag: record.personalAccountFen === 0 ? '0' : '1',
      invono: record.invoiceNumber ?? record.slipNumber,
      mid_setl_flag: record.interim ? '1' : '0',
      dscgTime: wireDay(record.dischargedOn ?? record.settledOn),
      exp_content: [ourContent(record)],
    },
  };
}

/** 2305 住院结算撤销, 2208 门诊结算撤销. */
export function reversalInput(record: RecordOf<'reversal'>, known: KnownNumbers): object {
  return {
    data: {
      mdtrt_id: known.stayNumber,
      setl_id: known.originalNumber,
      psn_no: known.personNumber,
      exp_content: [ourContent(record)],
    },
  };
}

/** What the convention has no request field for: our ids, and what each layer pays by our reckoning. */
function ourContent(record: AmountsRecord): object {
  return {
    our_setl_id: record.settlementId,
    ...(record.kind === 'reversal' ? { our_reversed_setl_id: record.reversesId } : {}),
    our_slip_no: record.slipNumber,
    our_pack: record.packHash,
    setl_date: record.settledOn,
    ...wireAmounts(record),
    ...yearContent(record),
    setldetail: record.layers.map((layer) => ({
      our_layer: layer.layer,
      our_kind: layer.kind ?? '',
      fund_pay_type: payerOf(layer.layer).fundType,
      fund_pay_type_name: layer.title,
      inscp_scp_amt: plainYuan(layer.baseFen),
      fund_payamt: plainYuan(layer.payFen),
    })),
  };
}

/** What the cumulative amounts of the year (5206) need besides. */
function yearContent({ criticalIllnessBurdenFen, personalInScopeFen }: AmountsRecord): object {
  return {
    ...(criticalIllnessBurdenFen === undefined ? {} : { our_burden: plainYuan(criticalIllnessBurdenFen) }),
    ...(personalInScopeFen === undefined ? {} : { our_psn_inscp: plainYuan(personalInScopeFen) }),
  };
}
