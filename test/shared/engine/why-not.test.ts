import { expect, it } from 'vitest';
import { whyNot } from '../../../shared/engine/why-not.ts';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import { builtInPolicy, packOf, smallPack } from '../policy/packs.ts';
import { claimOf, costOf, personOf } from './claims.ts';

it('every rule that did not apply says what kept it from applying', () => {
  const [basic] = whyNot(builtInPolicy('suixian-2020'), claimOf(costOf('1000')));
  expect(basic?.rules.map(({ rule, because }) => [rule, because])).toEqual([
    [1, '规则只管一级医院'],
    [2, undefined],
    [3, '规则只管三级医院'],
    [4, '规则只管未经转诊'],
    [5, '规则只管急诊'],
  ]);
});

it.each([
  ['county_level: false', '规则不管县级医院'],
  ['eligibility: [orphan, disabled]', '规则只管孤儿、丧失劳动能力残疾'],
  ['eligibility_all: [registered_poor, orphan]', '规则还要求孤儿'],
  ['no_eligibility: registered_poor', '规则不管建档立卡'],
  ['age: {from: 70}', '规则从 70 岁起'],
  ['age: {to: 14}', '规则到 14 岁止'],
  ['visit: {from: 2}', '规则从本年第 2 次住院起'],
  ['down_referred: true', '规则只管下转住院'],
  ['disease: major', '诊断不在规则的病种名单内'],
])('a rule with {%s} that does not hold is told as %s', (when, because) => {
  const layer = `  - {id: a, title: a, base: total, otherwise_nothing: 无, rules: [{when: {${when}}, ratio: 1%, clause: 一}]}`;
  const policy = compilePack(packOf(smallPack(layer, 'disease_lists: {major: {title: 大病, clause: 一}}')));
  expect(whyNot(policy, claimOf(costOf('1000')))[0]?.rules[0]?.because).toBe(because);
});

it('an unknown age is a reason, not a refusal', () => {
  const layer =
    '  - {id: a, title: a, base: total, otherwise_nothing: 无, rules: [{when: {age: {to: 14}}, ratio: 1%, clause: 一}]}';
  const claim = claimOf(costOf('1000'), { person: { ...personOf(), ageYears: undefined } });
  expect(whyNot(compilePack(packOf(smallPack(layer))), claim)[0]?.rules[0]?.because).toBe(
    '规则按年龄，而年龄不详',
  );
});
