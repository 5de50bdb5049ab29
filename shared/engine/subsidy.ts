import { type Fen, zeroFen } from '../money/fen.ts';
import { timesRatio } from '../money/rounding.ts';
import type { EligibilityCategory } from '../policy/eligibility.ts';
import type { Place } from './claim.ts';
import { places } from './claim.ts';
import { type Facts, bitOf, bitsOf } from './condition.ts';
import type { Policy } from './policy.ts';
import { findRule, pick } from './quantity.ts';
import type { HospitalStanding } from './claim.ts';
import { type RuleVerdict, ruleVerdicts } from './why-not.ts';

/** Who a person is, as far as the rules outside a settlement ask. */
export interface Standing {
  readonly eligibilities: readonly EligibilityCategory[];
  readonly ageYears: number | undefined;
}

/** What the government pays of somebody's yearly insurance premium. */
export interface Subsidy {
  /** Zero while the county has not set the premium. */
  readonly premiumFen: Fen;
  readonly subsidyFen: Fen;
  readonly clause: string;
}

/**
 * The subsidy of a person's premium, for the roster report; undefined when no rule grants one or the county has not
 * set its amount. Several eligibilities count as the pack says: the best one, or the first in rank.
 */
export function premiumSubsidy(policy: Policy, person: Standing): Subsidy | undefined {
  const { premium } = policy;
  if (premium === undefined) return undefined;
  const facts = factsOf(person);
  const held = facts.eligibilities;
  const { several } = premium;
  const ranked = several === 'best' ? undefined : several.find((bit) => (held & bit) !== 0);
  let best: Subsidy | undefined;
  for (let rest = ranked ?? held; rest !== 0; rest &= rest - 1) {
    const subsidy = subsidyFor(premium, { ...facts, eligibilities: rest & -rest });
    if (subsidy !== undefined && (best === undefined || subsidy.subsidyFen > best.subsidyFen)) best = subsidy;
  }
  return best;
}

function subsidyFor(premium: NonNullable<Policy['premium']>, facts: Facts): Subsidy | undefined {
  const rule = findRule(premium.rules, facts);
  if (rule === undefined || rule.unset !== undefined) return undefined;
  const premiumFen = pick(premium.amountFen, facts);
  const { share, amountFen } = rule.gives;
  if (amountFen !== undefined) return { premiumFen, subsidyFen: pick(amountFen, facts), clause: rule.clause };
  const subsidyFen = share === undefined ? zeroFen : timesRatio(premiumFen, pick(share, facts));
  return { premiumFen, subsidyFen, clause: rule.clause };
}

/** Where somebody is to be treated first. */
export interface TreatedWhere {
  readonly place: Place;
  readonly hospital: HospitalStanding;
}

/** The clause by which somebody may be treated first and pay at discharge, without a deposit; undefined if none. */
export function treatFirstClause(policy: Policy, person: Standing, where: TreatedWhere): string | undefined {
  return findRule(policy.treatFirst, factsWhere(person, where))?.clause;
}

/** For each rule of treating first, what kept it from applying to the person there; empty where the policy has none. */
export function whyNotTreatedFirst(policy: Policy, person: Standing, where: TreatedWhere): RuleVerdict[] {
  return ruleVerdicts(policy.treatFirst, factsWhere(person, where));
}

function factsWhere(person: Standing, { place, hospital }: TreatedWhere): Facts {
  return {
    ...factsOf(person),
    level: hospital.level,
    place: places.indexOf(place),
    countyLevel: hospital.countyLevel,
  };
}

function factsOf(person: Standing): Facts {
  const bits = bitsOf(person.eligibilities);
  return {
    level: 2,
    place: 0,
    countyLevel: true,
    eligibilities: bits === 0 ? bitOf('ordinary') : bits,
    ageYears: person.ageYears,
    visit: 1,
    diseases: 0,
    diseasesMet: false,
    downReferred: false,
  };
}
