import type { z } from 'zod';
import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { Requests } from '../../../shared/contract/contract.ts';
import type { DesignatedHospital, IssuedReferral } from '../../../shared/contract/referrals.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import { nextPaperNumber } from '../admission/paper-number.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { isToBeUndone, toldRows } from '../outbox/told.ts';
import { requireIdentified } from '../emergency/unknown.ts';
import { readPerson } from '../people/person.ts';
import { changeStay } from '../stays/change.ts';
import { readStay, requireNotCancelled } from '../stays/stay.ts';
import { stayToTell } from '../stays/uploads.ts';
import { designatedByName, isSameHospital } from './designated.ts';
import { readIssued } from './issued.ts';
import { issuedUpload } from './upload.ts';
import { refuseTooLong } from './validity.ts';

export type NewReferral = z.output<Requests['referrals.issue']['input']>;

/**
 * Sends a patient of ours to another hospital: the certificate under its own number, what the platform has to learn, and
 * for a transfer the end of the stay here, all in one transaction. The same request id with the same content answers
 * the certificate of the first time. Refuses `referral_dates_wrong`, `referral_too_long`, `referral_of_other_hospital` for our own name,
 * `consultation_missing`, `consultation_dates_wrong`, `request_id_reused`,
 * `person_not_identified`, `stay_not_found`, `stay_cancelled`, and for a
 * transfer what `changeStay` refuses.
 */
export function issueReferral(context: ServiceContext, actor: Actor, asked: NewReferral): IssuedReferral {
  const referralId = inTransaction(context.database, () => {
    const earlier = issuedByRequest(context, asked);
    if (earlier !== undefined) return earlier;
    const stay = readStay(context, asked.stayId);
    requireNotCancelled(stay);
    requireIdentified(context, stay.personId);
    refuseWrongIssue(context, asked, stay);
    const issued = insertIssued(context, actor, asked, stay);
    if (asked.isTransfer) endStay(context, actor, stay, asked.issuedOn);
    const record = issuedUpload(context, stayToTell(context, stay.stayId), readIssued(context, issued));
    enqueue(context, record, issued);
    return issued;
  });
  context.wakeSender();
  return showIssued(context, referralId);
}

function refuseWrongIssue(context: ServiceContext, asked: NewReferral, stay: Stay): void {
  const { issuedOn, validTo, toHospital, consultation } = asked;
  const day = today(context);
  if (issuedOn > day || issuedOn < stay.admittedOn || validTo < issuedOn) {
    throw new Refusal(
      'referral_dates_wrong',
      `转诊日期应在入院日期 ${stay.admittedOn} 至今天 ${day} 之间，有效期不早于转诊日期，请核对。`,
    );
  }
  refuseTooLong(context, issuedOn, validTo);
  const hospital = readHospital(context, day);
  if (isSameHospital(toHospital, hospital.hospitalName)) {
    throw new Refusal('referral_of_other_hospital', '转入医院就是本院，不用转诊。请填写要转去的医院。');
  }
  const designated = targetOf(context, stay, asked);
  if (designated?.needs.includes('city_consultation') === true && consultation === null) {
    throw new Refusal(
      'consultation_missing',
      `转到${designated.name}须先经市级专家会诊（${designated.clause ?? '定点医院名单'}）。请填写会诊日期、专家和意见。`,
    );
  }
  if (consultation !== null && consultation.heldOn > issuedOn) {
    throw new Refusal('consultation_dates_wrong', '会诊日期晚于转诊日期，请核对。');
  }
}

function targetOf(
  context: ServiceContext,
  { personId }: Pick<Stay, 'personId'>,
  { toHospital, issuedOn }: Pick<NewReferral, 'toHospital' | 'issuedOn'>,
): DesignatedHospital | undefined {
  const { region } = readPerson(context, personId);
  return designatedByName(context, toHospital, { region, day: issuedOn });
}

