import { z } from 'zod';
import type { RecordOf } from '../../outbox/record.ts';
import { idCard, insuranceTypes, outpatientVisit, wireDay } from '../dictionary.ts';
import type { KnownNumbers } from '../known-numbers.ts';
import { diagnosesInput } from './diagnoses.ts';

/** 2201 门诊挂号. */
export function registrationInput(record: RecordOf<'admission'>, { personNumber }: KnownNumbers): object {
  return {
    data: {
      psn_no: personNumber,
      insutype: insuranceTypes[record.insurance],
      begntime: wireDay(record.admittedOn),
      mdtrt_cert_type: idCard.asVoucher,
      mdtrt_cert_no: record.person.idNumber,
      ipt_otp_no: record.admissionNumber,
      dept_name: record.department,
      exp_content: [{ our_stay_id: record.stayId, our_place: record.place }],
    },
  };
}

export const registeredSchema = z.object({ data: z.object({ mdtrt_id: z.string().min(1).max(30) }) });

/** 2203 门诊就诊信息上传: the disease that the person is qualified for. */
export function visitInput(record: RecordOf<'discharge'>, known: KnownNumbers): object {
  const [disease] = record.diagnoses;
  return {
    mdtrtinfo: {
      mdtrt_id: known.stayNumber,
      psn_no: known.personNumber,
      med_type: outpatientVisit,
      begntime: wireDay(record.admittedOn),
      dise_codg: disease?.code ?? '',
      dise_name: disease?.name ?? '',
    },
    diseinfo: diagnosesInput(record, known.personNumber, record.dischargedOn),
  };
}
