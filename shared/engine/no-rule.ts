import { eligibilityTitles } from '../policy/eligibility.ts';
import { places } from './claim.ts';
import { type Facts, categoriesOf } from './condition.ts';
import type { CompiledLayer, Policy, Unset } from './policy.ts';
import { PolicyRefusal } from './refusal.ts';

const levelTitles = ['', '一级', '二级', '三级'];
const placeTitles = {
  county: '县域内',
  referred: '经批准转诊',
  unreferred: '未经转诊',
  emergency: '急诊',
} as const;

/** Refuses with who and where it is that the pack says nothing about. */
export function refuseNoRule(policy: Policy | undefined, layer: CompiledLayer, facts: Facts): never {
  const place = places[facts.place];
  const people = categoriesOf(facts.eligibilities).map((category) => eligibilityTitles[category]);
  const situation = [
    `${levelTitles[facts.level]}医院`,
    place === undefined ? '' : placeTitles[place],
    people.join('＋'),
  ].join('、');
  throw new PolicyRefusal(
    'no_rule',
    `${policy?.title ?? '政策包'}的“${layer.title}”没有适用于${situation}的规则，不能结算。请信息科按县医保局的规定补上。`,
  );
}

/** Refuses with the option that has to be set first. */
export function refuseUnset(policy: Policy, layer: CompiledLayer, unset: Unset): never {
  throw new PolicyRefusal(
    'no_rule',
    `${policy.title}的“${layer.title}”要用选项“${unset.option}”（${unset.says}），县里还没有设定，不能结算。` +
      `请信息科在政策包里设定。`,
    unset.option,
  );
}
