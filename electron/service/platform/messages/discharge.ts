import type { RecordOf } from '../../outbox/record.ts';
import { insuranceTypes, leftOnAdvice, wireDay } from '../dictionary.ts';
import type { KnownNumbers } from '../known-numbers.ts';
import { diagnosesInput } from './diagnoses.ts';

/** 2402 出院办理. */
export function dischargeInput(record: RecordOf<'discharge'>, known: KnownNumbers): object {
  return {
    dscginfo: {
      mdtrt_id: known.stayNumber,
      psn_no: known.personNumber,
      insutype: insuranceTypes[record.insurance],
      endtime: wireDay(record.dischargedOn),
      dscg_dept_name: record.department,
      dscg_bed: record.bed ?? '',
      dscg_way: leftOnAdvice,
    },
    diseinfo: diagnosesInput(record, known.personNumber, record.dischargedOn),
  };
}
