import type { Identification, IdentityDifference } from '../../../shared/contract/identification.ts';
import type { Paper } from '../../../shared/identity/code-shape.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import { readHospital, today } from '../hospital/settings.ts';
import type { Told } from './differences.ts';

export interface IdentificationFact {
  readonly personId: string;
  readonly means: Identification['means'];
  readonly paper: Paper | null;
  /** Null where nothing but a number or a name was given. */
  readonly told: Told | null;
  readonly differences: readonly IdentityDifference[];
  /** Why the differences are accepted; null where there are none. */
  readonly reason: string | null;
}

/** Writes down how a person was identified; what had to be decided stands in the audit log as well. @returns the act */
export function recordIdentification(
  context: ServiceContext,
  actor: Actor,
  fact: IdentificationFact,
): Identification {
  const { personId, differences, reason } = fact;
  const hospital = readHospital(context, today(context));
  const identificationId = context.newId();
  const recordedAt = context.clock.now().toISOString();
  inTransaction(context.database, () => {
    statement<object>(
      context.database,
      `INSERT INTO identification (id, person_id, means, paper, told, differences, reason, hospital, window, origin,
         recorded_at, recorded_by)
       VALUES (@identificationId, @personId, @means, @paper, @told, @differences, @reason, @hospital, @window, @origin,
         @recordedAt, @recordedBy)`,
    ).run({
      identificationId,
      personId,
      means: fact.means,
      paper: fact.paper,
      told: fact.told === null ? null : canonicalJson({ ...fact.told }),
      differences: canonicalJson(differences.map((difference) => ({ ...difference }))),
      reason,
      hospital: hospital.hospitalId,
      window: hospital.windowId,
      origin: hospital.origin,
      recordedAt,
      recordedBy: actor.accountId,
    });
    if (differences.length > 0) {
      const what = differences.map((difference) => difference.what);
      appendAudit(context, actor, 'identification.decided', personId, { identificationId, what, reason });
    }
  });
  const { means, paper } = fact;
  const recordedByName = actor.displayName;
  return {
    identificationId,
    means,
    paper,
    differences: [...differences],
    reason,
    recordedAt,
    recordedByName,
  };
}

/** The newest act of a person, which a final settlement carries; null where nobody has identified them here. */
export function lastIdentification(context: ServiceContext, personId: string): string | null {
  const row = statement<[string], { id: string }>(
    context.database,
    'SELECT id FROM identification WHERE person_id = ? ORDER BY rowid DESC LIMIT 1',
  ).get(personId);
  return row?.id ?? null;
}

const mostListed = 50;

/** The newest acts of a person, the latest first. */
export function listIdentifications(context: ServiceContext, personId: string): Identification[] {
  return statement<[string, number], Omit<Identification, 'differences'> & { readonly differences: string }>(
    context.database,
    `SELECT identification.id AS identificationId, means, paper, differences, reason,
       identification.recorded_at AS recordedAt, staff_account.display_name AS recordedByName
     FROM identification JOIN staff_account ON staff_account.id = identification.recorded_by
     WHERE person_id = ? ORDER BY identification.rowid DESC LIMIT 0 + ?`,
  )
    .all(personId, mostListed)
    .map((row) => ({ ...row, differences: JSON.parse(row.differences) as IdentityDifference[] }));
}
