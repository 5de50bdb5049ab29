import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Referral } from '../../../shared/contract/stays.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import type { Hospital } from '../hospital/settings.ts';
import type { NewStay } from './open.ts';

/**
 * Refuses `referral_without_referred_place` where the patient was not sent here, and `referral_not_valid` where its days do
 * not hold the admission.
 */
export function refuseWrongReferral({ place, admittedOn, referral }: NewStay): void {
  if (referral === null || referral === undefined) return;
  if (place !== 'referred') {
    throw new Refusal(
      'referral_without_referred_place',
      '填写了转诊信息，但就医地点不是“转诊”，请核对后再登记。',
    );
  }
  const { referredOn, validFrom, validTo } = referral;
  if (referredOn <= admittedOn && validFrom <= admittedOn && admittedOn <= validTo) return;
  throw new Refusal(
    'referral_not_valid',
    `转诊备案（${referredOn} 转出，${validFrom} 至 ${validTo} 有效）不含入院日期 ${admittedOn}，请核对。`,
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
  const { diagnosis, ...rest } = referral;
  statement<object>(
    context.database,
    `INSERT INTO referral (id, stay_id, from_hospital, from_hospital_code, referred_on, diagnosis, reason, opinion,
       valid_from, valid_to, hospital, window, origin, recorded_at, recorded_by)
     VALUES (@referralId, @stayId, @fromHospital, @fromHospitalCode, @referredOn, @diagnosis, @reason, @opinion,
       @validFrom, @validTo, @hospitalId, @windowId, @origin, @recordedAt, @recordedBy)`,
  ).run({
    referralId: context.newId(),
    stayId,
    ...rest,
    diagnosis: JSON.stringify(diagnosis),
    hospitalId,
    windowId,
    origin,
    recordedAt,
    recordedBy: actor.accountId,
  });
}

/** A referral as it was recorded. */
export interface RecordedReferral {
  readonly referralId: string;
  readonly referral: Referral;
}

/** The referral that a stay was opened with. */
export function referralOfStay(context: ServiceContext, stayId: string): RecordedReferral | undefined {
  const row = statement<[string], Omit<Referral, 'diagnosis'> & { referralId: string; diagnosis: string }>(
    context.database,
    `SELECT id AS referralId, from_hospital AS fromHospital, from_hospital_code AS fromHospitalCode,
       referred_on AS referredOn, diagnosis, reason, opinion, valid_from AS validFrom, valid_to AS validTo
     FROM referral WHERE stay_id = ?`,
  ).get(stayId);
  if (row === undefined) return undefined;
  const { referralId, diagnosis, ...rest } = row;
  return { referralId, referral: { ...rest, diagnosis: JSON.parse(diagnosis) as Referral['diagnosis'] } };
}
