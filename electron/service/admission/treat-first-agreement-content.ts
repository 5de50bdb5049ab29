import { yearsBetween } from '../../../shared/calendar/local-date.ts';
import { shownPaperTitles } from '../../../shared/contract/stays.ts';
import type { ServiceContext } from '../context.ts';
import type { Gathered } from '../documents/gather.ts';
import { readPerson } from '../people/person.ts';
import { policyOfAct } from '../policy/in-force.ts';
import { detailAt } from '../stays/detail.ts';
import { readStay } from '../stays/stay.ts';
import { readAgreement } from './agreement.ts';

/** What stands on an agreement, as it was signed. Refuses `agreement_not_found`. */
export function treatFirstAgreementContent(
  context: ServiceContext,
  agreementId: string,
): Gathered<'treat_first_agreement'> {
  const agreement = readAgreement(context, agreementId);
  const stay = readStay(context, agreement.stayId);
  const person = readPerson(context, stay.personId);
  const { department, admittedOn, diagnoses } = detailAt(context, stay.stayId, agreement.recordedAt);
  const { signedOn, clause, guarantor, signer, signature, papers, recordedByName } = agreement;
  return {
    title: '先诊疗后付费协议',
    number: agreement.number,
    personId: person.personId,
    businessDay: signedOn,
    content: {
      patient: {
        name: person.name,
        relation: '本人',
        sex: person.sex === 'male' ? '男' : '女',
        ageYears: yearsBetween(person.birthDate, signedOn),
        idNumber: person.idNumber,
        phone: person.phone ?? '',
        address: [person.township, person.village].filter((part) => part !== null).join(''),
      },
      stay: {
        admissionNumber: stay.admissionNumber,
        department,
        admittedOn,
        diagnoses: diagnoses.map(({ code, name }) => `${name}（${code}）`).join('；'),
      },
      guarantor,
      signer,
      signature,
      signedOn,
      papers: papers.map((paper) => shownPaperTitles[paper]),
      document: policyOfAct(context, agreement.inForceId).document,
      clause,
      recordedByName,
    },
  };
}
