import type { z } from 'zod';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Requests } from '../../../shared/contract/contract.ts';
import type { Qualification } from '../../../shared/contract/outpatient.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { everyIdOfPerson, requireIdentified } from '../emergency/unknown.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { doneBefore, moneyRequest } from '../settlements/request.ts';

type NewQualification = z.output<Requests['outpatient.qualify']['input']>;

/**
 * Records that a person is qualified for a disease. The same request again gives the first answer. Refuses
 * `person_not_found`, `request_id_reused`, `qualification_ends_early`, `qualification_exists` and what
 * `requireIdentified` refuses.
 */
export function qualify(context: ServiceContext, actor: Actor, asked: NewQualification): Qualification {
  const { requestId, ...content } = asked;
  const request = moneyRequest(requestId, 'qualify', content);
  const qualificationId = inTransaction(context.database, () => {
    const before = doneBefore(context, request, 'outpatient_qualification');
    return before ?? insertQualification(context, actor, request, content);
  });
  return readQualification(context, qualificationId);
}

function insertQualification(
  context: ServiceContext,
  actor: Actor,
  request: ReturnType<typeof moneyRequest>,
  { personId, disease, beginsOn, endsOn, papers, recognisedBy }: Omit<NewQualification, 'requestId'>,
): string {
  readPerson(context, personId);
  requireIdentified(context, personId);
  if (endsOn !== null && endsOn < beginsOn) {
    throw new Refusal('qualification_ends_early', '资格的截止日期早于开始日期，请核对。');
  }
  refuseSecond(context, { personId, code: disease.code, beginsOn, endsOn });
  const id = context.newId();
  const { hospitalId, windowId, origin } = readHospital(context, today(context));
  insertRow(context.database, 'outpatient_qualification', {
    id,
    request_id: request.requestId,
    request_hash: request.requestHash,
    person_id: personId,
    code: disease.code,
    name: disease.name,
    begins_on: beginsOn,
    ends_on: endsOn,
    papers: JSON.stringify(papers),
    recognised_by: recognisedBy,
    hospital: hospitalId,
    window: windowId,
    origin,
    recorded_at: context.clock.now().toISOString(),
    recorded_by: actor.accountId,
  });
  const { code } = disease;
  appendAudit(context, actor, 'outpatient.qualified', id, { code, beginsOn, endsOn, papers, recognisedBy });
  return id;
}

/** Two of the same disease that share days would let a visit choose. */
function refuseSecond(
  context: ServiceContext,
  asked: Pick<NewQualification, 'personId' | 'beginsOn' | 'endsOn'> & { readonly code: string },
): void {
  const other = listQualifications(context, asked.personId).find(
    ({ disease, beginsOn, endsOn }) =>
      disease.code === asked.code &&
      (endsOn === null || endsOn >= asked.beginsOn) &&
      (asked.endsOn === null || beginsOn <= asked.endsOn),
  );
  if (other === undefined) return;
  const { beginsOn, endsOn, disease } = other;
  const days = `${beginsOn} 至 ${endsOn ?? '长期'}`;
  throw new Refusal(
    'qualification_exists',
    `此人已有“${disease.name}”的门诊慢特病资格（${days}）。请用已有的资格；日期有变的，先终止已有的。`,
  );
}

/** Ends a qualification by a date. Refuses `qualification_unknown`, `qualification_ended`. */
export function endQualification(
  context: ServiceContext,
  actor: Actor,
  { qualificationId, endsOn, reason }: z.output<Requests['outpatient.endQualification']['input']>,
): Qualification {
  inTransaction(context.database, () => {
    const { endReason, endsOn: before } = readQualification(context, qualificationId);
    if (endReason !== null || (before !== null && before <= endsOn)) {
      throw new Refusal('qualification_ended', `这项资格到 ${before ?? ''} 已经结束，不用再终止。`);
    }
    insertRow(context.database, 'outpatient_qualification_end', {
      qualification_id: qualificationId,
      ends_on: endsOn,
      reason,
      recorded_at: context.clock.now().toISOString(),
      recorded_by: actor.accountId,
    });
    appendAudit(context, actor, 'outpatient.qualification_ended', qualificationId, { endsOn, reason });
  });
  return readQualification(context, qualificationId);
}

interface Row {
  readonly qualificationId: string;
  readonly personId: string;
  readonly code: string;
  readonly name: string;
  readonly beginsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly papers: string;
  readonly recognisedBy: string;
  readonly endReason: string | null;
}

const columns = `id AS qualificationId, person_id AS personId, code, name, begins_on AS beginsOn,
  coalesce(ended.ends_on, qualification.ends_on) AS endsOn, papers, recognised_by AS recognisedBy,
  ended.reason AS endReason
  FROM outpatient_qualification AS qualification
  LEFT JOIN outpatient_qualification_end AS ended ON ended.qualification_id = qualification.id`;

/** Refuses `qualification_unknown`. */
export function readQualification(context: ServiceContext, qualificationId: string): Qualification {
  const row = statement<[string], Row>(context.database, `SELECT ${columns} WHERE qualification.id = ?`).get(
    qualificationId,
  );
  if (row === undefined) {
    throw new Refusal('qualification_unknown', '没有找到这项门诊慢特病资格，请重新选择病人。');
  }
  return shown(context, row);
}

/** Every qualification of a person, the newest first. */
export function listQualifications(context: ServiceContext, personId: string): Qualification[] {
  return statement<object, Row>(
    context.database,
    `SELECT ${columns} WHERE qualification.person_id IN (${everyIdOfPerson}) ORDER BY qualification.rowid DESC LIMIT 100`,
  )
    .all({ personId })
    .map((row) => shown(context, row));
}

function shown(context: ServiceContext, { code, name, papers, ...row }: Row): Qualification {
  return {
    ...row,
    disease: { code, name },
    papers: JSON.parse(papers) as Qualification['papers'],
    countsToday: countsOn(row, today(context)),
  };
}

/** A qualification may have ended since a visit was opened for it. Refuses `qualification_not_valid`. */
export function requireQualified(context: ServiceContext, stayId: string, visitedOn: LocalDate): void {
  const row = statement<[string], { qualificationId: string | null }>(
    context.database,
    'SELECT qualification_id AS qualificationId FROM stay WHERE id = ?',
  ).get(stayId);
  const qualificationId = row?.qualificationId ?? null;
  if (qualificationId !== null) requireCounts(readQualification(context, qualificationId), visitedOn);
}

/** Refuses `qualification_not_valid`. */
export function requireCounts({ beginsOn, endsOn, disease }: Qualification, visitedOn: LocalDate): void {
  if (countsOn({ beginsOn, endsOn }, visitedOn)) return;
  throw new Refusal(
    'qualification_not_valid',
    `“${disease.name}”的门诊慢特病资格自 ${beginsOn} 至 ${endsOn ?? '长期'}，就诊日 ${visitedOn} 不在其内。请核对日期，或先办理资格。`,
  );
}

/** Both days inclusive. */
export function countsOn(
  { beginsOn, endsOn }: Pick<Qualification, 'beginsOn' | 'endsOn'>,
  day: LocalDate,
): boolean {
  return beginsOn <= day && (endsOn === null || day <= endsOn);
}
