import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ReceivedCertificate, Referral } from '../../../shared/contract/stays.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { canonicalJson } from '../hashing/canonical.ts';
import { personOfStay } from '../emergency/unknown.ts';
import type { Hospital } from '../hospital/settings.ts';
import type { Person } from '../people/person.ts';
import { plainName } from '../roster/name.ts';
import type { NewStay } from '../stays/open.ts';
import { designatedByName, isSameHospital } from './designated.ts';
import { refuseTooLong } from './validity.ts';

export interface Receiving {
  readonly stay: Pick<NewStay, 'place' | 'admittedOn' | 'referral'>;
  readonly person: Person;
  readonly hospital: Hospital;
}

/**
 * What the receiving side checks: whether a referral is needed, and of the one that came its number, hospitals, days and
 * person. Refuses `referral_missing` where the policy takes patients here only with a certificate,
 * `referral_without_referred_place`, `referral_not_valid`, `referral_too_long`, `referral_of_other_hospital`, `referral_of_other_person`
 * and `referral_used`.
 */
export function refuseWrongReferral(context: ServiceContext, { stay, person, hospital }: Receiving): void {
  const { place, admittedOn, referral } = stay;
  if (referral === null || referral === undefined) {
    if (place === 'referred') requireNone(context, { person, hospital, day: admittedOn });
    return;
  }
  if (place !== 'referred') {
    throw new Refusal(
      'referral_without_referred_place',
      '填写了转诊信息，但就医地点不是“转诊”，请核对后再登记。',
    );
  }
  requireDay(referral, admittedOn);
  refuseTooLong(context, referral.referredOn, referral.validTo);
  const { certificate } = referral;
  if (isSameHospital(referral.fromHospital, hospital.hospitalName)) {
    throw new Refusal('referral_of_other_hospital', '转出医院就是本院。请照转诊单填写把患者转来的医院。');
  }
  if (certificate === null || certificate === undefined) {
    requireNone(context, { person, hospital, day: admittedOn });
    return;
  }
  requireOurs(certificate, hospital);
  requirePatient(certificate, person);
  requireUnused(context, person, referral.fromHospital, certificate.number);
}

/**
 * The same where a stay becomes a referred one later or its first day moves: the paper may come the day after a night's
 * admission. What was taken in with the stay stays. Refuses what `refuseWrongReferral` refuses, and `referral_exists`.
 * @returns whether the referral is to be taken in now
 */
export function isLateReferral(context: ServiceContext, stayId: string, receiving: Receiving): boolean {
  const { place, admittedOn, referral } = receiving.stay;
  const came = withCertificate(referral);
  const recorded = referralOfStay(context, stayId)?.referral;
  if (recorded === undefined) {
    refuseWrongReferral(context, receiving);
    return came !== null;
  }
  if (came !== null && canonicalJson(came) !== canonicalJson(recorded)) {
    throw new Refusal(
      'referral_exists',
      '这次住院已经登记过转诊信息，不能再登记一份。登记错了的，请作废这次入院登记，重新登记。',
    );
  }
  if (place === 'referred') requireDay(recorded, admittedOn);
  return false;
}

/** A referral that says nothing of a certificate came without one. */
export function withCertificate(referral: Referral | null | undefined) {
  return referral === null || referral === undefined
    ? null
    : { ...referral, certificate: referral.certificate ?? null };
}

function requireDay({ referredOn, validFrom, validTo }: Referral, admittedOn: LocalDate): void {
  if (referredOn <= admittedOn && validFrom <= admittedOn && admittedOn <= validTo) return;
  throw new Refusal(
    'referral_not_valid',
    `转诊备案（${referredOn} 转出，${validFrom} 至 ${validTo} 有效）不含入院日期 ${admittedOn}，请核对。`,
  );
}

/** The policy of the patient's place may name this hospital and take patients there only with a certificate. */
function requireNone(
  context: ServiceContext,
  { person, hospital, day }: Pick<Receiving, 'person' | 'hospital'> & { readonly day: LocalDate },
): void {
  const designated = designatedByName(context, hospital.hospitalName, { region: person.region, day });
  if (designated?.needs.includes('referral_certificate') !== true) return;
  throw new Refusal(
    'referral_missing',
    `本院凭转诊证明收治转来的患者（${designated.clause ?? '定点医院名单'}）。请填写转诊证明；没有的，就医地改选“未经转诊”。`,
  );
}

function requireOurs({ madeOutTo }: ReceivedCertificate, { hospitalName }: Hospital): void {
  if (isSameHospital(madeOutTo, hospitalName)) return;
  throw new Refusal(
    'referral_of_other_hospital',
    `转诊证明开给“${madeOutTo}”，不是本院（${hospitalName}）。请患者到那家医院，或回转出医院改开。`,
  );
}

