import { type Fen, fen, formatYuan, zeroFen } from '../money/fen.ts';
import type { Claim, YearState } from './claim.ts';
import type { Course } from './course.ts';
import { factsFor } from './facts-for.ts';
import type { CompiledLayer, Limit, Policy } from './policy.ts';
import { findRule, pick } from './quantity.ts';
import type { Steps } from './settlement.ts';
import { tiltAmount } from './tilt.ts';

/** What the limits of a layer leave of a payment. They count what was paid; no rule that holds means no limit. */
export function cutToLimits(
  layer: CompiledLayer,
  course: Course,
  kind: string | undefined,
  paid: number,
  isGuarantee: boolean,
  steps: Steps,
): number {
  let left = paid;
  for (const limit of layer.limits) {
    const rule = findRule(limit.rules, course.facts);
    if (rule === undefined || rule.unset !== undefined) continue;
    const limitFen = tiltAmount(layer, 'limit', pick(rule.gives, course.facts), course.facts, steps);
    if (limitFen === undefined) continue;
    const usedBeforeFen = usedBefore(layer, limit, course, kind);
    const cutFen = fen(Math.max(0, left - Math.max(0, limitFen - usedBeforeFen)));
    if (cutFen === 0) continue;
    left -= cutFen;
    steps?.push({ kind: 'limit', limitFen, usedBeforeFen, cutFen, clause: rule.clause });
    if (isGuarantee) {
      const sentence = `${layer.title}：已到限额 ${formatYuan(limitFen)} 元，保障目标还差 ${formatYuan(cutFen)} 元。`;
      course.warnings.push({ code: 'guarantee_short', sentence });
    }
  }
  return left;
}

function usedBefore(
  layer: CompiledLayer,
  limit: Limit,
  { year, claim }: Pick<Course, 'year' | 'claim'>,
  kind: string | undefined,
): Fen {
  const { outpatient } = claim;
  if (limit.per === 'stay') return zeroFen;
  if (limit.per === 'year_and_disease') return outpatient?.paidThisYearFen[layer.id] ?? zeroFen;
  if (limit.per === 'month_and_disease') return outpatient?.paidThisMonthFen[layer.id] ?? zeroFen;
  const keys = limit.per === 'year' || kind === undefined ? layer.paidKeys : [`${layer.id}.${kind}`];
  let used = 0;
  for (const key of keys) used += year.paidFen[key] ?? 0;
  return fen(used);
}

export interface StandingLimit {
  readonly layer: string;
  readonly limitFen: Fen;
  readonly usedBeforeFen: Fen;
}

/**
 * What limits held for a claim when it was settled, whether they cut anything or not.
 * @param kinds the kind of payment of each layer that has kinds
 */
export function standingLimits(
  policy: Policy,
  claim: Claim,
  year: YearState,
  kinds: ReadonlyMap<string, string>,
): StandingLimit[] {
  const facts = factsFor(policy, claim, year);
  return policy.layers.flatMap((layer) =>
    layer.limits.flatMap((limit): StandingLimit[] => {
      const rule = findRule(limit.rules, facts);
      if (rule === undefined || rule.unset !== undefined) return [];
      const limitFen = tiltAmount(layer, 'limit', pick(rule.gives, facts), facts, undefined);
      if (limitFen === undefined) return [];
      const usedBeforeFen = usedBefore(layer, limit, { year, claim }, kinds.get(layer.id));
      return [{ layer: layer.id, limitFen, usedBeforeFen }];
    }),
  );
}
