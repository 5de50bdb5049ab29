import { type Fen, fen, formatYuan, negateFen, zeroFen } from '../money/fen.ts';
import type { CompiledLayer, Policy } from './policy.ts';
import { PolicyRefusal } from './refusal.ts';
import type { YearChange } from './year-state.ts';

/** What a patient still bears of one settlement. */
export interface Borne {
  readonly personalFen: Fen;
  readonly personalInScopeFen: Fen;
}

/** What was approved for a layer after the settlement. */
export interface LateApproval {
  readonly layer: string;
  readonly amountFen: Fen;
}

/** The layers that pay what somebody approved: before the settlement as its layer, after it as a top-up. */
export function approvalLayers({ layers }: Policy): CompiledLayer[] {
  return layers.filter(({ takesApproval, active }) => takesApproval && active);
}

/**
 * What an approval after the settlement pays, in the year of the settlement: the patient's part is that much lower, what is in
 * scope first, as the layer itself takes it off (`takeOff`). Nothing else of the settlement is computed again. Throws
 * PolicyRefusal `approved_layer_unknown` where the policy names no such payer, `negative_amount` and `top_up_too_much`.
 */
export function topUp(policy: Policy, borne: Borne, { layer: layerId, amountFen }: LateApproval): YearChange {
  const layer = approvalLayers(policy).find(({ id }) => id === layerId);
  if (layer === undefined) {
    throw new PolicyRefusal(
      'approved_layer_unknown',
      `${policy.title}没有按批准金额支付的“${layerId}”这一层。`,
    );
  }
  if (amountFen <= 0) throw new PolicyRefusal('negative_amount', '批准的金额要大于零。');
  if (amountFen > borne.personalFen) {
    throw new PolicyRefusal(
      'top_up_too_much',
      `批准的 ${formatYuan(amountFen)} 元比患者还负担的 ${formatYuan(borne.personalFen)} 元多。`,
    );
  }
  const paysOutside = layer.base === 'out_of_catalogue' || layer.base === 'out_of_scope';
  const inScopeFen = paysOutside ? zeroFen : fen(Math.min(amountFen, borne.personalInScopeFen));
  return {
    criticalIllnessBurdenFen: zeroFen,
    personalFen: negateFen(amountFen),
    personalInScopeFen: negateFen(inScopeFen),
    deductibleFen: zeroFen,
    stays: 0,
    paid: [{ layer: layerId, kind: undefined, payFen: amountFen }],
  };
}
