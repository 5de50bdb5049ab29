import { yearsBetween, type LocalDate } from '../../../shared/calendar/local-date.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { TreatmentState } from '../../../shared/contract/treatment.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { readPerson } from '../people/person.ts';
import { policyFor } from '../policy/in-force.ts';
import { issuedOfStay } from '../referrals/issued.ts';
import { countingEligibilities } from '../settlements/eligibilities.ts';
import { diagnosesOf, readStayRow, type StayRow } from '../stays/stay.ts';
import { type RecognisedDisease, recognisedDiseases, treatmentLists } from './lists.ts';
import { lineOf, type NewStep, type StepRow, stepsOf, writeStep } from './steps.ts';

/**
 * Brings what a stay says into the ledger: its admission and its discharge, for each disease of the lists that its diagnoses
 * are, and struck out again where the stay says otherwise now. It compares with what this stay has said before, so that the
 * same stay says everything once however often it is asked; admission, change and cancellation ask inside their own
 * transactions, `examine.ts` for what became known later. A policy that cannot be read stops nobody's admission.
 * @returns how many steps were written
 */
export function feedStay(context: ServiceContext, actor: Actor | undefined, stayId: string): number {
  const stay = readStayRow(context, stayId);
  const fed = linesOfStay(context, stayId);
  const recognised = diseasesOf(context, stay);
  if (recognised === undefined) return 0;
  const lines = recognised.map((disease) => lineOf(context, stay.personId, disease));
  let count = 0;
  for (const lineId of lines) count += keepCourse(context, actor, lineId, stay);
  for (const lineId of fed) if (!lines.includes(lineId)) count += strikeOut(context, actor, lineId, stay);
  return count;
}

/** Undefined: nobody can say, since the policy cannot be read. */
function diseasesOf(context: ServiceContext, stay: StayRow): RecognisedDisease[] | undefined {
  if (stay.isCancelled === 1 || stay.visitType !== 'inpatient') return [];
  const person = readPerson(context, stay.personId);
  const last = stay.dischargedOn ?? today(context);
  const lists = listsFor(context, person.region, last);
  if (lists === undefined) return undefined;
  const diagnoses = diagnosesOf(stay).map(({ code }) => code);
  // Who was entitled, or what was listed, on the first day or on the last.
  const found = [stay.admittedOn, last].flatMap((on) =>
    recognisedDiseases(lists, {
      diagnoses,
      eligibilities: countingEligibilities(person, on),
      ageYears: yearsBetween(person.birthDate, on),
      on,
    }),
  );
  return [...new Map(found.map((one) => [`${one.list} ${one.disease}`, one])).values()];
}

function listsFor(context: ServiceContext, region: string, day: LocalDate) {
  try {
    return treatmentLists(policyFor(context, region, day).policy);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'no_policy_in_force' ? [] : undefined;
  }
}

function linesOfStay({ database }: ServiceContext, stayId: string): string[] {
  const sql = 'SELECT DISTINCT line_id AS lineId FROM treatment_step WHERE stay_id = ?';
  return statement<[string], { lineId: string }>(database, sql)
    .all(stayId)
    .map(({ lineId }) => lineId);
}

/** The admission once, the discharge once, and each again where its day was corrected. */
function keepCourse(
  context: ServiceContext,
  actor: Actor | undefined,
  lineId: string,
  stay: StayRow,
): number {
  const { stayId, admittedOn, dischargedOn } = stay;
  const said = stepsOf(context, lineId).filter((step) => step.stayId === stayId);
  const last = said.at(-1);
  const wanted = (cause: 'admission' | 'discharge', happenedOn: LocalDate) =>
    tell(context, actor, lineId, { cause, happenedOn, stayId });
  let count = 0;
  const admission = said.findLast(({ cause }) => cause === 'admission');
  const isAnew = last === undefined || last.cause === 'withdrawn' || admission?.happenedOn !== admittedOn;
  if (isAnew || (dischargedOn === null && last.cause === 'discharge')) {
    wanted('admission', admittedOn);
    count += 1;
  }
  const isDischarged = !isAnew && last.cause === 'discharge' && last.happenedOn === dischargedOn;
  if (dischargedOn === null || isDischarged) return count;
  wanted('discharge', dischargedOn);
  return count + 1;
}

type Told = Pick<NewStep, 'cause' | 'happenedOn'> & { readonly stayId: string };

function tell(context: ServiceContext, actor: Actor | undefined, lineId: string, told: Told): void {
  const before = stepsOf(context, lineId);
  const hasClass = before.some(({ treatmentClass }) => treatmentClass !== null);
  const became =
    told.cause === 'admission'
      ? { state: stateAtAdmission(before, told), words: '' }
      : stateAtDischarge(context, before, told);
  writeStep(context, actor, lineId, {
    ...told,
    ...became,
    treatmentClass: hasClass ? null : 'inpatient',
    hospitalName: readHospital(context, today(context)).hospitalName,
  });
}

/** Nobody is verified by being admitted; who is, is in treatment. What comes to be known late moves no newer state. */
function stateAtAdmission(before: readonly StepRow[], { happenedOn, stayId }: Told): TreatmentState {
  const last = before.at(-1);
  if (last === undefined || last.state === 'to_verify' || last.state === 'left') return 'to_verify';
  const isLate = last.stayId !== stayId && happenedOn < last.happenedOn;
  return isLate ? last.state : 'in_treatment';
}

/** What a treatment came to a person says; only who was sent on with a certificate is known to be referred. */
function stateAtDischarge(
  context: ServiceContext,
  before: readonly StepRow[],
  { stayId }: Told,
): Pick<NewStep, 'state' | 'words'> {
  const state = before.at(-1)?.state ?? 'to_verify';
  if (state !== 'in_treatment' && state !== 'confirmed') return { state, words: '' };
  const referral = issuedOfStay(context, stayId).find(({ withdrawn }) => withdrawn === null);
  if (referral === undefined) return { state: 'in_treatment', words: '' };
  return { state: 'referred', words: `转往${referral.toHospital}` };
}

/** The stay says nothing of this disease any more: the line stands where it stood without it. */
function strikeOut(context: ServiceContext, actor: Actor | undefined, lineId: string, stay: StayRow): number {
  const steps = stepsOf(context, lineId);
  const ofStay = steps.filter(({ stayId }) => stayId === stay.stayId);
  if (ofStay.at(-1)?.cause === 'withdrawn') return 0;
  const others = steps.filter(({ stayId }) => stayId !== stay.stayId);
  writeStep(context, actor, lineId, {
    cause: 'withdrawn',
    stayId: stay.stayId,
    happenedOn: today(context),
    state: others.at(-1)?.state ?? 'left',
    treatmentClass: null,
    hospitalName: readHospital(context, today(context)).hospitalName,
    words:
      stay.isCancelled === 1
        ? `住院登记 ${stay.admissionNumber} 已作废`
        : `住院 ${stay.admissionNumber} 的诊断或身份已更正，不属于这个病种`,
  });
  return 1;
}
