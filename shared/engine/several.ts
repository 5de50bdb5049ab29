import type { Course } from './course.ts';
import { bitOf, categoriesOf } from './condition.ts';
import { computeLayer } from './layer.ts';
import type { LayerOutcome } from './payment.ts';
import type { CompiledLayer, Policy } from './policy.ts';
import { PolicyRefusal } from './refusal.ts';

/**
 * A layer for somebody who holds several eligibilities, counted one by one: as the one that pays most (the first in
 * the order of the eligibilities on a tie), or as the first that the pack ranks. Whoever holds none that is ranked
 * counts as ordinary.
 */
export function computeForSeveral(
  policy: Policy,
  layer: CompiledLayer,
  several: 'best' | readonly number[],
  course: Course,
): LayerOutcome {
  const held = course.facts.eligibilities;
  if (several !== 'best') {
    const first = several.find((bit) => (held & bit) !== 0) ?? bitOf('ordinary');
    return told(course, computeLayer(policy, layer, countedAs(course, first)), first);
  }
  let best: { outcome: LayerOutcome; alone: Course; bit: number } | undefined;
  for (let rest = held; rest !== 0; rest &= rest - 1) {
    const bit = rest & -rest;
    const alone = { ...countedAs(course, bit), warnings: [] };
    const outcome = tryLayer(policy, layer, alone);
    if (outcome === undefined) continue;
    const more = best === undefined ? 1 : outcome.payFen - best.outcome.payFen;
    const enters = best !== undefined && outcome.burdenFen > best.outcome.burdenFen;
    if (more > 0 || (more === 0 && enters)) best = { outcome, alone, bit };
  }
  // No eligibility has a rule: as a whole the person has none either, and that refusal says so.
  if (best === undefined) return computeLayer(policy, layer, course);
  course.warnings.push(...best.alone.warnings);
  return told(course, best.outcome, best.bit);
}

/** The explanation begins with the eligibility that counted. */
function told(course: Course, outcome: LayerOutcome, bit: number): LayerOutcome {
  if (!course.explained) return outcome;
  const [category] = categoriesOf(bit);
  if (category === undefined) return outcome;
  return { ...outcome, steps: [{ kind: 'counted_as', category }, ...outcome.steps] };
}

/**
 * An eligibility for which the layer has no rule is no candidate; the others still count. An option that has to be set
 * first, or an unknown age, refuses all the same: what cannot be known might have been the best.
 */
function tryLayer(policy: Policy, layer: CompiledLayer, course: Course): LayerOutcome | undefined {
  try {
    return computeLayer(policy, layer, course);
  } catch (error) {
    if (error instanceof PolicyRefusal && error.code === 'no_rule' && error.option === undefined) {
      return undefined;
    }
    throw error;
  }
}

function countedAs(course: Course, eligibilities: number): Course {
  return { ...course, facts: { ...course.facts, eligibilities } };
}
