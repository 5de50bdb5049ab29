import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Fen, fen, plainYuan, zeroFen } from '../../../../shared/money/fen.ts';
import type { Hospital } from '../../hospital/settings.ts';
import type { RecordOf } from '../../outbox/record.ts';
import { readFromNumber } from '../../people/person.ts';
import {
  costClassCodes,
  idCard,
  insuranceTypes,
  settleByProject,
  wireDay,
  westernDiagnosis,
} from '../dictionary.ts';
import type { KnownNumbers } from '../known-numbers.ts';
import { payerOf } from '../payers.ts';

type ListRecord = RecordOf<'settlement_list'>;
/** What the list says of the hospital itself. */
export type ListingHospital = Pick<Hospital, 'hospitalName' | 'hospitalCode' | 'region'>;

/** 4101 医疗保障基金结算清单上传: the stay, who paid, the diagnoses, and the cost by class. */
export function settlementListInput(
  record: ListRecord,
  known: KnownNumbers,
  hospital: ListingHospital,
): object {
  return {
    setlinfo: { ...stayOf(record, known, hospital), ...paymentOf(record, hospital) },
    payinfo: fundsOf(record),
    diseinfo: record.diagnoses.map(({ code, name }, index) => ({
      diag_type: westernDiagnosis,
      diag_code: code,
      diag_name: name,
      maindiag_flag: index === 0 ? '1' : '0',
    })),
    iteminfo: record.costByClass.map(({ costClass, totalFen, classAFen, classBFen, classCFen }) => ({
      med_chrgitm: costClassCodes[costClass],
      amt: plainYuan(totalFen),
      claa_sumfee: plainYuan(classAFen),
      clab_amt: plainYuan(classBFen),
      fulamt_ownpay_amt: plainYuan(classCFen),
      oth_amt: plainYuan(zeroFen),
    })),
  };
}

function stayOf(record: ListRecord, known: KnownNumbers, hospital: ListingHospital): object {
  const { person, admittedOn, settledOn, department } = record;
  const { sex, birthDate } = readFromNumber(person.idNumber);
  const leftOn = record.dischargedOn ?? settledOn;
  const [main] = record.diagnoses;
  return {
    mdtrt_id: known.stayNumber,
    setl_id: known.originalNumber,
    fixmedins_name: hospital.hospitalName,
    fixmedins_code: hospital.hospitalCode,
    hi_no: known.personNumber,
    medcasno: record.admissionNumber,
    psn_name: person.name,
    gend: sex === 'male' ? '1' : '2',
    brdy: birthDate,
    patn_cert_type: idCard.asPaper,
    certno: person.idNumber,
    coner_tel: record.phone ?? '',
    hi_type: insuranceTypes[record.insurance],
    insuplc: record.insuredRegion,
    adm_time: wireDay(admittedOn),
    adm_caty: department,
    dscg_time: wireDay(leftOn),
    dscg_caty: department,
    act_ipt_days: String(Math.max(1, daysBetween(admittedOn, leftOn))),
    wm_dise_code: main?.code ?? '',
    otp_wm_dise: main?.name ?? '',
    diag_code_cnt: String(record.diagnoses.length),
  };
}

function paymentOf(record: ListRecord, hospital: ListingHospital): object {
  const { cost, personalFen, personalAccountFen } = record;
  return {
    bill_no: record.slipNumber,
    biz_sn: record.slipNumber,
    setl_begn_date: wireDay(record.admittedOn),
    setl_end_date: wireDay(record.settledOn),
    psn_selfpay: plainYuan(fen(personalFen - Math.min(personalFen, cost.ownExpenseFen))),
    psn_ownpay: plainYuan(fen(Math.min(personalFen, cost.ownExpenseFen))),
    acct_pay: plainYuan(personalAccountFen),
    psn_cashpay: plainYuan(fen(personalFen - personalAccountFen)),
    hi_paymtd: settleByProject,
    hsorg: hospital.region,
  };
}

/** One entry for each fund type that paid. */
function fundsOf({ layers }: ListRecord): object[] {
  const sums = new Map<string, Fen>();
  for (const { layer, payFen } of layers) {
    const { fundType } = payerOf(layer);
    sums.set(fundType, fen((sums.get(fundType) ?? 0) + payFen));
  }
  return [...sums]
    .filter(([, payFen]) => payFen !== 0)
    .map(([fundType, payFen]) => ({ fund_pay_type: fundType, fund_payamt: plainYuan(payFen) }));
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

export const listedSchema = z.object({ setl_list_id: z.string().min(1).max(30) });
