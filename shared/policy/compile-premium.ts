import type { Premium, Rule, SubsidyRule } from '../engine/policy.ts';
import { type Fen, zeroFen } from '../money/fen.ts';
import type { Ratio } from '../money/ratio.ts';
import { compileSeveral } from './compile-layer.ts';
import type { PackText } from './language/pack.ts';
import { checkOverlap } from './overlap.ts';
import { type Resolver, isUnset } from './resolver.ts';

/** Who gets how much of the yearly premium; the premium itself stands under the clause of the first rule. */
export function compilePremium(
  resolver: Resolver,
  premium: PackText['premium_subsidies'],
): Premium | undefined {
  if (premium === undefined) return undefined;
  const path = ['premium_subsidies'];
  const amount = resolver.quantity<Fen>(premium.premium, ['yuan'], premium.rules[0]?.clause, [
    ...path,
    'premium',
  ]);
  const rules = premium.rules.map((rule, index): Rule<SubsidyRule> => {
    const at = [...path, 'rules', index];
    if ((rule.share === undefined) === (rule.amount === undefined)) {
      resolver.faults.add(at, 'one_way_needed', '请写 share（比例）或 amount（金额）其中一个。');
    }
    const boxes = resolver.boxes(rule.when, [...at, 'when']);
    const share =
      rule.share === undefined ? undefined : resolver.quantity<Ratio>(rule.share, ['ratio'], rule.clause, at);
    const fixed =
      rule.amount === undefined ? undefined : resolver.quantity<Fen>(rule.amount, ['yuan'], rule.clause, at);
    const unset = isUnset(share) ? share : isUnset(fixed) ? fixed : undefined;
    const gives = {
      share: isUnset(share) ? undefined : share,
      amountFen: isUnset(fixed) ? undefined : fixed,
    };
    return { boxes, gives, clause: rule.clause, unset };
  });
  checkOverlap(resolver.faults, rules, true, [...path, 'rules']);
  const several = compileSeveral(premium.several_eligibilities) ?? 'best';
  const amountFen = isUnset(amount) ? { by: 'all' as const, values: [zeroFen], clause: '' } : amount;
  return { amountFen, several, rules };
}
