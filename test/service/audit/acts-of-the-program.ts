import type { AuditAct } from '../../../shared/audit/act-titles.ts';

/** What the program does by itself, and what goes with the acts of others. */
export const actsOfTheProgram: readonly AuditAct[] = [
  'audit.archived',
  'backup.rotated',
  'keys.key_changed',
  'keys.key_not_changed',
  'recovery.restored',
  'request.not_allowed',
  'request.second_person_refused',
  'request.not_signed_in',
  'signing.key_made',
  'approvals.acted_alone',
  'staff.approved',
  'staff.code_refused',
  'staff.session_ended',
  'stays.recount_fees',
];
