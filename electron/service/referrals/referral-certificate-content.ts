import { yearsBetween } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { readHospital } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { detailAt } from '../stays/detail.ts';
import { readStay } from '../stays/stay.ts';
import { readIssued } from './issued.ts';

/** What stands on a certificate. Refuses `referral_not_found`, and `referral_withdrawn` for one that was taken back. */
export function referralCertificateContent(
  context: ServiceContext,
  referralId: string,
): Gathered<'referral_certificate'> {
  const issued = readIssued(context, referralId);
  if (issued.withdrawn !== null) {
    throw new Refusal('referral_withdrawn', '这份转诊证明已经作废，不能再打印。');
  }
  const stay = readStay(context, issued.stayId);
  const person = readPerson(context, stay.personId);
  const { department, admittedOn } = detailAt(context, stay.stayId, issued.recordedAt);
  const { toHospital, reason, opinion, doctor, consultation, issuedOn, validTo, recordedByName } = issued;
  return {
    title: '转诊证明',
    number: issued.number,
    personId: person.personId,
    businessDay: issuedOn,
    content: {
      toHospital,
      fromHospitalCode: readHospital(context, issuedOn).hospitalCode,
      patient: {
        name: person.name,
        sex: person.sex === 'male' ? '男' : '女',
        ageYears: yearsBetween(person.birthDate, issuedOn),
        idNumber: person.idNumber,
        region: person.region,
      },
      stay: {
        admissionNumber: stay.admissionNumber,
        department,
        admittedOn,
      },
      diagnosis: `${issued.diagnosis.name}（${issued.diagnosis.code}）`,
      reason,
      opinion,
      doctor,
      consultation,
      issuedOn,
      validTo,
      recordedByName,
    },
  };
}
