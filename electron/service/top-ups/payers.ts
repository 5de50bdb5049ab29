import type { TopUpPayer } from '../../../shared/contract/top-ups.ts';
import type { Policy } from '../../../shared/engine/policy.ts';
import { approvalLayers } from '../../../shared/engine/top-up.ts';

/**
 * Who may still pay for a settlement by an approval: the layers of the very policy that it was settled by that take one. Where
 * a policy names nobody (随县, 重庆), help goes to the patient without the hospital.
 */
export function topUpPayers(policy: Policy): TopUpPayer[] {
  return approvalLayers(policy).map(({ id, title, rules, clause }) => ({
    payer: id,
    title,
    clause: rules[0]?.clause ?? clause,
  }));
}
