import { type EligibilityCategory, eligibilityCategories } from '../policy/eligibility.ts';
import { type Claim, countsAsStay, places } from './claim.ts';
import { PolicyRefusal } from './refusal.ts';

/** What rules may ask about a claim, as bits and small numbers, found out once. */
export interface Facts {
  /** 1 to 3. */
  readonly level: number;
  /** Index in `places`. */
  readonly place: number;
  readonly countyLevel: boolean;
  readonly eligibilities: number;
  readonly ageYears: number | undefined;
  /** Which stay of the year this is, from 1. */
  readonly visit: number;
  /** One bit for each disease list of the policy. */
  readonly diseases: number;
  /** A layer alone, without a stay: conditions on diseases count as met. */
  readonly diseasesMet: boolean;
  readonly downReferred: boolean;
}

/** Conditions that must all hold. A mask of zero asks nothing, except those of level and place, which list what fits. */
export interface CompiledBox {
  readonly levels: number;
  readonly places: number;
  readonly countyLevel: boolean | undefined;
  readonly anyEligibility: number;
  readonly allEligibilities: number;
  readonly noEligibility: number;
  readonly ageFrom: number | undefined;
  readonly ageTo: number | undefined;
  readonly disease: number;
  readonly noDisease: number;
  readonly visitFrom: number;
  readonly visitTo: number;
  readonly downReferred: boolean | undefined;
}

const eligibilityBits = new Map<string, number>(eligibilityCategories.map((id, index) => [id, 1 << index]));
export const everyEligibility = (1 << eligibilityCategories.length) - 1;
const ordinary = bitOf('ordinary');
export const everyLevel = 0b1110;
export const everyPlace = (1 << places.length) - 1;

export function bitOf(category: EligibilityCategory): number {
  return eligibilityBits.get(category) ?? 0;
}

export function bitsOf(categories: readonly EligibilityCategory[]): number {
  let bits = 0;
  for (const category of categories) bits |= bitOf(category);
  return bits;
}

/** The eligibilities that a mask holds. */
export function categoriesOf(bits: number): EligibilityCategory[] {
  return eligibilityCategories.filter((category) => (bits & bitOf(category)) !== 0);
}

export function factsOf(claim: Claim, staysBefore: number, diseases: number): Facts {
  const bits = bitsOf(claim.person.eligibilities);
  return {
    level: claim.hospital.level,
    place: places.indexOf(claim.place),
    countyLevel: claim.hospital.countyLevel,
    eligibilities: bits === 0 ? ordinary : bits,
    ageYears: claim.person.ageYears,
    visit: countsAsStay(claim) ? staysBefore + 1 : Math.max(1, staysBefore),
    diseases,
    diseasesMet: false,
    downReferred: claim.downReferred ?? false,
  };
}

/** Whether any of the boxes holds; no boxes hold always. */
export function holds(boxes: readonly CompiledBox[], facts: Facts): boolean {
  if (boxes.length === 0) return true;
  for (const box of boxes) if (boxHolds(box, facts)) return true;
  return false;
}

function boxHolds(box: CompiledBox, facts: Facts): boolean {
  if (((box.levels >> facts.level) & 1) === 0 || ((box.places >> facts.place) & 1) === 0) return false;
  if (box.countyLevel !== undefined && box.countyLevel !== facts.countyLevel) return false;
  if (box.anyEligibility !== 0 && (box.anyEligibility & facts.eligibilities) === 0) return false;
  if ((box.allEligibilities & facts.eligibilities) !== box.allEligibilities) return false;
  if ((box.noEligibility & facts.eligibilities) !== 0) return false;
  if (facts.visit < box.visitFrom || facts.visit > box.visitTo) return false;
  if (box.downReferred !== undefined && box.downReferred !== facts.downReferred) return false;
  if (facts.diseasesMet) {
    if (box.noDisease !== 0) return false;
  } else {
    if (box.disease !== 0 && (box.disease & facts.diseases) === 0) return false;
    if ((box.noDisease & facts.diseases) !== 0) return false;
  }
  return ageHolds(box, facts.ageYears);
}

function ageHolds(box: CompiledBox, ageYears: number | undefined): boolean {
  if (box.ageFrom === undefined && box.ageTo === undefined) return true;
  if (ageYears === undefined) {
    throw new PolicyRefusal('age_unknown', '政策按年龄规定待遇，但没有这个人的出生日期，请先补上。');
  }
  return ageYears >= (box.ageFrom ?? 0) && ageYears <= (box.ageTo ?? Number.MAX_SAFE_INTEGER);
}

/**
 * Whether some claim meets both lists of boxes. `oneAtATime` says that eligibilities are counted one by one; else a
 * person may hold several, so that different ones do not exclude each other (except `ordinary`, which is none).
 */
export function overlap(
  left: readonly CompiledBox[],
  right: readonly CompiledBox[],
  oneAtATime: boolean,
): boolean {
  const [ones, others] = [left.length === 0 ? [anything] : left, right.length === 0 ? [anything] : right];
  return ones.some((one) => others.some((other) => boxesOverlap(one, other, oneAtATime)));
}

export const anything: CompiledBox = {
  levels: everyLevel,
  places: everyPlace,
  countyLevel: undefined,
  anyEligibility: 0,
  allEligibilities: 0,
  noEligibility: 0,
  ageFrom: undefined,
  ageTo: undefined,
  disease: 0,
  noDisease: 0,
  visitFrom: 0,
  visitTo: Number.MAX_SAFE_INTEGER,
  downReferred: undefined,
};

function boxesOverlap(one: CompiledBox, other: CompiledBox, oneAtATime: boolean): boolean {
  const differ = (left: boolean | undefined, right: boolean | undefined): boolean =>
    left !== undefined && right !== undefined && left !== right;
  if ((one.levels & other.levels) === 0 || (one.places & other.places) === 0) return false;
  if (differ(one.countyLevel, other.countyLevel) || differ(one.downReferred, other.downReferred))
    return false;
  if (Math.max(one.visitFrom, other.visitFrom) > Math.min(one.visitTo, other.visitTo)) return false;
  const ageFrom = Math.max(one.ageFrom ?? 0, other.ageFrom ?? 0);
  if (ageFrom > Math.min(one.ageTo ?? Infinity, other.ageTo ?? Infinity)) return false;
  if ((one.disease & other.noDisease) !== 0 || (other.disease & one.noDisease) !== 0) return false;
  return eligibilitiesOverlap(one, other, oneAtATime);
}

function eligibilitiesOverlap(one: CompiledBox, other: CompiledBox, oneAtATime: boolean): boolean {
  const none = one.noEligibility | other.noEligibility;
  const all = one.allEligibilities | other.allEligibilities;
  const fits = (candidates: number): boolean =>
    (all & ~candidates) === 0 &&
    (one.anyEligibility === 0 || (one.anyEligibility & candidates) !== 0) &&
    (other.anyEligibility === 0 || (other.anyEligibility & candidates) !== 0);
  const allowed = everyEligibility & ~none;
  if (oneAtATime) {
    return eligibilityCategories.some((category) => {
      const bit = bitOf(category) & allowed;
      return bit !== 0 && fits(bit);
    });
  }
  const asOrdinary = (allowed & ordinary) !== 0 && fits(ordinary);
  const someone = allowed & ~ordinary;
  return asOrdinary || (someone !== 0 && fits(someone));
}
