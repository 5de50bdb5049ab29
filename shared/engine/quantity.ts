import { type Facts, holds } from './condition.ts';
import type { Quantity, Rule } from './policy.ts';

/** The number that applies to these facts. Beyond the last visit of a table its last value stays. */
export function pick<T extends number>(quantity: Quantity<T>, facts: Facts): T {
  const { by, values } = quantity;
  const index =
    by === 'all'
      ? 0
      : by === 'hospital_level'
        ? facts.level - 1
        : by === 'place'
          ? facts.place
          : Math.min(facts.visit, values.length) - 1;
  const value = values[index];
  if (value === undefined) throw new Error(`no value for ${by} ${index + 1}`);
  return value;
}

/** The one rule that holds, or undefined. Compiling has made sure that there are never two. */
export function findRule<T>(rules: readonly Rule<T>[], facts: Facts): Rule<T> | undefined {
  for (const rule of rules) if (holds(rule.boxes, facts)) return rule;
  return undefined;
}
