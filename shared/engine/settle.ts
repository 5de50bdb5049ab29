import { type Fen, fen, zeroFen } from '../money/fen.ts';
import { type Claim, type CostParts, careOf, countsAsStay, emptyYear, type YearState } from './claim.ts';
import { type Facts, holds } from './condition.ts';
import { type Course, beginCourse, takeOff } from './course.ts';
import { bearsTheDeductible } from './deductible.ts';
import { factsFor } from './facts-for.ts';
import { computeLayer } from './layer.ts';
import type { LayerOutcome } from './payment.ts';
import type { CompiledLayer, Policy } from './policy.ts';
import { PolicyRefusal } from './refusal.ts';
import type { LayerResult, Settlement, Wanted } from './settlement.ts';
import { computeForSeveral } from './several.ts';
import { addWarnings, usualAnnouncedDays } from './warnings.ts';
import { addToYear, paidKey, yearsDeductible } from './year-state.ts';

/**
 * Settles one stay or visit under a policy, given what the year already holds. Pure: the same arguments give the same answer,
 * and nothing is asked of clock, file or network. Amounts in fen; each layer is rounded once; the patient's part is
 * what remains. Throws PolicyRefusal when the policy gives no answer, which never means zero.
 * @param announcedDays how many days before its end a layer is announced; it changes no amount
 */
export function settle(
  policy: Policy,
  claim: Claim,
  year: YearState = emptyYear,
  wanted: Wanted = 'explanation',
  announcedDays = usualAnnouncedDays,
): Settlement {
  checkClaim(policy, claim);
  const facts = factsFor(policy, claim, year);
  requireCare(policy, claim, facts);
  const course = beginCourse(claim, year, facts, {
    explained: wanted === 'explanation',
    isFree: isFreeOfCharge(policy, facts),
    onlyKind: undefined,
  });
  const care = careOf(claim);
  const concerned = policy.layers.filter((layer) => layer.care.includes(care));
  const layers = concerned.map((layer) => settleOne(policy, layer, course));
  const personalInScopeFen = fen(course.inScopeRest);
  const personalFen = fen(course.inScopeRest + course.outOfScopeRest);
  checkIdentities(claim.cost, layers, personalFen, course);
  const staysCounted = countsAsStay(claim) ? 1 : 0;
  const after = addToYear(year, {
    criticalIllnessBurdenFen: course.criticalIllnessBurdenFen,
    personalFen,
    personalInScopeFen,
    deductibleFen: yearsDeductible(care, course.deductibleFen),
    stays: staysCounted,
    paid: layers,
  });
  addWarnings(policy, claim, layers, course.warnings, facts, announcedDays);
  return {
    policyId: policy.id,
    document: policy.document,
    settledOn: claim.settledOn,
    place: claim.place,
    hospital: claim.hospital,
    cost: claim.cost,
    layers,
    deductibleFen: course.deductibleFen,
    criticalIllnessBurdenFen: course.criticalIllnessBurdenFen,
    personalFen,
    personalInScopeFen,
    staysCounted,
    care,
    after,
    warnings: course.warnings,
  };
}

/** One layer alone, as its county would recompute it: what enters it, and what the year holds of it before. */
export function settleLayer(
  policy: Policy,
  layerId: string,
  claim: Claim,
  alone: { readonly beforeFen: Fen; readonly burdenFen: Fen; readonly kind: string | undefined },
): LayerResult {
  const layer = policy.layers.find((one) => one.id === layerId);
  if (layer === undefined) {
    throw new PolicyRefusal('unknown_layer', `${policy.title}没有“${layerId}”这一层。`);
  }
  const cost: CostParts = {
    totalFen: alone.burdenFen,
    inScopeFen: alone.burdenFen,
    ownExpenseFen: zeroFen,
    overLimitFen: zeroFen,
    preSelfPayFen: zeroFen,
  };
  const year: YearState = {
    ...emptyYear,
    criticalIllnessBurdenFen: alone.beforeFen,
    paidFen: { [paidKey(layerId, alone.kind)]: alone.beforeFen },
  };
  const facts: Facts = {
    ...factsFor(policy, claim, emptyYear),
    diseasesMet: claim.person.diseases.length === 0,
  };
  const how = { explained: true, isFree: false, onlyKind: alone.kind };
  return settleOne(policy, layer, beginCourse({ ...claim, cost }, year, facts, how));
}

