import type { z } from 'zod';
import type { Requests } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import { firstChecksOfStay, insertChecks, plainChecks } from '../admission/checks.ts';
import { unknownDiagnoses } from '../admission/outlook.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import { type Hospital, readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import {
  insertReferral,
  referralOfStay,
  refuseWrongReferral,
  withCertificate,
} from '../referrals/received.ts';
import { feedStay } from '../treatment/feed.ts';
import { insertDetail, refuseWrongDays } from './detail.ts';
import { refuseSecondOpenStay } from './overlap.ts';
import { readStay } from './stay.ts';
import { tellAdmission, tellDischarge, tellReferral } from './tell.ts';

export type NewStay = z.output<Requests['stays.open']['input']>;

/**
 * Admits a person, or opens the visit of one who is qualified (outpatient/visit.ts). The same request id with the same content answers the stay of the first time, with other content it
 * is refused. The platform learns of the admission by the outbox, in the same transaction. Refuses `person_not_found`,
 * `request_id_reused`, `admission_number_taken`, `admitted_in_future`, `admitted_before_birth`,
 * `discharged_before_admission`, `discharged_in_future`, `stay_still_open` and what `refuseWrongReferral` refuses.
 */
export function openStay(
  context: ServiceContext,
  actor: Actor,
  stay: NewStay,
  qualificationId: string | null = null,
): Stay {
  const { stayId, isNew } = inTransaction(context.database, () => {
    const earlier = stayOfRequest(context, stay, qualificationId);
    return earlier === undefined
      ? { stayId: insertStay(context, actor, stay, qualificationId), isNew: true }
      : { stayId: earlier, isNew: false };
  });
  if (isNew) context.wakeSender();
  return readStay(context, stayId);
}

interface StoredRequest extends Omit<NewStay, 'diagnoses' | 'referral' | 'checks'> {
  readonly stayId: string;
  readonly diagnoses: string;
  readonly qualificationId: string | null;
}

/** What the same request asked for is the stay, the first of its details, its referral and its first checks. */
function stayOfRequest(
  context: ServiceContext,
  stay: NewStay,
  qualificationId: string | null,
): string | undefined {
  const row = statement<[string], StoredRequest>(
    context.database,
    `SELECT stay.id AS stayId, request_id AS requestId, person_id AS personId, admission_number AS admissionNumber,
       place, department, bed, admitted_on AS admittedOn, discharged_on AS dischargedOn, diagnoses,
       qualification_id AS qualificationId
     FROM stay JOIN stay_detail AS detail ON detail.stay_id = stay.id
     WHERE request_id = ? ORDER BY detail.rowid LIMIT 1`,
  ).get(stay.requestId);
  if (row === undefined) return undefined;
  const { stayId, ...asked } = row;
  const diagnoses = JSON.parse(asked.diagnoses) as unknown;
  const checks = stay.checks ?? null;
  const referral = withCertificate(stay.referral);
  // What came later is no part of the request.
  const taken = referral && (referralOfStay(context, stayId)?.referral ?? null);
  const stored = {
    ...asked,
    diagnoses,
    referral: taken,
    checks: checks && firstChecksOfStay(context, stayId),
  };
  const same = { ...stay, qualificationId, referral, checks: checks && plainChecks(checks) };
  if (canonicalJson(stored) === canonicalJson(same)) return stayId;
  throw new Refusal('request_id_reused', '这次入院登记已经提交过，但内容不同。请重新打开入院登记再填写。');
}

function insertStay(
  context: ServiceContext,
  actor: Actor,
  stay: NewStay,
  qualificationId: string | null,
): string {
  const person = readPerson(context, stay.personId);
  refuseWrongDays(context, stay, person.birthDate);
  const hospital = readHospital(context, today(context));
  refuseWrongReferral(context, { stay, person, hospital });
  refuseTakenNumber(context, stay.admissionNumber);
  refuseSecondOpenStay(context, stay.personId, stay);
  const stayId = context.newId();
  insertFacts(context, actor, stay, { stayId, hospital, qualificationId });
  tellReferral(context, stayId);
  tellAdmission(context, stayId);
  if (qualificationId !== null) tellDischarge(context, actor, stayId);
  const { admissionNumber, admittedOn, place, checks } = stay;
  const visit = qualificationId === null ? {} : { qualificationId };
  const unknown = unknownDiagnoses(stay.diagnoses).map(({ sentence }) => sentence);
  appendAudit(context, actor, 'stays.open', stayId, {
    admissionNumber,
    admittedOn,
    place,
    unknown,
    ...visit,
  });
  if (checks !== null && checks !== undefined) insertChecks(context, actor, stayId, checks);
  feedStay(context, actor, stayId);
  return stayId;
}

interface NewFacts {
  readonly stayId: string;
  readonly hospital: Hospital;
  readonly qualificationId: string | null;
}

function insertFacts(
  context: ServiceContext,
  actor: Actor,
  stay: NewStay,
  { stayId, hospital, qualificationId }: NewFacts,
): void {
  const now = context.clock.now().toISOString();
  statement<unknown[]>(
    context.database,
    `INSERT INTO stay (id, request_id, person_id, admission_number, hospital, window, origin, recorded_at,
       recorded_by, qualification_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    stayId,
    stay.requestId,
    stay.personId,
    stay.admissionNumber,
    hospital.hospitalId,
    hospital.windowId,
    hospital.origin,
    now,
    actor.accountId,
    qualificationId,
  );
  insertDetail(context, actor, stayId, stay, now);
  const { referral } = stay;
  if (referral !== null && referral !== undefined)
    insertReferral(context, actor, stayId, referral, hospital, now);
}

function refuseTakenNumber(context: ServiceContext, admissionNumber: string): void {
  const sql = `SELECT id FROM stay WHERE admission_number = ?
    AND NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id)`;
  if (statement<[string]>(context.database, sql).get(admissionNumber) === undefined) return;
  throw new Refusal(
    'admission_number_taken',
    `住院号或门诊号 ${admissionNumber} 已经登记过，请核对；同一次就医请从病人的列表里打开。`,
  );
}
