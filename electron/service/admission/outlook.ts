import { yearsBetween } from '../../../shared/calendar/local-date.ts';
import type { AdmissionOutlook } from '../../../shared/contract/admission.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { type NotCoveredCause, notCoveredTitles, type Stay } from '../../../shared/contract/stays.ts';
import { isKnownDiagnosis } from '../../../shared/diagnosis/icd-10.ts';
import type { Place } from '../../../shared/engine/claim.ts';
import { isDisease } from '../../../shared/engine/disease.ts';
import { treatFirstClause, whyNotTreatedFirst } from '../../../shared/engine/subsidy.ts';
import { eligibilityTitles } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { listedSince } from '../debts/default-list.ts';
import { endingLayers } from './ending-layers.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { type Person, readPerson, validEligibilities } from '../people/person.ts';
import { type PolicyOfDay, policyFor } from '../policy/in-force.ts';
import { countingEligibilities } from '../settlements/eligibilities.ts';
import { openSentence, overlappingStays, type StayDays, stillOpen } from '../stays/overlap.ts';

type Diagnoses = readonly Stay['diagnoses'][number][];

export interface AdmissionQuestion {
  readonly personId: string;
  readonly place: Place;
  readonly diagnoses: Diagnoses;
  /** Of the causes that treating first does not cover, those that apply. */
  readonly causes: readonly NotCoveredCause[];
  /** The days of the stay that is being filled in, as far as they are typed. */
  readonly days?: (StayDays & { readonly stayId: string | null }) | undefined;
}

type TreatFirst = AdmissionOutlook['treatFirst'];

/** What today's policy says of an admission. Refuses `person_not_found`; a missing policy is a reason, not a refusal. */
export function admissionOutlook(context: ServiceContext, question: AdmissionQuestion): AdmissionOutlook {
  const person = readPerson(context, question.personId);
  const policy = policyOrReason(context, person.region);
  const treatFirst =
    typeof policy === 'string' ? notAllowed(policy) : treatFirstOf(context, person, policy, question);
  return {
    treatFirst,
    diseases: typeof policy === 'string' ? [] : listedDiseases(context, person, policy, question.diagnoses),
    notes: [
      ...otherStays(context, question),
      ...defaultListed(context, question.personId),
      ...endingEligibilities(context, person),
      ...(typeof policy === 'string'
        ? []
        : endingLayers(context, policy.policy, question.days?.admittedOn ?? null)),
      ...unknownDiagnoses(question.diagnoses),
    ],
  };
}

function policyOrReason(context: ServiceContext, region: string): PolicyOfDay | string {
  try {
    return policyFor(context, region, today(context));
  } catch (error) {
    if (error instanceof Refusal) return error.sentence;
    throw error;
  }
}

function notAllowed(sentence: string): TreatFirst {
  return { isAllowed: false, sentence, clause: null, document: null };
}

function treatFirstOf(
  context: ServiceContext,
  person: Person,
  { policy }: PolicyOfDay,
  { place, causes }: AdmissionQuestion,
): TreatFirst {
  if (causes.length > 0) {
    const titles = causes.map((cause) => notCoveredTitles[cause]).join('、');
    return notAllowed(`入院核对属于${titles}，不在先诊疗后付费的范围内，请按医院规定预交费用。`);
  }
  if (policy.treatFirst.length === 0) {
    return notAllowed(`${policy.document} 没有规定先诊疗后付费，请按医院规定预交费用。`);
  }
  const day = today(context);
  const { level, countyLevel } = readHospital(context, day);
  const standing = {
    eligibilities: countingEligibilities(person, day),
    ageYears: yearsBetween(person.birthDate, day),
  };
  const where = { place, hospital: { level, countyLevel } };
  const clause = treatFirstClause(policy, standing, where);
  if (clause !== undefined) {
    const sentence = '不交押金，出院时只结个人应付部分。';
    return { isAllowed: true, sentence, clause, document: policy.document };
  }
  const reasons = whyNotTreatedFirst(policy, standing, where).map(
    (verdict) => `${verdict.because ?? ''}（${verdict.clause}）`,
  );
  const ended = validEligibilities(person, day).ended.map(
    ({ category, endsOn }) => `${eligibilityTitles[category]}已于 ${endsOn ?? ''} 到期`,
  );
  const because = [...new Set([...reasons, ...ended])].join('；');
  return notAllowed(`${because}。请按医院规定预交费用。`);
}

function listedDiseases(
  context: ServiceContext,
  person: Person,
  { policy }: PolicyOfDay,
  diagnoses: Diagnoses,
): AdmissionOutlook['diseases'] {
  const day = today(context);
  const ageYears = yearsBetween(person.birthDate, day);
  return policy.diseaseLists.flatMap(({ id, diseases }) => {
    const list = policy.text.disease_lists?.[id]?.title ?? id;
    return diseases.flatMap((disease) =>
      diagnoses
        .filter(({ code }) => isDisease(disease, code, ageYears, day))
        .map(({ code }) => ({ list, disease: disease.name, code })),
    );
  });
}

/** A stay that is still open stands against another; days that two ended stays share are only looked at. */
function otherStays(
  context: ServiceContext,
  { personId, days }: AdmissionQuestion,
): AdmissionOutlook['notes'] {
  if (days === undefined) return [];
  const { stayId } = days;
  const open = stillOpen(context, personId, days, stayId);
  if (open !== undefined) return [{ code: 'stay_still_open', sentence: openSentence(open) }];
  return overlappingStays(context, personId, days, stayId).map(
    ({ admissionNumber, admittedOn, dischargedOn }) => ({
      code: 'stay_days_shared',
      sentence: `日期与住院 ${admissionNumber}（${admittedOn} 至 ${dischargedOn ?? ''}）重叠，请核对日期，确认不是同一次住院登记了两次。`,
    }),
  );
}

/** Said where treating first is checked; it stands against nothing. */
function defaultListed(context: ServiceContext, personId: string): AdmissionOutlook['notes'] {
  const listed = listedSince(context, personId);
  if (listed === null) return [];
  const sentence = `此人自 ${listed.since} 在恶意拖欠名单上（${listed.reason}）。照常救治；请先谈欠费，再签先诊疗后付费协议。`;
  return [{ code: 'default_listed', sentence }];
}

/** What counts today may not count on the day of settlement, which alone decides. */
function endingEligibilities(context: ServiceContext, person: Person): AdmissionOutlook['notes'] {
  const day = today(context);
  const ending = person.eligibilities.filter(
    ({ beginsOn, endsOn }) => beginsOn <= day && endsOn !== null && endsOn >= day,
  );
  return ending.map(({ category, endsOn }) => ({
    code: 'eligibility_ends',
    sentence: `${eligibilityTitles[category]}到 ${endsOn ?? ''} 为止。结算那天已经到期的，不再享受，请提醒患者续办。`,
  }));
}

/** A code that ICD-10 does not have is taken in as it was typed, said and recorded. */
export function unknownDiagnoses(diagnoses: Diagnoses): AdmissionOutlook['notes'] {
  return diagnoses
    .filter(({ code }) => !isKnownDiagnosis(code))
    .map(({ code }) => ({
      code: 'diagnosis_code_unknown',
      sentence: `诊断编码 ${code} 不在 ICD-10 里，请核对。确实这样写就照存，病种名单里认不出它。`,
    }));
}
