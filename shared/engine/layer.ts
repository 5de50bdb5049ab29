import { type Fen, fen, zeroFen } from '../money/fen.ts';
import { type Ratio, wholeRatio } from '../money/ratio.ts';
import { type Rounding, roundProduct, timesExactly } from '../money/rounding.ts';
import { payByBands } from './band-payment.ts';
import { holds } from './condition.ts';
import { type Course, availableTo, baseOf } from './course.ts';
import { deductibleOf } from './deductible.ts';
import { guaranteed } from './guarantee.ts';
import { cutToLimits } from './limit.ts';
import { refuseNoRule, refuseUnset } from './no-rule.ts';
import type { CompiledLayer, PaymentGift, Policy, Rule, Unset } from './policy.ts';
import { pick } from './quantity.ts';
import type { Step } from './settlement.ts';
import { resultFactors } from './tilt.ts';

/** A layer's answer before it is taken off the patient's part, with what it changes besides. */
export interface LayerOutcome {
  readonly kind: string | undefined;
  readonly rule: number | undefined;
  readonly baseFen: Fen;
  readonly payFen: Fen;
  readonly clause: string;
  readonly steps: readonly Step[];
  readonly deductibleFen: Fen;
  readonly reductionFen: number;
  readonly burdenFen: Fen;
}

/** One layer for one claim. Changes nothing but the list of warnings; `settle` takes the payment off. */
export function computeLayer(policy: Policy, layer: CompiledLayer, course: Course): LayerOutcome {
  const reason = whyNotFor(layer, course);
  if (reason !== undefined) return notApplied(zeroFen, layer.clause, reason, undefined);
  const rule = ruleOf(layer, course);
  const entry = enter(layer, course);
  if (rule === undefined) {
    if (layer.otherwiseNothing === undefined) return refuseNoRule(policy, layer, course.facts);
    return notApplied(entry.baseFen, '', layer.otherwiseNothing, layer);
  }
  const unset = rule.unset ?? unsetOf(layer, course);
  if (unset !== undefined) return withoutOption(policy, layer, course, entry.baseFen, unset);
  return pay(layer, course, rule, entry);
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

interface Entry {
  readonly baseFen: Fen;
  readonly steps: Step[];
}

/** The base, less what does not enter this layer. */
function enter(layer: CompiledLayer, course: Course): Entry {
  const whole = baseOf(layer, course);
  const steps: Step[] = [{ kind: 'base', of: layer.base, amountFen: fen(whole) }];
  let base = whole;
  for (const { what, rule } of layer.leavesOut) {
    if (!holds(rule.boxes, course.facts)) continue;
    const left = Math.min(base, what === 'deductible' ? course.deductibleFen : course.reductionFen);
    if (left === 0) continue;
    base -= left;
    steps.push({ kind: 'left_out', what, amountFen: fen(left), clause: rule.clause });
  }
  return { baseFen: fen(base), steps };
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
  return notApplied(baseFen, '', reason, layer);
}

function notApplied(
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
    steps: [{ kind: 'not_applied', reason, clause }],
    deductibleFen: zeroFen,
    reductionFen: 0,
    burdenFen: entered?.cumulative === true ? baseFen : zeroFen,
  };
}

function pay(layer: CompiledLayer, course: Course, rule: Rule<PaymentGift>, entry: Entry): LayerOutcome {
  const { baseFen, steps } = entry;
  const { payment, kind } = rule.gives;
  const factors = resultFactors(layer, course.facts, steps);
  let deductibleFen = zeroFen;
  let full = 0;
  let paid = 0;
  switch (payment.how) {
    case 'bands': {
      const deductible = deductibleOf(layer, course, steps);
      const result = payByBands(layer, payment, course, baseFen, deductible, factors, steps);
      deductibleFen = result.deductibleFen;
      [full, paid] = [result.fullFen, result.payFen];
      break;
    }
    case 'flat': {
      const amountFen = pick(payment.amountFen, course.facts);
      steps.push({ kind: 'flat', amountFen, clause: payment.amountFen.clause });
      [full, paid] = multiplied(amountFen, factors, layer.rounding);
      break;
    }
    case 'guarantee':
      [full, paid] = multiplied(
        fen(guaranteed(payment.larger, course, layer.rounding, steps)),
        factors,
        layer.rounding,
      );
      break;
    case 'approved':
      paid = course.claim.approvedFen[layer.id] ?? 0;
      steps.push({ kind: 'approved', amountFen: fen(paid), clause: rule.clause });
      break;
    case 'free':
      paid = freeOf(payment.itemList, course);
      steps.push({ kind: 'free', amountFen: fen(paid), clause: rule.clause });
      break;
    case 'nothing':
      steps.push({ kind: 'not_applied', reason: '规则写明不支付', clause: rule.clause });
      break;
  }
  const payFen = cut(layer, course, payment.how, kind, paid, entry);
  return {
    kind,
    rule: layer.rules.indexOf(rule) + 1,
    baseFen,
    payFen,
    clause: clausesOf(rule.clause, steps),
    steps,
    deductibleFen,
    reductionFen: Math.max(0, full - paid),
    burdenFen: layer.cumulative ? baseFen : zeroFen,
  };
}

/** The amount without and with the factors on the result, both rounded. */
function multiplied(amount: Fen, factors: readonly Ratio[], rounding: Rounding): [number, number] {
  const exact = timesExactly(amount, wholeRatio);
  return [roundProduct(exact, [], rounding), roundProduct(exact, factors, rounding)];
}

/** What is free of charge: everything that is left, or the items of a list. */
function freeOf(itemList: string | undefined, course: Course): number {
  const rest = course.inScopeRest + course.outOfScopeRest;
  return itemList === undefined ? rest : Math.min(rest, course.claim.itemListsFen?.[itemList] ?? 0);
}

/** Limits first, then never more than the patient still bears of what the layer speaks of. */
function cut(
  layer: CompiledLayer,
  course: Course,
  how: PaymentGift['payment']['how'],
  kind: string | undefined,
  paid: number,
  entry: Entry,
): Fen {
  const within = cutToLimits(layer, course, kind, paid, how === 'guarantee', entry.steps);
  const available = availableTo(layer, course, baseOf(layer, course));
  if (within <= available) return fen(within);
  entry.steps.push({ kind: 'cut_to_rest', availableFen: fen(available), cutFen: fen(within - available) });
  if (how === 'approved') {
    const sentence = `${layer.title}：批准的金额超过个人还要负担的部分，只用到负担为零为止。`;
    course.warnings.push({ code: 'approved_more_than_rest', sentence });
  }
  return fen(available);
}

/** The clauses that decided, each once, in the order in which they did. */
function clausesOf(first: string, steps: readonly Step[]): string {
  let joined = first;
  for (const step of steps) {
    if (!('clause' in step) || step.clause === first || joined.includes(step.clause)) continue;
    joined = joined === '' ? step.clause : `${joined}、${step.clause}`;
  }
  return joined;
}
