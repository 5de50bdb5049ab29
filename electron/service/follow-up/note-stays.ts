import { setImmediate } from 'node:timers/promises';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { diagnosesOf, heldOf } from '../reports/uncounted.ts';
import { specialDisease, type TreatmentList, treatmentLists } from '../treatment/lists.ts';

/** So many in one transaction: a clerk who settles meanwhile waits some hundredths of a second. */
const settlementsAtOnce = 500;

interface Settled {
  readonly settlementId: string;
  readonly stayId: string;
  readonly personId: string;
  readonly kind: string;
  readonly settledOn: LocalDate;
  readonly inForceId: string;
  /** JSON lists. */
  readonly eligibilities: string;
  readonly diseases: string;
  readonly ageYears: number | null;
  readonly paidCritical: 0 | 1;
  readonly isInpatient: 0 | 1;
}

/**
 * Notes the stays of major disease (大病) among what was settled since the last time, in portions; settling itself writes
 * nothing for it. Suixian names no list: major is a disease that the policy's list of special treatment names, or a stay of
 * which critical illness insurance paid a part (ours). Refuses `policy_tampered`.
 */
export async function noteStays(context: ServiceContext, atOnce = settlementsAtOnce): Promise<void> {
  while (notePortion(context, atOnce) === atOnce) await setImmediate();
}

/** @returns how many settlements there were */
function notePortion(context: ServiceContext, most: number): number {
  const { database } = context;
  return inTransaction(database, () => {
    const rows = settledSince(context, most);
    const last = rows.at(-1);
    if (last === undefined) return 0;
    const lists = new Map<string, readonly TreatmentList[]>();
    for (const row of rows) {
      const disease = majorDisease(context, lists, row);
      if (disease !== undefined) keep(context, row, disease);
    }
    insertRow(database, 'follow_up_portion', {
      settlement_id: last.settlementId,
      recorded_at: context.clock.now().toISOString(),
    });
    return rows.length;
  });
}

function settledSince({ database }: ServiceContext, most: number): Settled[] {
  return statement<[number], Settled>(
    database,
    `SELECT made.id AS settlementId, made.stay_id AS stayId, made.person_id AS personId, made.kind,
       coalesce(claim.settled_on, made.settled_on) AS settledOn, made.policy_in_force_id AS inForceId,
       made.eligibilities, coalesce(claim.diseases, '[]') AS diseases, claim.age_years AS ageYears,
       EXISTS (SELECT 1 FROM settlement_layer WHERE settlement_id = made.id AND layer = 'critical_illness'
         AND pay_fen > 0) AS paidCritical,
       (SELECT qualification_id IS NULL FROM stay WHERE id = made.stay_id) AS isInpatient
     FROM settlement AS made LEFT JOIN settlement_claim AS claim ON claim.settlement_id = made.id
     WHERE made.rowid > coalesce((SELECT rowid FROM settlement WHERE id = (SELECT settlement_id
       FROM follow_up_portion ORDER BY rowid DESC LIMIT 1)), 0)
     ORDER BY made.rowid LIMIT 0 + ?`,
  ).all(most);
}

/** Undefined where it was no stay of major disease; empty where no list names it. */
function majorDisease(
  context: ServiceContext,
  lists: Map<string, readonly TreatmentList[]>,
  row: Settled,
): string | undefined {
  if (row.kind !== 'final' || row.isInpatient === 0) return undefined;
  const known = lists.get(row.inForceId) ?? treatmentLists(policyOfAct(context, row.inForceId));
  lists.set(row.inForceId, known);
  const listed = specialDisease(known, {
    diagnoses: diagnosesOf(row.diseases),
    eligibilities: heldOf(row.eligibilities),
    ageYears: row.ageYears ?? undefined,
    on: row.settledOn,
  });
  return listed ?? (row.paidCritical === 1 ? '' : undefined);
}

/** A stay that was settled again stays noted as it was. */
function keep(
  { database }: ServiceContext,
  { stayId, settlementId, personId, settledOn }: Settled,
  disease: string,
): void {
  statement<unknown[]>(
    database,
    `INSERT INTO follow_up_stay (stay_id, settlement_id, person_id, settled_on, disease)
     VALUES (?, ?, ?, ?, ?) ON CONFLICT (stay_id) DO NOTHING`,
  ).run(stayId, settlementId, personId, settledOn, disease);
}
