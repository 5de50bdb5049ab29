import type { RecordOf } from '../../outbox/record.ts';
import { wireDay, westernDiagnosis } from '../dictionary.ts';

/** Every diagnosis of a stay, the first as the main one. */
export function diagnosesInput(
  { diagnoses, department }: RecordOf<'admission' | 'discharge'>,
  personNumber: string,
  day: string,
): object[] {
  return diagnoses.map((diagnosis, index) => ({
    psn_no: personNumber,
    diag_type: westernDiagnosis,
    maindiag_flag: index === 0 ? '1' : '0',
    diag_srt_no: String(index + 1),
    diag_code: diagnosis.code,
    diag_name: diagnosis.name,
    diag_dept: department,
    diag_time: wireDay(day),
  }));
}
