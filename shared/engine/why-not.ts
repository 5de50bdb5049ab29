import { eligibilityTitles } from '../policy/eligibility.ts';
import { type Claim, type YearState, emptyYear, places } from './claim.ts';
import { type CompiledBox, type Facts, categoriesOf, holds } from './condition.ts';
import type { Policy, Rule } from './policy.ts';
import { factsFor } from './facts-for.ts';

/** One rule of a layer as it stands on the page, and what kept it from applying to a claim. */
export interface RuleVerdict {
  /** Counted from 1, in page order. */
  readonly rule: number;
  readonly clause: string;
  /** Chinese; undefined for a rule whose conditions all hold. */
  readonly because: string | undefined;
}

export interface LayerVerdicts {
  readonly layer: string;
  readonly title: string;
  readonly rules: readonly RuleVerdict[];
}

/**
 * For each layer, why its other rules did not apply: computed on demand from the policy, when somebody asks. Where
 * eligibilities are counted one by one (`several_eligibilities`), the person's eligibilities are looked at together.
 */
export function whyNot(policy: Policy, claim: Claim, year: YearState = emptyYear): LayerVerdicts[] {
  const facts = factsFor(policy, claim, year);
  return policy.layers.map((layer) => ({
    layer: layer.id,
    title: layer.title,
    rules: ruleVerdicts(layer.rules, facts),
  }));
}

/** Rules of any list, each with what kept it from applying to these facts. */
export function ruleVerdicts(rules: readonly Rule<unknown>[], facts: Facts): RuleVerdict[] {
  return rules.map(({ boxes, clause }, index) => {
    const [first] = boxes;
    const because = first === undefined || holdsKnown(boxes, facts) ? undefined : reason(first, facts);
    return { rule: index + 1, clause, because };
  });
}

/** An unknown age is a reason here, not a refusal. */
function holdsKnown(boxes: readonly CompiledBox[], facts: Facts): boolean {
  const asksAge = (box: CompiledBox): boolean => box.ageFrom !== undefined || box.ageTo !== undefined;
  const known = facts.ageYears === undefined ? boxes.filter((box) => !asksAge(box)) : boxes;
  return known.length > 0 && holds(known, facts);
}

const levelTitles = ['', '一级', '二级', '三级'];
const placeTitles = {
  county: '县域内',
  referred: '经批准转诊',
  unreferred: '未经转诊',
  emergency: '急诊',
} as const;

/** The first condition of a rule that does not hold. */
function reason(box: CompiledBox, facts: Facts): string {
  if (((box.levels >> facts.level) & 1) === 0) return `规则只管${bitTitles(box.levels, levelTitles)}医院`;
  if (((box.places >> facts.place) & 1) === 0) {
    return `规则只管${bitTitles(
      box.places,
      places.map((place) => placeTitles[place]),
    )}`;
  }
  if (box.countyLevel !== undefined && box.countyLevel !== facts.countyLevel) {
    return box.countyLevel ? '规则只管县级医院' : '规则不管县级医院';
  }
  return personReason(box, facts) ?? stayReason(box, facts);
}

function personReason(box: CompiledBox, facts: Facts): string | undefined {
  const titles = (bits: number): string =>
    categoriesOf(bits)
      .map((category) => eligibilityTitles[category])
      .join('、');
  if (box.anyEligibility !== 0 && (box.anyEligibility & facts.eligibilities) === 0) {
    return `规则只管${titles(box.anyEligibility)}`;
  }
  const missing = box.allEligibilities & ~facts.eligibilities;
  if (missing !== 0) return `规则还要求${titles(missing)}`;
  const excluded = box.noEligibility & facts.eligibilities;
  if (excluded !== 0) return `规则不管${titles(excluded)}`;
  if (box.ageFrom === undefined && box.ageTo === undefined) return undefined;
  if (facts.ageYears === undefined) return '规则按年龄，而年龄不详';
  if (facts.ageYears < (box.ageFrom ?? 0)) return `规则从 ${box.ageFrom} 岁起`;
  return box.ageTo !== undefined && facts.ageYears > box.ageTo ? `规则到 ${box.ageTo} 岁止` : undefined;
}

function stayReason(box: CompiledBox, facts: Facts): string {
  if (facts.visit < box.visitFrom) return `规则从本年第 ${box.visitFrom} 次住院起`;
  if (facts.visit > box.visitTo) return `规则到本年第 ${box.visitTo} 次住院止`;
  if (box.downReferred !== undefined && box.downReferred !== facts.downReferred) {
    return box.downReferred ? '规则只管下转住院' : '规则不管下转住院';
  }
  return (box.noDisease & facts.diseases) !== 0 ? '诊断在规则排除的病种名单内' : '诊断不在规则的病种名单内';
}

function bitTitles(bits: number, titles: readonly string[]): string {
  return titles.filter((_, index) => ((bits >> index) & 1) === 1 && titles[index] !== '').join('、');
}
