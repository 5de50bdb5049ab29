import { z } from 'zod';
import type { RecordOf } from '../../outbox/record.ts';
import { idCard, inpatientVisit, insuranceTypes, wireDay } from '../dictionary.ts';
import type { KnownNumbers } from '../known-numbers.ts';
import { diagnosesInput } from './diagnoses.ts';

/** 2401 入院办理. */
export function admissionInput(record: RecordOf<'admission'>, { personNumber }: KnownNumbers): object {
  const [main] = record.diagnoses;
  return {
    mdtrtinfo: {
      psn_no: personNumber,
      insutype: insuranceTypes[record.insurance],
      tel: record.phone ?? '',
      begntime: wireDay(record.admittedOn),
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
    diseinfo: diagnosesInput(record, personNumber, record.admittedOn),
  };
}

export const admittedSchema = z.object({ result: z.object({ mdtrt_id: z.string().min(1).max(30) }) });

/** 2404 入院撤销, 2405 出院撤销. */
export function undoneInput(known: KnownNumbers): object {
  return { data: { mdtrt_id: known.stayNumber, psn_no: known.personNumber } };
}
