import { type Fen, fen, zeroFen } from '../money/fen.ts';
import { holds } from './condition.ts';
import { type Course, baseOf } from './course.ts';
import { refuseNoRule, refuseUnset } from './no-rule.ts';
import { type LayerEntry, type LayerOutcome, noSteps, payByRule } from './payment.ts';
import type { CompiledLayer, PaymentGift, Policy, Rule, Unset } from './policy.ts';
import type { Steps } from './settlement.ts';

/** One layer for one claim. Changes nothing but the list of warnings; `settle` takes the payment off. */
export function computeLayer(policy: Policy, layer: CompiledLayer, course: Course): LayerOutcome {
  const reason = whyNotFor(layer, course);
  if (reason !== undefined) return notApplied(course, zeroFen, layer.clause, reason, undefined);
  const rule = ruleOf(layer, course);
  const entry = enter(layer, course);
  if (rule === undefined) {
    if (layer.otherwiseNothing === undefined) return refuseNoRule(policy, layer, course.facts);
    return notApplied(course, entry.baseFen, '', layer.otherwiseNothing, layer);
  }
  const unset = rule.unset ?? unsetOf(layer, course);
  if (unset !== undefined) return withoutOption(policy, layer, course, entry.baseFen, unset);
  return payByRule(layer, course, rule, entry);
}

/** Why this layer is not for this person on this day. */
function whyNotFor(layer: CompiledLayer, course: Course): string | undefined {
  const { settledOn, person } = course.claim;
  if (!layer.active) return layer.inactiveSays || '本层不在这里结算';
  if (layer.from !== undefined && settledOn < layer.from) return `本层自 ${layer.from} 起实行`;
  if (layer.until !== undefined && settledOn > layer.until) return `本层已于 ${layer.until} 结束`;
  if (layer.insuredOnly && !person.insured) return '没有参保';
  if ((layer.forMask & course.facts.eligibilities) === 0) return '不属于本层的保障对象';
  return undefined;
}

function ruleOf(layer: CompiledLayer, course: Course): Rule<PaymentGift> | undefined {
  for (const rule of layer.rules) {
    if (course.onlyKind !== undefined && rule.gives.kind !== course.onlyKind) continue;
    if (holds(rule.boxes, course.facts)) return rule;
  }
  return undefined;
}

/** The base, less what does not enter this layer. */
function enter(layer: CompiledLayer, course: Course): LayerEntry {
  const whole = baseOf(layer, course);
  const steps: Steps = course.explained
    ? [{ kind: 'base', of: layer.base, amountFen: fen(whole) }]
    : undefined;
  let base = whole;
  for (const { what, rule } of layer.leavesOut) {
    if (!holds(rule.boxes, course.facts)) continue;
    const left = Math.min(base, what === 'deductible' ? course.deductibleFen : course.reductionFen);
    if (left === 0) continue;
    base -= left;
    steps?.push({ kind: 'left_out', what, amountFen: fen(left), clause: rule.clause });
  }
  return { wholeFen: fen(whole), baseFen: fen(base), steps };
}

/** A deductible or limit of this claim whose option nobody has set, where that stops the layer. */
function unsetOf(layer: CompiledLayer, course: Course): Unset | undefined {
  for (const rule of layer.unsetRules) if (holds(rule.boxes, course.facts)) return rule.unset;
  return undefined;
}

function withoutOption(
  policy: Policy,
  layer: CompiledLayer,
  course: Course,
  baseFen: Fen,
  unset: Unset,
): LayerOutcome {
  if (unset.unset === 'refuse' && !course.isFree) return refuseUnset(policy, layer, unset);
  const reason = `选项“${unset.option}”（${unset.says}）还没有设定`;
  course.warnings.push({ code: 'option_unset', sentence: `${layer.title}：${reason}，本层按 0 结算。` });
  return notApplied(course, baseFen, '', reason, layer);
}

function notApplied(
  course: Course,
  baseFen: Fen,
  clause: string,
  reason: string,
  entered: CompiledLayer | undefined,
): LayerOutcome {
  return {
    kind: undefined,
    rule: undefined,
    baseFen,
    payFen: zeroFen,
    clause: '',
    steps: course.explained ? [{ kind: 'not_applied', reason, clause }] : noSteps,
    deductibleFen: zeroFen,
    reductionFen: 0,
    burdenFen: entered?.cumulative === true ? baseFen : zeroFen,
  };
}
