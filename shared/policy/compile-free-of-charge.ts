import { kindsOfCare } from '../engine/claim.ts';
import { everyEligibility } from '../engine/condition.ts';
import type { CompiledLayer } from '../engine/policy.ts';
import { halfUpFen } from '../money/rounding.ts';
import type { FreeOfCharge } from './language/pack.ts';
import { checkOverlap } from './overlap.ts';
import type { Resolver } from './resolver.ts';

/** Who pays when care is free of charge: the last layer, which takes whatever the others leave. */
export function compileFreeOfCharge(resolver: Resolver, free: FreeOfCharge): CompiledLayer {
  const rules = free.rules.map((rule, index) => {
    const boxes = resolver.boxes(rule.when, ['free_of_charge', 'rules', index, 'when']);
    const payment = { how: 'free', itemList: rule.items } as const;
    return { boxes, gives: { payment, kind: undefined }, clause: rule.clause, unset: undefined };
  });
  checkOverlap(resolver.faults, rules, false, ['free_of_charge', 'rules']);
  return {
    id: free.payer,
    title: free.title,
    care: kindsOfCare,
    active: true,
    inactiveSays: '',
    forMask: everyEligibility,
    insuredOnly: false,
    from: undefined,
    until: undefined,
    base: 'remaining',
    itemList: '',
    cumulative: false,
    leavesOut: [],
    several: undefined,
    deductible: undefined,
    rules,
    otherwiseNothing: '不属于免费救治的情形',
    tilts: [],
    limits: [],
    unsetRules: [],
    rounding: halfUpFen,
    paidKeys: [free.payer],
    clause: '',
    takesApproval: false,
    isFreeOfCharge: true,
  };
}
