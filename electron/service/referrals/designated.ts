import type { z } from 'zod';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Requests } from '../../../shared/contract/contract.ts';
import type { DesignatedHospital } from '../../../shared/contract/referrals.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { policyFor } from '../policy/in-force.ts';

export type NewDesignated = z.output<Requests['designated.add']['input']>;

/** More than a province has. */
const mostHospitals = 1000;

/** The hospitals of the policy in force for a place and of our own list, with those that no longer count. */
export function designatedHospitals(
  context: ServiceContext,
  region: string,
  day: LocalDate,
): DesignatedHospital[] {
  const all = [...ofPolicy(context, region, day), ...ofOurList(context)];
  return all
    .map((hospital) => ({ ...hospital, countsToday: countsOn(hospital, day) }))
    .toSorted((left, right) => Number(right.countsToday) - Number(left.countsToday))
    .slice(0, mostHospitals);
}

/** As the admin page shows them: for the place where this hospital stands. */
export function listDesignated(context: ServiceContext): DesignatedHospital[] {
  const day = today(context);
  return designatedHospitals(context, readHospital(context, day).region, day);
}

type Listed = Omit<DesignatedHospital, 'countsToday'>;

function countsOn({ since, until }: Pick<Listed, 'since' | 'until'>, day: LocalDate): boolean {
  return since <= day && (until === null || day <= until);
}

/** The one of that name that counts on a day. */
export function designatedByName(
  context: ServiceContext,
  name: string,
  where: { readonly region: string; readonly day: LocalDate },
): DesignatedHospital | undefined {
  return designatedHospitals(context, where.region, where.day).find(
    (hospital) => hospital.countsToday && isSameHospital(hospital.name, name),
  );
}

/** Names of hospitals are compared without width and blanks. */
export function isSameHospital(one: string, other: string): boolean {
  const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');
  return plain(one) === plain(other);
}

function ofPolicy(context: ServiceContext, region: string, day: LocalDate): Listed[] {
  try {
    const { text } = policyFor(context, region, day).policy;
    return (text.designated_hospitals ?? []).map(({ name, rank, since, until, needs, clause }) => ({
      hospitalId: null,
      name,
      code: null,
      rank,
      since,
      until: until ?? null,
      needs: needs ?? [],
      clause,
      source: 'policy',
    }));
  } catch (error) {
    // A place without a policy names no hospitals either.
    if (error instanceof Refusal && error.code === 'no_policy_in_force') return [];
    throw error;
  }
}

function ofOurList(context: ServiceContext): Listed[] {
  const rows = statement<[], Omit<Listed, 'needs'> & { needs: string }>(
    context.database,
    `SELECT hospital.id AS hospitalId, name, code, rank, since, needs, clause, source,
       coalesce((SELECT until FROM designated_hospital_end WHERE hospital_id = hospital.id
         ORDER BY rowid DESC LIMIT 1), until) AS until
     FROM designated_hospital AS hospital ORDER BY since DESC, name LIMIT ${mostHospitals}`,
  ).all();
  return rows.map((row) => ({ ...row, needs: JSON.parse(row.needs) as Listed['needs'] }));
}

/** Puts a hospital on our own list. Refuses `designated_dates_wrong`, `designated_doubled`. */
export function addDesignated(context: ServiceContext, actor: Actor, added: NewDesignated): void {
  inTransaction(context.database, () => {
    if (added.until !== null && added.until < added.since) throw wrongDates(added);
    if (findListed(context, added) !== undefined) {
      const sentence = `“${added.name}”自 ${added.since} 起已经在名单里。要改止期，请在名单里停用它。`;
      throw new Refusal('designated_doubled', sentence);
    }
    insertDesignated(context, actor, added, 'hand');
  });
}

function wrongDates({ name, since, until }: NewDesignated): Refusal {
  return new Refusal('designated_dates_wrong', `“${name}”的止期 ${until ?? ''} 早于起期 ${since}，请核对。`);
}

/** Of the same name from the same day. */
export function findListed(context: ServiceContext, added: NewDesignated): Listed | undefined {
  return ofOurList(context).find(
    ({ name, since }) => since === added.since && isSameHospital(name, added.name),
  );
}

export function insertDesignated(
  context: ServiceContext,
  actor: Actor,
  added: NewDesignated,
  source: 'hand' | 'file',
): void {
  const hospitalId = context.newId();
  const { needs, ...row } = added;
  statement<object>(
    context.database,
    `INSERT INTO designated_hospital (id, name, code, rank, since, until, needs, clause, source, recorded_at, recorded_by)
     VALUES (@hospitalId, @name, @code, @rank, @since, @until, @needs, @clause, @source, @recordedAt, @recordedBy)`,
  ).run({
    ...row,
    hospitalId,
    needs: JSON.stringify([...new Set(needs)].toSorted()),
    source,
    recordedAt: context.clock.now().toISOString(),
    recordedBy: actor.accountId,
  });
  appendAudit(context, actor, 'referrals.hospital_designated', hospitalId, { ...added, source });
}

/** Ends a hospital of our own list. Refuses `designated_unknown`, `designated_dates_wrong`. */
export function endDesignated(
  context: ServiceContext,
  actor: Actor,
  { hospitalId, until, reason }: { hospitalId: string; until: LocalDate; reason: string },
): void {
  inTransaction(context.database, () => {
    const hospital = ofOurList(context).find((one) => one.hospitalId === hospitalId);
    if (hospital === undefined) {
      throw new Refusal('designated_unknown', '名单里没有这家医院，请刷新后重选。');
    }
    const { name, since } = hospital;
    if (until < since) throw new Refusal('designated_dates_wrong', `“${name}”的止期早于起期 ${since}。`);
    statement<string[]>(
      context.database,
      'INSERT INTO designated_hospital_end (id, hospital_id, until, reason, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(context.newId(), hospitalId, until, reason, context.clock.now().toISOString(), actor.accountId);
    appendAudit(context, actor, 'referrals.designation_ended', hospitalId, { until, reason });
  });
}
