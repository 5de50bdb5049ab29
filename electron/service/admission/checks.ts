import type { AdmissionOfStay } from '../../../shared/contract/admission.ts';
import type { AdmissionChecks } from '../../../shared/contract/stays.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readStay, requireNotCancelled } from '../stays/stay.ts';

type RecordedChecks = NonNullable<AdmissionOfStay['checks']>;

/** Each once and in one order, so that the same checks are the same text. */
export function plainChecks({ causes, papers }: AdmissionChecks): AdmissionChecks {
  return { causes: [...new Set(causes)].toSorted(), papers: [...new Set(papers)].toSorted() };
}

/** Written down inside the transaction of the admission, or by itself later; the newest counts. */
export function insertChecks(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  checks: AdmissionChecks,
): void {
  const kept = plainChecks(checks);
  statement<string[]>(
    context.database,
    `INSERT INTO admission_check (id, stay_id, causes, papers, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(
    context.newId(),
    stayId,
    JSON.stringify(kept.causes),
    JSON.stringify(kept.papers),
    context.clock.now().toISOString(),
    actor.accountId,
  );
  appendAudit(context, actor, 'admission.checked', stayId, { ...kept });
}

/** Refuses `stay_not_found`, `stay_cancelled`. */
export function recordChecks(
  context: ServiceContext,
  actor: Actor,
  { stayId, checks }: { readonly stayId: string; readonly checks: AdmissionChecks },
): void {
  inTransaction(context.database, () => {
    requireNotCancelled(readStay(context, stayId));
    insertChecks(context, actor, stayId, checks);
  });
}

/** What was checked last; null while nobody has checked. */
export function checksOfStay(
  context: ServiceContext,
  stayId: string,
): (RecordedChecks & { readonly checkId: string }) | null {
  return findChecks(context, stayId, 'DESC');
}

/** What was checked with the admission itself. */
export function firstChecksOfStay(context: ServiceContext, stayId: string): AdmissionChecks | null {
  const first = findChecks(context, stayId, 'ASC');
  return first === null ? null : { causes: first.causes, papers: first.papers };
}

function findChecks(context: ServiceContext, stayId: string, order: 'ASC' | 'DESC') {
  const row = statement<
    [string],
    { checkId: string; causes: string; papers: string; recordedAt: string; recordedByName: string }
  >(
    context.database,
    `SELECT checked.id AS checkId, causes, papers, checked.recorded_at AS recordedAt,
       display_name AS recordedByName
     FROM admission_check AS checked JOIN staff_account ON staff_account.id = checked.recorded_by
     WHERE stay_id = ? ORDER BY checked.rowid ${order} LIMIT 1`,
  ).get(stayId);
  if (row === undefined) return null;
  return {
    ...row,
    causes: JSON.parse(row.causes) as AdmissionChecks['causes'],
    papers: JSON.parse(row.papers) as AdmissionChecks['papers'],
  };
}
