import { type Fen, fen, zeroFen } from '../money/fen.ts';
import type { Claim, OutpatientVisit, YearState } from './claim.ts';
import type { Facts } from './condition.ts';
import { factsFor } from './facts-for.ts';
import type { CompiledLayer, Limit, Policy } from './policy.ts';
import { findRule, pick } from './quantity.ts';
import { tiltAmount } from './tilt.ts';

/** A limit of one payer for one disease, and what of it is used. Amounts in fen. */
export interface DiseaseLimit {
  readonly layer: string;
  readonly title: string;
  readonly per: 'month' | 'year';
  readonly limitFen: Fen;
  readonly usedFen: Fen;
  readonly clause: string;
}

/** What a policy says of one disease in an outpatient clinic, and how far the year has come. Amounts in fen. */
export interface DiseaseStanding {
  /** Undefined where the disease has no deductible of its own. */
  readonly deductible: { readonly amountFen: Fen; readonly borneFen: Fen } | undefined;
  readonly limits: readonly DiseaseLimit[];
}

/**
 * The yearly deductible of a visit's disease and its limits by month and year, with what they hold already. A pure
 * reading, without a settlement: `claim.outpatient` says what month and year hold. A claim without it has none.
 */
export function diseaseStanding(policy: Policy, claim: Claim, year: YearState): DiseaseStanding {
  const { outpatient } = claim;
  if (outpatient === undefined) return { deductible: undefined, limits: [] };
  const facts = factsFor(policy, claim, year);
  const concerned = policy.layers.filter(({ active, care }) => active && care.includes('outpatient'));
  const [deductible] = concerned.flatMap((layer) => deductibleIn(layer, facts, outpatient));
  return { deductible, limits: concerned.flatMap((layer) => limitsIn(layer, facts, outpatient)) };
}

function deductibleIn(
  layer: CompiledLayer,
  facts: Facts,
  { deductibleBorneFen }: OutpatientVisit,
): NonNullable<DiseaseStanding['deductible']>[] {
  const { deductible } = layer;
  if (deductible?.per !== 'year_and_disease') return [];
  const rule = findRule(deductible.rules, facts);
  if (rule === undefined || rule.unset !== undefined) return [];
  const amountFen = tiltAmount(layer, 'deductible', pick(rule.gives, facts), facts, undefined) ?? zeroFen;
  return amountFen === 0 ? [] : [{ amountFen: fen(amountFen), borneFen: deductibleBorneFen }];
}

const spans: Partial<Readonly<Record<Limit['per'], DiseaseLimit['per']>>> = {
  month_and_disease: 'month',
  year_and_disease: 'year',
};

function limitsIn(layer: CompiledLayer, facts: Facts, held: OutpatientVisit): DiseaseLimit[] {
  return layer.limits.flatMap((limit) => {
    const per = spans[limit.per];
    const rule = per === undefined ? undefined : findRule(limit.rules, facts);
    if (per === undefined || rule === undefined || rule.unset !== undefined) return [];
    const limitFen = tiltAmount(layer, 'limit', pick(rule.gives, facts), facts, undefined);
    if (limitFen === undefined) return [];
    const paidFen = per === 'month' ? held.paidThisMonthFen : held.paidThisYearFen;
    const { id, title } = layer;
    const usedFen = paidFen[id] ?? zeroFen;
    return [{ layer: id, title, per, limitFen: fen(limitFen), usedFen, clause: rule.clause }];
  });
}
