import type { Claim, YearState } from './claim.ts';
import { factsFor } from './facts-for.ts';
import type { Policy } from './policy.ts';
import { findRule } from './quantity.ts';

/** What must not be charged, who bears it, and the clause that says so. */
export interface FreeOfCharge {
  /** Who pays: 结核病免费药品. */
  readonly payer: string;
  readonly clause: string;
  /** The items that are free; undefined: everything. */
  readonly items: { readonly title: string; readonly codes: readonly string[] } | undefined;
}

/**
 * What is free of charge for the person and the disease of a claim, whatever it costs; undefined where nothing is. A
 * pure reading, so that it can be said when an item is entered, before anything is settled.
 */
export function freeOfCharge(policy: Policy, claim: Claim, year: YearState): FreeOfCharge | undefined {
  const last = policy.layers.at(-1);
  if (last?.isFreeOfCharge !== true) return undefined;
  const rule = findRule(last.rules, factsFor(policy, claim, year));
  const payment = rule?.gives.payment;
  if (rule === undefined || payment?.how !== 'free') return undefined;
  const { itemList } = payment;
  const list = policy.itemLists.find(({ id }) => id === itemList);
  if (itemList !== undefined && list === undefined) return undefined;
  return { payer: last.title, clause: rule.clause, items: list && { title: list.title, codes: list.codes } };
}
