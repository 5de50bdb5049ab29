import type { ServiceContext } from '../context.ts';
import { readHospital, today } from '../hospital/settings.ts';
import type { RecordOf } from '../outbox/record.ts';
import type { StayToTell } from '../stays/uploads.ts';
import { findIssued, type RecordedIssue } from './issued.ts';
import { type RecordedReferral, referralOfStay } from './received.ts';

/** What the platform learns of a referral to us. The certificate itself stays here. */
export function receivedUpload(
  { person, head }: StayToTell,
  { referralId, referral }: RecordedReferral,
): RecordOf<'referral'> {
  const { certificate: _, ...told } = referral;
  return { kind: 'referral', ...head, referralId, phone: person.phone, ...told };
}

/** What the platform learns of a referral from here. */
export function issuedUpload(
  context: ServiceContext,
  { person, head }: StayToTell,
  issued: RecordedIssue,
): RecordOf<'referral'> {
  const { hospitalName, hospitalCode } = readHospital(context, today(context));
  const { referralId, issuedOn, validTo, diagnosis, reason, opinion, toHospital, toHospitalCode } = issued;
  return {
    kind: 'referral',
    ...head,
    referralId,
    phone: person.phone,
    fromHospital: hospitalName,
    fromHospitalCode: hospitalCode,
    toHospital,
    toHospitalCode,
    referredOn: issuedOn,
    diagnosis,
    reason,
    opinion,
    validFrom: issuedOn,
    validTo,
  };
}

/** The record of either, as the facts stand now; undefined where there is no such referral of the stay. */
export function referralUpload(
  context: ServiceContext,
  told: StayToTell,
  referralId: string,
): RecordOf<'referral'> | undefined {
  const issued = findIssued(context, referralId);
  if (issued !== undefined) return issuedUpload(context, told, issued);
  const received = referralOfStay(context, told.stay.stayId);
  return received?.referralId === referralId ? receivedUpload(told, received) : undefined;
}