function settleOne(policy: Policy, layer: CompiledLayer, course: Course): LayerResult {
  const outcome: LayerOutcome =
    layer.several === undefined
      ? computeLayer(policy, layer, course)
      : computeForSeveral(policy, layer, layer.several, course);
  takeOff(layer, course, outcome.payFen);
  if (bearsTheDeductible(layer)) course.deductibleFen = outcome.deductibleFen;
  course.reductionFen += outcome.reductionFen;
  if (layer.cumulative) course.criticalIllnessBurdenFen = outcome.burdenFen;
  return {
    layer: layer.id,
    title: layer.title,
    kind: outcome.kind,
    baseFen: outcome.baseFen,
    payFen: outcome.payFen,
    rule: outcome.rule,
    leftFen: fen(course.inScopeRest + course.outOfScopeRest),
    clause: outcome.clause,
    steps: outcome.steps,
  };
}

function isFreeOfCharge(policy: Policy, facts: Facts): boolean {
  const last = policy.layers.at(-1);
  if (last?.isFreeOfCharge !== true) return false;
  return last.rules.some(({ gives, boxes }) => {
    const everything = gives.payment.how === 'free' && gives.payment.itemList === undefined;
    return everything && holds(boxes, facts);
  });
}

/** A policy that says nothing of outpatient care gives no answer to a visit, unless something of it is free of charge. */
function requireCare(policy: Policy, claim: Claim, facts: Facts): void {
  const care = careOf(claim);
  const speaksOfIt = policy.layers.some(
    ({ care: cares, isFreeOfCharge: isFree, rules }) =>
      cares.includes(care) && (!isFree || rules.some(({ boxes }) => holds(boxes, facts))),
  );
  if (speaksOfIt) return;
  throw new PolicyRefusal('care_unknown', `${policy.title}没有规定门诊慢特病的待遇，不能在这里结算。`);
}

function checkClaim(policy: Policy, claim: Claim): void {
  const { totalFen, ownExpenseFen, overLimitFen, preSelfPayFen, inScopeFen } = claim.cost;
  if (ownExpenseFen < 0 || overLimitFen < 0 || preSelfPayFen < 0 || inScopeFen < 0) {
    throw new PolicyRefusal('negative_amount', '费用的某一部分是负数：退费多于收费，请先在收费系统核对。');
  }
  if (ownExpenseFen + overLimitFen + preSelfPayFen + inScopeFen !== totalFen) {
    throw new PolicyRefusal(
      'cost_parts_differ',
      '全自费、超限价、先行自付与政策范围内之和不等于总费用，请核对费用清单。',
    );
  }
  for (const layerId in claim.approvedFen) {
    const approved = claim.approvedFen[layerId] ?? zeroFen;
    if (approved < 0) throw new PolicyRefusal('negative_amount', '批准的金额不能是负数。');
    if (policy.layers.some((layer) => layer.id === layerId && layer.takesApproval)) continue;
    throw new PolicyRefusal(
      'approved_layer_unknown',
      `${policy.title}没有按批准金额支付的“${layerId}”这一层。`,
    );
  }
}

/** Both identities of the domain, to the fen. A settlement that broke them must never leave the engine. */
function checkIdentities(
  cost: CostParts,
  layers: readonly LayerResult[],
  personalFen: Fen,
  course: Course,
): void {
  let paid = 0;
  let negative = course.inScopeRest < 0 || course.outOfScopeRest < 0;
  for (const layer of layers) {
    paid += layer.payFen;
    negative ||= layer.payFen < 0;
  }
  if (negative || paid + personalFen !== cost.totalFen) throw new Error('settlement identity broken');
}
