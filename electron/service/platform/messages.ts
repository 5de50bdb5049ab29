import type { UploadRecord } from '../outbox/record.ts';
import { plainYuan } from '../../../shared/money/fen.ts';
import { type AmountsRecord, payerOf, wireAmounts, wireCost } from './payers.ts';

/** The transactions (交易编号) that are spoken here. */
export const transactionOf = {
  identify: '1101',
  admission: '2401',
  settlement: '2304',
  reversal: '2305',
  ask: '5203',
  correct: '2601',
} as const;

/** What the platform calls the people, stays and settlements of ours. */
export interface KnownNumbers {
  readonly personNumber: string;
  /** `mdtrt_id`; null before the admission is accepted. */
  readonly stayNumber: string | null;
  /** `setl_id` of the settlement that a reversal negates. */
  readonly originalNumber: string | null;
}

/** Dictionary values (字典), as data: 居民身份证, 普通住院, 按项目结算, 城乡居民基本医疗保险, 西医诊断. */
const idCard = { asVoucher: '02', asPaper: '01' } as const;
const inpatientVisit = '21';
const settleByProject = '01';
export const insuranceTypes: Readonly<Record<string, string>> = { resident: '390' };
const westernDiagnosis = '1';

/** `psn_name` holds so many characters, and a centre keeps no more of a name either; ID cards have longer ones. */
const longestName = 50;

/** The beginning of a name that its field holds; a rare character of two units stays whole. */
function wireName(name: string): string {
  return name.slice(0, longestName).replace(/[\ud800-\udbff]$/, '');
}

/** 1101: who is this? */
export function identifyInput(person: UploadRecord['person'], at: string): object {
  return {
    data: {
      mdtrt_cert_type: idCard.asVoucher,
      mdtrt_cert_no: person.idNumber,
      begntime: at,
      psn_cert_type: idCard.asPaper,
      certno: person.idNumber,
      psn_name: wireName(person.name),
    },
  };
}

/** The input of the transaction that carries a record. */
export function recordInput(record: UploadRecord, known: KnownNumbers): object {
  if (record.kind === 'admission') return admissionInput(record, known.personNumber);
  if (record.kind === 'settlement') return settlementInput(record, known);
  return {
    data: {
      mdtrt_id: known.stayNumber,
      setl_id: known.originalNumber,
      psn_no: known.personNumber,
      exp_content: [ourContent(record)],
    },
  };
}

function admissionInput(record: Extract<UploadRecord, { kind: 'admission' }>, personNumber: string): object {
  const [main] = record.diagnoses;
  return {
    mdtrtinfo: {
      psn_no: personNumber,
      insutype: insuranceTypes[record.insurance],
      tel: record.phone ?? '',
      begntime: `${record.admittedOn} 00:00:00`,
      mdtrt_cert_type: idCard.asVoucher,
      mdtrt_cert_no: record.person.idNumber,
      med_type: inpatientVisit,
      ipt_no: record.admissionNumber,
      adm_diag_dscr: record.diagnoses.map(({ name }) => name).join('；'),
      adm_dept_name: record.department,
      adm_bed: record.bed ?? '',
      dscg_maindiag_code: main?.code ?? '',
      dscg_maindiag_name: main?.name ?? '',
      exp_content: [{ our_stay_id: record.stayId, our_place: record.place }],
    },
    diseinfo: record.diagnoses.map((diagnosis, index) => ({
      psn_no: personNumber,
      diag_type: westernDiagnosis,
      maindiag_flag: index === 0 ? '1' : '0',
      diag_srt_no: String(index + 1),
      diag_code: diagnosis.code,
      diag_name: diagnosis.name,
      diag_dept: record.department,
      diag_time: `${record.admittedOn} 00:00:00`,
    })),
  };
}

function settlementInput(record: Extract<UploadRecord, { kind: 'settlement' }>, known: KnownNumbers): object {
  return {
    data: {
      psn_no: known.personNumber,
      mdtrt_cert_type: idCard.asVoucher,
      mdtrt_cert_no: record.person.idNumber,
      ...wireCost(record),
      psn_setlway: settleByProject,
      mdtrt_id: known.stayNumber,
      insutype: insuranceTypes[record.insurance],
      acct_used_flag: record.personalAccountFen === 0 ? '0' : '1',
      invono: record.slipNumber,
      mid_setl_flag: record.interim ? '1' : '0',
      dscgTime: `${record.dischargedOn ?? record.settledOn} 00:00:00`,
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

/** 5203: which settlements does this person's stay have? */
export function askInput(known: KnownNumbers): object {
  return { data: { psn_no: known.personNumber, setl_id: '', mdtrt_id: known.stayNumber } };
}

/** 2601: undo whatever that message did, and refuse it if it still comes. */
export function correctInput(personNumber: string, messageId: string, transactionCode: string): object {
  return { data: { psn_no: personNumber, omsgid: messageId, oinfno: transactionCode } };
}
