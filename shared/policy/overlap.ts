import { type CompiledBox, overlap } from '../engine/condition.ts';
import type { Faults } from './faults.ts';

/** Two rules of one list that could both claim the same stay are an error of the pack, found when it is loaded. */
export function checkOverlap(
  faults: Faults,
  rules: readonly { readonly boxes: readonly CompiledBox[] }[],
  oneAtATime: boolean,
  path: readonly PropertyKey[],
): void {
  for (const [index, rule] of rules.entries()) {
    const earlier = rules.slice(0, index).findIndex((other) => overlap(other.boxes, rule.boxes, oneAtATime));
    if (earlier < 0) continue;
    const sentence =
      `这条规则和同一列表的第 ${earlier + 1} 条可能同时适用。请改条件使两条互不重叠` +
      `（同一人可有几种身份时，用 no_eligibility 排除，或用 several_eligibilities 说明取哪一种）。`;
    faults.add([...path, index], 'rules_overlap', sentence);
  }
}
