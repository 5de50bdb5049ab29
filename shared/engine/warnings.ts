import { daysBetween } from '../calendar/local-date.ts';
import { formatYuan } from '../money/fen.ts';
import { formatRatio } from '../money/ratio.ts';
import { timesRatio } from '../money/rounding.ts';
import { careOf, type Claim } from './claim.ts';
import type { Facts } from './condition.ts';
import type { Policy } from './policy.ts';
import { pick } from './quantity.ts';
import type { LayerResult, Warning } from './settlement.ts';

/** A layer that ends within this many days is announced where nobody says otherwise. */
export const usualAnnouncedDays = 90;

/** What the clerk has to know besides the amounts. Nothing here changes an amount. */
export function addWarnings(
  policy: Policy,
  claim: Claim,
  layers: readonly LayerResult[],
  warnings: Warning[],
  facts: Facts,
  announcedDays: number,
): void {
  const { settledOn } = claim;
  const { effectiveFrom, effectiveTo } = policy;
  if (settledOn < effectiveFrom || (effectiveTo !== undefined && settledOn > effectiveTo)) {
    const sentence = `结算日 ${settledOn} 不在${policy.document}写明的执行期内，请确认政策是否继续执行。`;
    warnings.push({ code: 'outside_effective_dates', sentence });
  }
  for (const layer of policy.layers) {
    if (!layer.care.includes(careOf(claim))) continue;
    if (layer.until === undefined || settledOn > layer.until || !layer.active) continue;
    const days = daysBetween(settledOn, layer.until);
    if (days > announcedDays) continue;
    warnings.push({
      code: 'layer_ends_soon',
      sentence: `${layer.title}到 ${layer.until} 结束，还有 ${days} 天。`,
    });
  }
  sayWhatIsFree(policy, layers, warnings);
  warnAboveCeiling(policy, claim, layers, warnings, facts);
  const atMost = policy.outOfCatalogueAtMost;
  if (atMost === undefined) return;
  const share = pick(atMost, facts);
  if (claim.cost.ownExpenseFen <= timesRatio(claim.cost.totalFen, share)) return;
  const sentence = `目录外费用超过控制线 ${formatRatio(share)}（${atMost.clause}）。`;
  warnings.push({ code: 'out_of_catalogue_above_control', sentence });
}

/** What must not be charged, said before anybody takes money for it: the items of a list, or the whole stay. */
function sayWhatIsFree(policy: Policy, results: readonly LayerResult[], warnings: Warning[]): void {
  for (const layer of policy.layers.filter(({ isFreeOfCharge }) => isFreeOfCharge)) {
    const result = results.find((one) => one.layer === layer.id);
    if (result?.rule === undefined || result.payFen === 0) continue;
    const payment = layer.rules[result.rule - 1]?.gives.payment;
    const listId = payment?.how === 'free' ? payment.itemList : undefined;
    const title = policy.itemLists.find(({ id }) => id === listId)?.title;
    const what =
      title === undefined
        ? '本次费用免费，不得向患者收取'
        : `${title} ${formatYuan(result.payFen)} 元，此项免费，不得收取`;
    const sentence = `${what}：由${result.title}承担（${policy.document}${result.clause}）。`;
    warnings.push({ code: 'free_of_charge', sentence });
  }
}

function warnAboveCeiling(
  policy: Policy,
  claim: Claim,
  layers: readonly LayerResult[],
  warnings: Warning[],
  facts: Facts,
): void {
  const { ceiling } = policy;
  if (ceiling === undefined) return;
  if (ceiling.exemptUntil !== undefined && claim.settledOn <= ceiling.exemptUntil) return;
  const base = ceiling.of === 'total' ? claim.cost.totalFen : claim.cost.inScopeFen;
  let paid = 0;
  for (const layer of layers) paid += layer.payFen;
  const share = pick(ceiling.paidShare, facts);
  if (paid <= timesRatio(base, share)) return;
  const sentence = `各层合计支付超过上限 ${formatRatio(share)}，可能属于过度保障（${ceiling.clause}），请核对。`;
  warnings.push({ code: 'above_ceiling', sentence });
}
