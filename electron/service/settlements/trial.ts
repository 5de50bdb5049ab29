import { type LocalDate, yearOf, yearsBetween } from '../../../shared/calendar/local-date.ts';
import { careTitles } from '../../../shared/contract/care-titles.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Comparison, Trial } from '../../../shared/contract/settlements.ts';
import type { Stay } from '../../../shared/contract/stays.ts';
import type { Claim, YearState } from '../../../shared/engine/claim.ts';
import { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import { settle } from '../../../shared/engine/settle.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { sumItems } from '../../../shared/fees/item.ts';
import { capitalYuan } from '../../../shared/money/capital.ts';
import type { EligibilityCategory } from '../../../shared/policy/eligibility.ts';
import type { ServiceContext } from '../context.ts';
import { owedBy } from '../debts/owed.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { type Hospital, readHospital, readSetting, today } from '../hospital/settings.ts';
import { requireIdentified } from '../emergency/unknown.ts';
import { type Person, readPerson } from '../people/person.ts';
import { type PolicyOfDay, policyFor } from '../policy/in-force.ts';
import { costOfItemLists } from '../fees/item-lists.ts';
import { readStay, requireNotCancelled } from '../stays/stay.ts';
import { type ApprovedFact, approvedFor, layersByApproval, shownApproval } from './approved-amounts.ts';
import { eligibilitiesThatCount } from './eligibilities.ts';
import { factLayer } from './fact.ts';
import { layerOf } from './layers.ts';
import { lastPart } from './parts.ts';
import { feeListIsSettled, liveSettlementOfStay } from './live.ts';
import { heldBefore } from '../outpatient/held-before.ts';
import { requireQualified } from '../outpatient/qualification.ts';
import { compare, gravest, statedFigures } from './stated-figures.ts';
import { requireWithinUnsentLimits } from './unsent.ts';
import { deductibleBorneInStay, hasInterimSettlement, readYearState } from './year-state.ts';

/** A trial with everything it was made of: what `settle` writes down is exactly this. */
export interface PreparedTrial {
  readonly stay: Stay;
  readonly person: Person;
  readonly hospital: Hospital;
  readonly day: LocalDate;
  readonly year: number;
  readonly asOrdinary: boolean;
  /** A part of a stay that goes on. */
  readonly interim: boolean;
  readonly eligibilities: readonly EligibilityCategory[];
  readonly policy: PolicyOfDay;
  readonly feeListIds: readonly string[];
  readonly before: YearState;
  readonly claim: Claim;
  readonly settlement: Settlement;
  /** What pays by approval. */
  readonly approved: readonly ApprovedFact[];
  /** Ours beside what another system reckons, where it is known. */
  readonly comparison: Comparison | undefined;
  readonly trialHash: string;
}

export interface TrialQuestion {
  readonly stayId: string;
  /** The clerk's explicit choice where no eligibility counts. */
  readonly asOrdinary: boolean;
  /** 中途结算: what is there so far of a stay that goes on. */
  readonly interim?: boolean | undefined;
  /** Only these fee lists: of a part that is settled again. All that are not settled, unless given. */
  readonly feeListIds?: readonly string[];
}

/**
 * What would be settled now; a pure reading. The hash covers everything that decided it and what came out, so that a
 * settlement that carries it confirms exactly what the clerk saw. Refuses `stay_cancelled`, `stay_already_settled`,
 * `stay_not_discharged`, `interim_after_discharge`, `no_fees`, `eligibility_ended`, `no_eligibility`, `eligibility_counts`,
 * `no_policy_in_force`, `qualification_not_valid` and whatever the policy refuses (`no_rule` …).
 */
export function prepareTrial(context: ServiceContext, question: TrialQuestion): PreparedTrial {
  const { stayId, asOrdinary, interim = false } = question;
  const stay = readStay(context, stayId);
  const day = today(context);
  requireSettleable(context, stay, day, question);
  const feeLists = openFeeLists(context, stay, question.feeListIds);
  const feeListIds = feeLists.map(({ feeListId }) => feeListId);
  const cost = sumItems(feeLists.map((list) => list.cost));
  if (feeLists.length === 0 || cost.totalFen === 0) {
    const care = careTitles[stay.visitType];
    throw new Refusal('no_fees', `这次${care}还没有可结算的费用，请先导入费用清单。`);
  }
  requireIdentified(context, stay.personId);
  const person = readPerson(context, stay.personId);
  const eligibilities = eligibilitiesThatCount(person, day, asOrdinary);
  const hospital = readHospital(context, day);
  const policy = policyFor(context, person.region, day);
  const year = yearOf(day);
  const before = readYearState(context, person.personId, hospital.insurance, year);
  const approved = approvedFor(context, stayId);
  const claim: Claim = {
    settledOn: day,
    admittedOn: stay.admittedOn,
    place: stay.place,
    hospital: { level: hospital.level, countyLevel: hospital.countyLevel },
    person: claimant(person, stay, day, eligibilities),
    cost,
    approvedFen: Object.fromEntries(approved.map(({ layer, amountFen }) => [layer, amountFen])),
    ...whatElseCounts(context, stay, { person, day, policy, feeListIds }),
  };
  const settlement = ask(context, policy, claim, before);
  const stated = statedFigures(context, stayId, feeListIds);
  const comparison = gravest(stated.map((one) => compare(one, settlement, hospital.trialDifference)));
  const { packHash, inForceId, options } = policy;
  const { personId, region } = person;
  // Figures that agree decide nothing: they may arrive while the clerk confirms what stands there.
  const differing = comparison?.verdict === 'same' ? undefined : comparison;
  const facts = { stayId, asOrdinary, personId, region, claim, feeListIds, before, settlement };
  const decides = { ...facts, ...(interim ? { interim } : {}), comparison: differing };
  const trialHash = sha256(canonicalJson({ ...decides, packHash, inForceId, options }));
  return {
    stay,
    person,
    hospital,
    day,
    year,
    asOrdinary,
    interim,
    eligibilities,
    policy,
    feeListIds,
    before,
    claim,
    settlement,
    approved,
    comparison,
    trialHash,
  };
}

/** The trial as the window shows it. Refuses what `prepareTrial` refuses, and `too_much_unsent`. */
export function trialForWindow(context: ServiceContext, question: TrialQuestion): Trial {
  requireWithinUnsentLimits(context);
  const trial = prepareTrial(context, question);
  const { stay, person, hospital, day, asOrdinary, eligibilities, policy, settlement, before, trialHash } =
    trial;
  const byApproval = layersByApproval(policy.policy);
  const explained = { document: settlement.document, hospitalLevel: hospital.level };
  return {
    trialHash,
    stayId: stay.stayId,
    settledOn: day,
    asOrdinary,
    interim: trial.interim,
    eligibilities: [...eligibilities],
    packTitle: policy.packTitle,
    packHash: policy.packHash,
    cost: settlement.cost,
    deductibleFen: settlement.deductibleFen,
    layers: settlement.layers.map((layer) => layerOf(factLayer(layer), layer, explained)),
    personalFen: settlement.personalFen,
    personalCapital: capitalYuan(settlement.personalFen),
    before: { ...before, paidFen: { ...before.paidFen } },
    warnings: settlement.warnings.map(({ code, sentence }) => ({ code, sentence })),
    byApproval,
    approved: trial.approved.map((amount) => shownApproval(amount, byApproval)),
    comparison: trial.comparison ?? null,
    cashRounding: hospital.cashRounding,
    owedFen: owedBy(context, person.personId),
    lastPartId: lastPart(context, stay.stayId),
  };
}

function requireSettleable(
  context: ServiceContext,
  stay: Stay,
  day: LocalDate,
  question: TrialQuestion,
): void {
  requireNotCancelled(stay);
  if (stay.settlementId !== null) refuseSettled(context, stay);
  requireItsTime(stay, day, question);
  requireQualified(context, stay.stayId, stay.admittedOn);
}

function refuseSettled(context: ServiceContext, { stayId, visitType }: Stay): never {
  const slipNumber = liveSettlementOfStay(context, stayId)?.slipNumber ?? '';
  throw new Refusal(
    'stay_already_settled',
    `这次${careTitles[visitType]}已经结算，结算单号 ${slipNumber}。如要重新结算，请先撤销那一次。`,
  );
}

function requireDischarged(stay: Stay, day: LocalDate): void {
  if (stay.dischargedOn === null) {
    throw new Refusal('stay_not_discharged', '病人还没有办理出院，请先填写出院日期再结算。');
  }
  if (stay.dischargedOn > day) {
    throw new Refusal(
      'stay_not_discharged',
      `出院日期 ${stay.dischargedOn} 还没有到，请核对日期或到出院当天再结算。`,
    );
  }
}

function claimant(
  { insuranceState, birthDate }: Person,
  { diagnoses }: Stay,
  day: LocalDate,
  eligibilities: readonly EligibilityCategory[],
): Claim['person'] {
  return {
    eligibilities,
    insured: insuranceState === 'normal',
    ageYears: yearsBetween(birthDate, day),
    diseases: diagnoses.map(({ code }) => code),
  };
}

/** Parts of the stay that were settled, the year of a visit's disease, and items that rules of the policy speak of. */
function whatElseCounts(
  context: ServiceContext,
  { stayId, visitType, admittedOn: visitedOn, diagnoses }: Stay,
  { person, day, policy, feeListIds }: Pick<PreparedTrial, 'person' | 'day' | 'policy' | 'feeListIds'>,
): Partial<Claim> {
  const [disease] = diagnoses;
  const visit =
    visitType === 'outpatient' && disease !== undefined
      ? { person, diseaseCode: disease.code, visitedOn, settledOn: day }
      : undefined;
  const itemListsFen = costOfItemLists(context, policy.policy.itemLists, feeListIds);
  return {
    deductibleBorneFen: deductibleBorneInStay(context, stayId),
    continuesStay: hasInterimSettlement(context, stayId),
    ...(visit === undefined ? {} : { outpatient: heldBefore(context, policy.policy, visit) }),
    ...(itemListsFen === undefined ? {} : { itemListsFen }),
  };
}

/** A final settlement comes after the discharge, a part of a stay before it; settled again, a part stays one. */
function requireItsTime(stay: Stay, day: LocalDate, { interim = false, feeListIds }: TrialQuestion): void {
  if (!interim) requireDischarged(stay, day);
  else if (feeListIds === undefined) requireStillHere(stay, day);
}

function requireStillHere({ dischargedOn }: Stay, day: LocalDate): void {
  if (dischargedOn === null || dischargedOn > day) return;
  throw new Refusal('interim_after_discharge', '病人已经出院，不做中途结算，请直接办理出院结算。');
}

function openFeeLists(
  context: ServiceContext,
  { feeLists }: Stay,
  wanted: readonly string[] | undefined,
): Stay['feeLists'] {
  const open = feeLists.filter(({ feeListId }) => !feeListIsSettled(context, feeListId));
  return wanted === undefined ? open : open.filter(({ feeListId }) => wanted.includes(feeListId));
}

function ask(context: ServiceContext, policy: PolicyOfDay, claim: Claim, before: YearState): Settlement {
  try {
    return settle(policy.policy, claim, before, 'explanation', readSetting(context, 'layerEndDays'));
  } catch (error) {
    if (error instanceof PolicyRefusal) throw new Refusal(error.code, sentenceFor(error, claim));
    throw error;
  }
}

/** What was given back after a part of the stay was settled can only be taken off that part. */
function sentenceFor({ code, sentence }: PolicyRefusal, { continuesStay }: Claim): string {
  if (code !== 'negative_amount' || continuesStay !== true) return sentence;
  return '后来退了中途结算里已经结过的费用，剩下的某一部分成了负数。请先撤销那次中途结算，再连同退费一起结算。';
}
