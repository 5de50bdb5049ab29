import type { KindOfCare } from '../../../shared/engine/claim.ts';
import type { CostClass } from '../../../shared/contract/stays.ts';

/**
 * Values of the national dictionaries (字典), as data; provinces have their own. What is not listed here is not spoken.
 */
export const idCard = { asVoucher: '02', asPaper: '01' } as const;
/** 就诊凭证类型 of 1101. The convention has no code for the health card; this is the practice platform's. */
export const vouchers = {
  electronic_credential: '01',
  id_card: idCard.asVoucher,
  social_security_card: '03',
  health_card: '99',
} as const;
/** 普通住院. */
export const inpatientVisit = '21';
/** 门诊慢特病. */
export const outpatientVisit = '14';
/** 清算类别: 住院, 门诊. */
export const clearingTypes: Readonly<Record<KindOfCare, string>> = { inpatient: '21', outpatient: '11' };
/** 按项目结算. */
export const settleByProject = '01';
export const insuranceTypes: Readonly<Record<string, string>> = { resident: '390' };
/** 西医诊断. */
export const westernDiagnosis = '1';
/** 医嘱离院. */
export const leftOnAdvice = '1';
/** 转院类型: 县域内医院转入. */
export const referredIn = '1';
/** 转院类型: 转往外院. */
export const referredOut = '2';

/** 收费项目等级: 甲、乙、丙. */
export const catalogueLevels = { A: '01', B: '02', C: '03' } as const;

/** 医疗收费项目类别. */
export const costClassCodes: Readonly<Record<CostClass, string>> = {
  bed: '01',
  examination: '02',
  inspection: '03',
  laboratory: '04',
  treatment: '05',
  surgery: '06',
  nursing: '07',
  material: '08',
  western_medicine: '09',
  chinese_herbal_medicine: '10',
  chinese_patent_medicine: '11',
  general_consultation: '12',
  other: '14',
};

/** The wire has days as times. */
export function wireDay(day: string): string {
  return `${day} 00:00:00`;
}