function requirePatient({ patientName, patientIdNumber }: ReceivedCertificate, person: Person): void {
  const number = patientIdNumber.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (plainName(patientName) === person.name && number === person.idNumber) return;
  throw new Refusal(
    'referral_of_other_person',
    '转诊证明上的姓名或身份证号与这位患者不符。请对照身份证核对，不要用别人的转诊证明。',
  );
}

/**
 * A certificate admits once, however its number is typed: it is its patient's, so that the patient's own certificates are
 * compared without case, width, blanks and dashes. The number of a stay that was cancelled is free again.
 */
function requireUnused(
  context: ServiceContext,
  { personId }: Person,
  fromHospital: string,
  number: string,
): void {
  const plain = (typed: string): string =>
    typed
      .normalize('NFKC')
      .replace(/[\s\p{Pd}]/gu, '')
      .toUpperCase();
  const used = statement<[string, string], { number: string; fromHospital: string; admissionNumber: string }>(
    context.database,
    `SELECT number, from_hospital AS fromHospital, admission_number AS admissionNumber
     FROM received_certificate JOIN referral ON referral.id = referral_id JOIN stay ON stay.id = referral.stay_id
     WHERE (number = ? OR ${personOfStay('stay')} = ?)
       AND NOT EXISTS (SELECT 1 FROM stay_cancellation WHERE stay_id = stay.id)`,
  )
    .all(number, personId)
    .find((one) => plain(one.number) === plain(number) && isSameHospital(one.fromHospital, fromHospital));
  if (used === undefined) return;
  throw new Refusal(
    'referral_used',
    `转诊证明 ${number} 已经用在住院 ${used.admissionNumber} 上。再次转来要有新的转诊证明。`,
  );
}

/** @param recordedAt UTC, ISO 8601 */
export function insertReferral(
  context: ServiceContext,
  actor: Actor,
  stayId: string,
  referral: Referral,
  { hospitalId, windowId, origin }: Hospital,
  recordedAt: string,
): void {
  const { diagnosis, certificate, ...rest } = referral;
  const referralId = context.newId();
  statement<object>(
    context.database,
    `INSERT INTO referral (id, stay_id, from_hospital, from_hospital_code, referred_on, diagnosis, reason, opinion,
       valid_from, valid_to, hospital, window, origin, recorded_at, recorded_by)
     VALUES (@referralId, @stayId, @fromHospital, @fromHospitalCode, @referredOn, @diagnosis, @reason, @opinion,
       @validFrom, @validTo, @hospitalId, @windowId, @origin, @recordedAt, @recordedBy)`,
  ).run({
    referralId,
    stayId,
    ...rest,
    diagnosis: JSON.stringify(diagnosis),
    hospitalId,
    windowId,
    origin,
    recordedAt,
    recordedBy: actor.accountId,
  });
  if (certificate === null || certificate === undefined) return;
  statement<object>(
    context.database,
    `INSERT INTO received_certificate (referral_id, number, made_out_to, patient_name, patient_id_number)
     VALUES (@referralId, @number, @madeOutTo, @patientName, @patientIdNumber)`,
  ).run({ referralId, ...certificate });
}

/** A referral to us as it was recorded. */
export interface RecordedReferral {
  readonly referralId: string;
  readonly referral: Referral & { readonly certificate: ReceivedCertificate | null };
}

interface ReferralRow extends Omit<Referral, 'diagnosis' | 'certificate'> {
  readonly referralId: string;
  readonly diagnosis: string;
  readonly certificate: string | null;
}

/** The referral that a stay was opened with. */
export function referralOfStay(context: ServiceContext, stayId: string): RecordedReferral | undefined {
  const row = statement<[string], ReferralRow>(
    context.database,
    `SELECT id AS referralId, from_hospital AS fromHospital, from_hospital_code AS fromHospitalCode,
       referred_on AS referredOn, diagnosis, reason, opinion, valid_from AS validFrom, valid_to AS validTo,
       (SELECT json_object('number', number, 'madeOutTo', made_out_to, 'patientName', patient_name,
          'patientIdNumber', patient_id_number) FROM received_certificate WHERE referral_id = referral.id) AS certificate
     FROM referral WHERE stay_id = ?`,
  ).get(stayId);
  if (row === undefined) return undefined;
  const { referralId, diagnosis, certificate, ...rest } = row;
  return {
    referralId,
    referral: {
      ...rest,
      diagnosis: JSON.parse(diagnosis) as Referral['diagnosis'],
      certificate: certificate === null ? null : (JSON.parse(certificate) as ReceivedCertificate),
    },
  };
}
