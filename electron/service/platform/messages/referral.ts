import { z } from 'zod';
import type { RecordOf } from '../../outbox/record.ts';
import { insuranceTypes, referredIn, referredOut } from '../dictionary.ts';
import type { KnownNumbers } from '../known-numbers.ts';

/** 2501 转院备案. The hospital that it names is the other one: who sent the patient here, or where we send. */
export function referralInput(record: RecordOf<'referral'>, { personNumber }: KnownNumbers): object {
  const isOut = record.toHospital !== undefined;
  return {
    refmedin: {
      psn_no: personNumber,
      insutype: insuranceTypes[record.insurance],
      tel: record.phone ?? '',
      insu_optins: record.insuredRegion,
      diag_code: record.diagnosis.code,
      diag_name: record.diagnosis.name,
      dise_cond_dscr: record.reason,
      reflin_medins_no: (isOut ? record.toHospitalCode : record.fromHospitalCode) ?? '',
      reflin_medins_name: record.toHospital ?? record.fromHospital,
      hosp_agre_refl_flag: '1',
      refl_type: isOut ? referredOut : referredIn,
      refl_date: record.referredOn,
      refl_rea: record.reason,
      refl_opnn: record.opinion,
      begndate: record.validFrom,
      enddate: record.validTo,
      refl_used_flag: '1',
    },
  };
}

export const referredSchema = z.object({ result: z.object({ trt_dcla_detl_sn: z.string().min(1).max(30) }) });
