import type { AuditAct } from '../../../shared/audit/act-titles.ts';
import type { TestHospital } from '../harness/hospital.ts';

/** What each row of the log with this act is about, in the order of writing. */
export function actsOf({ context }: TestHospital, act: AuditAct): unknown[] {
  const sql = 'SELECT subject_id FROM audit WHERE act = ? ORDER BY sequence';
  return context.database.prepare(sql).pluck().all(act);
}
