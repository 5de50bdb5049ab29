import { type Fen, fen, zeroFen } from '../money/fen.ts';
import { type Ratio, wholeRatio } from '../money/ratio.ts';
import { type Rounding, roundProduct, timesExactly } from '../money/rounding.ts';
import { payByBands } from './band-payment.ts';
import { type Course, availableTo } from './course.ts';
import { deductibleOf } from './deductible.ts';
import { guaranteed } from './guarantee.ts';
import { cutToLimits } from './limit.ts';
import type { CompiledLayer, PaymentGift, Rule } from './policy.ts';
import { pick } from './quantity.ts';
import type { Step, Steps } from './settlement.ts';
import { resultFactors } from './tilt.ts';

/** What enters a layer, with the steps that led there. */
export interface LayerEntry {
  /** The base before anything is left out of it. */
  readonly wholeFen: Fen;
  readonly baseFen: Fen;
  readonly steps: Steps;
}

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

/** Where only amounts are asked for. */
export const noSteps: readonly Step[] = [];

/** What the rule that applies pays of the base, within the limits, and never more than is left. */
export function payByRule(
  layer: CompiledLayer,
  course: Course,
  rule: Rule<PaymentGift>,
  entry: LayerEntry,
): LayerOutcome {
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
      steps?.push({ kind: 'flat', amountFen, clause: payment.amountFen.clause });
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
      steps?.push({ kind: 'approved', amountFen: fen(paid), clause: rule.clause });
      break;
    case 'free':
      paid = freeOf(payment.itemList, course);
      steps?.push({ kind: 'free', amountFen: fen(paid), clause: rule.clause });
      break;
    case 'nothing':
      steps?.push({ kind: 'not_applied', reason: '规则写明不支付', clause: rule.clause });
      break;
  }
  const payFen = cut(layer, course, payment.how, kind, paid, entry);
  return {
    kind,
    rule: layer.rules.indexOf(rule) + 1,
    baseFen,
    payFen,
    clause: steps === undefined ? rule.clause : clausesOf(rule.clause, steps),
    steps: steps ?? noSteps,
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
  entry: LayerEntry,
): Fen {
  const within = cutToLimits(layer, course, kind, paid, how === 'guarantee', entry.steps);
  const available = availableTo(layer, course, entry.wholeFen);
  if (within <= available) return fen(within);
  entry.steps?.push({ kind: 'cut_to_rest', availableFen: fen(available), cutFen: fen(within - available) });
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
    if (!('clause' in step) || step.clause === first || firstNaming(step.clause, steps) !== step) continue;
    joined = joined === '' ? step.clause : `${joined}、${step.clause}`;
  }
  return joined;
}

/** Whole clauses are compared: 四 is not named by 三·四定. */
function firstNaming(clause: string, steps: readonly Step[]): Step | undefined {
  for (const step of steps) if ('clause' in step && step.clause === clause) return step;
  return undefined;
}
