import { expect, it } from 'vitest';
import { emptyYear } from '../../../shared/engine/claim.ts';
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
  ['hospital_level: [1, 3]', '规则只管一级、三级医院'],
  ['place: [referred, unreferred, emergency]', '规则只管经批准转诊、未经转诊、急诊'],
  ['eligibility_all: [registered_poor, orphan, disabled]', '规则还要求孤儿、丧失劳动能力残疾'],
  ['age: {from: 68}', '规则从 68 岁起'],
  ['age: {to: 66}', '规则到 66 岁止'],
  ['age: {from: 67, to: 67}, visit: {from: 2}', '规则从本年第 2 次住院起'],
  ['age: {from: 60}, visit: {from: 2}', '规则从本年第 2 次住院起'],
  ['age: {to: 70}, visit: {from: 2}', '规则从本年第 2 次住院起'],
  ['visit: {to: 1}, down_referred: true', '规则只管下转住院'],
  ['place: county, down_referred: true', '规则只管下转住院'],
])('a rule with {%s} that does not hold is told as %s', (when, because) => {
  const layer = `  - {id: a, title: a, base: total, otherwise_nothing: 无, rules: [{when: {${when}}, ratio: 1%, clause: 一}]}`;
  const policy = compilePack(packOf(smallPack(layer, 'disease_lists: {major: {title: 大病, clause: 一}}')));
  expect(whyNot(policy, claimOf(costOf('1000')))[0]?.rules[0]?.because).toBe(because);
});

const policyOf = (when: string) =>
  compilePack(
    packOf(
      smallPack(
        `  - {id: a, title: 甲, base: total, otherwise_nothing: 无, rules: [{when: ${when}, ratio: 1%, clause: 一}]}`,
        'disease_lists: {major: {title: 大病, clause: 一, diseases: [{name: 甲, codes: C15}]}}',
      ),
    ),
  );

it('what the stay brings with it can keep a rule away too', () => {
  const township = claimOf(costOf('1000'), {
    place: 'emergency',
    hospital: { level: 1, countyLevel: false },
    downReferred: true,
    person: { ...personOf('orphan'), diseases: ['C15.9'] },
  });
  const later = { ...emptyYear, stays: 2 };
  const because = (when: string) => whyNot(policyOf(when), township, later)[0]?.rules[0]?.because;
  expect(because('{county_level: true}')).toBe('规则只管县级医院');
  expect(because('{place: county}')).toBe('规则只管县域内');
  expect(because('{hospital_level: 2}')).toBe('规则只管二级医院');
  expect(because('{down_referred: false}')).toBe('规则不管下转住院');
  expect(because('{no_disease: major}')).toBe('诊断在规则排除的病种名单内');
  expect(because('{visit: {to: 2}}')).toBe('规则到本年第 2 次住院止');
  expect(because('{visit: {from: 3, to: 3}, disease: major, down_referred: true}')).toBeUndefined();
});

it('rules are told layer by layer with their clauses, and one without a condition always applies', () => {
  const text = smallPack('  - {id: a, title: 甲, base: total, rules: [{ratio: 1%, clause: 九}]}');
  expect(whyNot(compilePack(packOf(text)), claimOf(costOf('1000')))).toEqual([
    { layer: 'a', title: '甲', rules: [{ rule: 1, clause: '九', because: undefined }] },
  ]);
});

it('of several conditions one that holds is enough, with an unknown age as well', () => {
  const either = policyOf('[{age: {to: 14}}, {place: county}]');
  const unknown = claimOf(costOf('1000'), { person: { ...personOf(), ageYears: undefined } });
  expect(whyNot(either, unknown)[0]?.rules[0]?.because).toBeUndefined();
  expect(whyNot(either, claimOf(costOf('1000')))[0]?.rules[0]?.because).toBeUndefined();
  expect(whyNot(policyOf('{age: {from: 3}}'), unknown)[0]?.rules[0]?.because).toBe('规则按年龄，而年龄不详');
});

it('an unknown age is a reason, not a refusal', () => {
  const layer =
    '  - {id: a, title: a, base: total, otherwise_nothing: 无, rules: [{when: {age: {to: 14}}, ratio: 1%, clause: 一}]}';
  const claim = claimOf(costOf('1000'), { person: { ...personOf(), ageYears: undefined } });
  expect(whyNot(compilePack(packOf(smallPack(layer))), claim)[0]?.rules[0]?.because).toBe(
    '规则按年龄，而年龄不详',
  );
});