function insertIssued(context: ServiceContext, actor: Actor, asked: NewReferral, stay: Stay): string {
  const hospital = readHospital(context, today(context));
  const referralId = context.newId();
  const number = nextPaperNumber(context, 'issued_referral', hospital, today(context));
  statement<object>(
    context.database,
    `INSERT INTO issued_referral (id, request_id, request_hash, number, stay_id, to_hospital, to_hospital_code, issued_on,
       valid_to, diagnosis, reason, opinion, doctor, consultation, is_transfer, hospital, window, origin, recorded_at,
       recorded_by)
     VALUES (@referralId, @requestId, @requestHash, @number, @stayId, @toHospital, @toHospitalCode, @issuedOn,
       @validTo, @diagnosis, @reason, @opinion, @doctor, @consultation, @isTransfer, @hospitalId, @windowId, @origin,
       @recordedAt, @recordedBy)`,
  ).run({
    ...asked,
    referralId,
    requestHash: hashOf(asked),
    number,
    diagnosis: JSON.stringify(stay.diagnoses[0]),
    consultation: asked.consultation === null ? null : JSON.stringify(asked.consultation),
    isTransfer: asked.isTransfer ? 1 : 0,
    hospitalId: hospital.hospitalId,
    windowId: hospital.windowId,
    origin: hospital.origin,
    recordedAt: context.clock.now().toISOString(),
    recordedBy: actor.accountId,
  });
  const { toHospital, isTransfer } = asked;
  appendAudit(context, actor, 'referrals.issued', stay.stayId, {
    referralId,
    number,
    toHospital,
    isTransfer,
  });
  return referralId;
}

/** A transfer ends the stay here; what is owed is settled as of any other. */
function endStay(context: ServiceContext, actor: Actor, stay: Stay, dischargedOn: LocalDate): void {
  const { stayId, place, department, bed, admittedOn, diagnoses } = stay;
  changeStay(context, actor, { stayId, place, department, bed, admittedOn, dischargedOn, diagnoses });
}

function hashOf(asked: NewReferral): string {
  return sha256(canonicalJson({ ...asked }));
}

function issuedByRequest(context: ServiceContext, asked: NewReferral): string | undefined {
  const row = statement<[string], { referralId: string; requestHash: string }>(
    context.database,
    'SELECT id AS referralId, request_hash AS requestHash FROM issued_referral WHERE request_id = ?',
  ).get(asked.requestId);
  if (row === undefined || row.requestHash === hashOf(asked)) return row?.referralId;
  throw new Refusal('request_id_reused', '这份转诊证明已经提交过，但内容不同。请重新打开再填写。');
}

/**
 * Takes a certificate back. Where the platform certainly does not have it, it is told no more; where it may have it, it
 * stays filed there, since 2501 has no undoing message here. Refuses `referral_not_found`, `referral_withdrawn`.
 */
export function withdrawReferral(
  context: ServiceContext,
  actor: Actor,
  { referralId, reason }: { readonly referralId: string; readonly reason: string },
): IssuedReferral {
  inTransaction(context.database, () => {
    const { withdrawn, stayId } = readIssued(context, referralId);
    if (withdrawn !== null) throw new Refusal('referral_withdrawn', '这份转诊证明已经作废，不用再作废。');
    statement<string[]>(
      context.database,
      'INSERT INTO issued_referral_withdrawal (referral_id, reason, recorded_at, recorded_by) VALUES (?, ?, ?, ?)',
    ).run(referralId, reason, context.clock.now().toISOString(), actor.accountId);
    for (const row of toldRows(context, 'referral', referralId)) {
      isToBeUndone(context, actor, row, { act: 'undone', reason });
    }
    appendAudit(context, actor, 'referrals.withdrawn', stayId, { referralId, reason });
  });
  return showIssued(context, referralId);
}

/** Refuses `referral_not_found`. */
export function showIssued(context: ServiceContext, referralId: string): IssuedReferral {
  const { recordedAt: _, ...issued } = readIssued(context, referralId);
  const { personId } = readStay(context, issued.stayId);
  const designated = targetOf(context, { personId }, issued);
  const notes =
    designated === undefined
      ? [
          {
            code: 'hospital_not_designated',
            sentence: `${issued.toHospital}不在定点医院名单里，请核对医院名称；专项救治的病人应转到名单里的医院。`,
          },
        ]
      : [];
  return { ...issued, personId, notes };
}
