import { type Fen, fen, zeroFen } from '../money/fen.ts';
import type { Course } from './course.ts';
import type { CompiledLayer } from './policy.ts';
import { findRule, pick } from './quantity.ts';
import { refuseNoRule } from './no-rule.ts';
import type { Steps } from './settlement.ts';
import { tiltAmount } from './tilt.ts';

/** The layer whose deductible the stay and the year remember. */
export const basicInsurance = 'basic_insurance';

/** Whether what this layer leaves to the patient first is the settlement's deductible (起付线): one layer of each care. */
export function bearsTheDeductible({ id, deductible }: CompiledLayer): boolean {
  return id === basicInsurance || deductible?.per === 'year_and_disease';
}

/** The deductible that still stands before this layer, with the clause that sets it. */
export function deductibleOf(
  layer: CompiledLayer,
  course: Course,
  steps: Steps,
): { readonly amountFen: Fen; readonly clause: string } {
  const { deductible } = layer;
  if (deductible === undefined) return none;
  const rule = findRule(deductible.rules, course.facts);
  if (rule === undefined) return refuseNoRule(undefined, layer, course.facts);
  if (rule.unset !== undefined) return none;
  const amount =
    tiltAmount(layer, 'deductible', pick(rule.gives, course.facts), course.facts, steps) ?? zeroFen;
  const clause = rule.clause;
  if (deductible.per === 'year_and_disease') {
    const borne = course.claim.outpatient?.deductibleBorneFen ?? zeroFen;
    return { amountFen: fen(Math.max(0, amount - borne)), clause };
  }
  if (layer.id !== basicInsurance) return { amountFen: amount, clause };
  const borne =
    deductible.per === 'year' ? course.year.deductibleFen : (course.claim.deductibleBorneFen ?? zeroFen);
  return { amountFen: fen(Math.max(0, amount - borne)), clause };
}

const none = { amountFen: zeroFen, clause: '' };
