import { describe, expect, it } from 'vitest';
import { places } from '../../../shared/engine/claim.ts';
import { PolicyRefusal } from '../../../shared/engine/refusal.ts';
import { settle, settleLayer } from '../../../shared/engine/settle.ts';
import { fen } from '../../../shared/money/fen.ts';
import { compilePack } from '../../../shared/policy/compile-pack.ts';
import { packOf, smallPack } from '../policy/packs.ts';
import { claimOf, costOf, personOf } from './claims.ts';
import { claim, cost, layer, pays, run, yuan } from './layer-pack.ts';

/** The sentence, code and option of a refusal. */
function refused(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (!(error instanceof PolicyRefusal)) throw error;
    return { code: error.code, sentence: error.sentence, option: error.option };
  }
  return undefined;
}

it('a refusal is an error by its name, and its message is the sentence', () => {
  const { name, message, sentence, code, option } = new PolicyRefusal('no_rule', '请补上。', 'r');
  expect([name, message, sentence, code, option]).toEqual([
    'PolicyRefusal',
    '请补上。',
    '请补上。',
    'no_rule',
    'r',
  ]);
});

describe('where the pack says nothing', () => {
  const orphans = layer('a', 'total', '{when: {eligibility: orphan}, ratio: 10%}').replace(
    'title: a',
    'title: 救助',
  );

  it.each([
    [1, 'county', '一级医院、县域内'],
    [2, 'referred', '二级医院、经批准转诊'],
    [3, 'unreferred', '三级医院、未经转诊'],
    [3, 'emergency', '三级医院、急诊'],
  ] as const)('a hospital of level %i and %s are named', (level, place, words) => {
    const one = claimOf(cost, { place, hospital: { level, countyLevel: false } });
    expect(refused(() => run(orphans, one))).toEqual({
      code: 'no_rule',
      sentence: `小包的“救助”没有适用于${words}、建档立卡的规则，不能结算。请信息科按县医保局的规定补上。`,
      option: undefined,
    });
  });

  it('every eligibility of the person is named, and none at all is an ordinary resident', () => {
    const who = (...held: Parameters<typeof personOf>) =>
      refused(() => run(orphans, claimOf(cost, { person: personOf(...held) })))?.sentence;
    expect(who('low_income', 'disabled')).toContain('县域内、低收入＋丧失劳动能力残疾的规则');
    expect(who()).toContain('县域内、普通居民的规则');
  });

  it('a deductible without a rule refuses too', () => {
    const deductible = 'deductible: {rules: [{when: {place: referred}, amount: 100}]}';
    expect(
      refused(() => run(layer('basic_insurance', 'total', '{ratio: 10%}', deductible), claim)),
    ).toMatchObject({
      code: 'no_rule',
      sentence: expect.stringContaining(
        '政策包的“basic_insurance”没有适用于二级医院、县域内、建档立卡的规则',
      ),
    });
  });
});

describe('an option that nobody has set', () => {
  const option = (unset: string) => `options: {r: {type: ratio, unset: ${unset}, says: 由县里确认}}`;
  const amount = (unset: string) => `options: {r: {type: yuan, unset: ${unset}, says: 由县里确认}}`;
  const ratio = layer('a', 'in_scope', '{ratio: $r}', 'cumulative: year');

  it('refuses and names the option and what it is about', () => {
    expect(refused(() => run(ratio, claim, { rest: option('refuse') }))).toEqual({
      code: 'no_rule',
      sentence: '小包的“a”要用选项“r”（由县里确认），县里还没有设定，不能结算。请信息科在政策包里设定。',
      option: 'r',
    });
  });

  it('pays nothing with a warning where the pack says so, and the burden enters all the same', () => {
    const settlement = run(ratio, claim, { rest: option('pays_nothing') });
    expect(settlement.layers[0]).toEqual({
      layer: 'a',
      title: 'a',
      kind: undefined,
      baseFen: 60_000,
      payFen: 0,
      rule: undefined,
      leftFen: 100_000,
      clause: '',
      steps: [{ kind: 'not_applied', reason: '选项“r”（由县里确认）还没有设定', clause: '' }],
    });
    expect(settlement.criticalIllnessBurdenFen).toBe(60_000);
    expect(settlement.warnings).toEqual([
      { code: 'option_unset', sentence: 'a：选项“r”（由县里确认）还没有设定，本层按 0 结算。' },
    ]);
  });

  it.each(['deductible: $r', 'pays_at_most: {amount: $r, per: stay}'])(
    'stops the layer for a %s as well, unless it is left out',
    (more) => {
      const limited = layer('a', 'in_scope', '{ratio: 50%}', more);
      expect(refused(() => run(limited, claim, { rest: amount('refuse') }))?.option).toBe('r');
      expect(pays(run(limited, claim, { rest: amount('pays_nothing') }))).toEqual(['0.00']);
      const without = run(limited, claim, { rest: amount('left_out') });
      expect([pays(without), without.warnings]).toEqual([['300.00'], []]);
    },
  );

  it('stops only those whom it concerns', () => {
    const orphans =
      'pays_at_most: {per: stay, rules: [{when: {eligibility: orphan}, amount: $r}, {when: {no_eligibility: orphan}, amount: 50}]}';
    const limited = layer('a', 'in_scope', '{ratio: 50%}', orphans);
    const orphan = claimOf(cost, { person: personOf('orphan') });
    expect(pays(run(limited, claim, { rest: amount('refuse') }))).toEqual(['50.00']);
    expect(refused(() => run(limited, orphan, { rest: amount('refuse') }))?.option).toBe('r');
  });

  it('does nothing as a preference', () => {
    const tilted = layer('a', 'in_scope', '{ratio: 50%}', 'tilt: [{on: ratio, rules: [{factor: $r}]}]');
    expect(pays(run(tilted, claim, { rest: option('left_out') }))).toEqual(['300.00']);
  });
});

describe('a claim that cannot be right', () => {
  const relief = layer('relief', 'remaining', '{approved: true}');

  it.each(['ownExpenseFen', 'overLimitFen', 'preSelfPayFen', 'inScopeFen'] as const)(
    'with a negative %s is refused, though the sum is right',
    (part) => {
      const other = part === 'inScopeFen' ? 'ownExpenseFen' : 'inScopeFen';
      const zero = costOf('0');
      const wrong = { ...zero, [part]: fen(-1), [other]: fen(1) };
      expect(refused(() => run(relief, claimOf(wrong)))).toEqual({
        code: 'negative_amount',
        sentence: '费用的某一部分是负数：退费多于收费，请先在收费系统核对。',
        option: undefined,
      });
    },
  );

  it.each(['ownExpenseFen', 'overLimitFen', 'preSelfPayFen', 'inScopeFen'] as const)(
    'whose %s is missing in the total is refused',
    (part) => {
      const wrong = { ...cost, [part]: fen(cost[part] + 1) };
      expect(refused(() => run(relief, claimOf(wrong)))?.sentence).toBe(
        '全自费、超限价、先行自付与政策范围内之和不等于总费用，请核对费用清单。',
      );
    },
  );

  it('that costs nothing settles to nothing', () => {
    expect(run(relief, claimOf(costOf('0'))).personalFen).toBe(0);
  });

  it('with an approval for a layer that takes none, or below zero, is refused', () => {
    const layers = `${layer('basic_insurance', 'total', '{ratio: 10%}')}\n${relief}`;
    const approved = (id: string, text: string) =>
      refused(() => run(layers, claimOf(cost, { approvedFen: { [id]: yuan(text) } })));
    expect(approved('basic_insurance', '1')).toEqual({
      code: 'approved_layer_unknown',
      sentence: '小包没有按批准金额支付的“basic_insurance”这一层。',
      option: undefined,
    });
    expect(approved('relief', '-0.01')).toEqual({
      code: 'negative_amount',
      sentence: '批准的金额不能是负数。',
      option: undefined,
    });
    expect(approved('relief', '0')).toBeUndefined();
  });

  it('without a birth date is refused where the age decides', () => {
    const old = layer('a', 'total', '{when: {age: {from: 60}}, ratio: 10%}', 'otherwise_nothing: 无');
    const unknown = { ...personOf(), ageYears: undefined };
    expect(refused(() => run(old, claimOf(cost, { person: unknown })))).toEqual({
      code: 'age_unknown',
      sentence: '政策按年龄规定待遇，但没有这个人的出生日期，请先补上。',
      option: undefined,
    });
  });
});

describe('one layer alone', () => {
  const policy = compilePack(
    packOf(
      smallPack(
        layer(
          'assistance',
          'in_scope_rest',
          '{when: {disease: major, place: county}, kind: major, ratio: 50%}, {when: {no_disease: major}, kind: ordinary, ratio: 20%}',
          'pays_at_most: {amount: 700, per: year_and_kind}',
        ),
        'disease_lists: {major: {title: 大病, clause: 一, diseases: [{name: 甲, codes: C15}]}}',
      ),
    ),
  );
  const alone = (kind: string | undefined, diseases: readonly string[] = [], before = '0') => {
    const sick = claimOf(costOf('0'), { person: { ...personOf(), diseases } });
    const { payFen, rule } = settleLayer(policy, 'assistance', sick, {
      beforeFen: yuan(before),
      burdenFen: yuan('1000'),
      kind,
    });
    return [payFen, rule];
  };

  it('counts a disease as given when none is told, and asks for the rule of the kind', () => {
    expect(alone('major')).toEqual([50_000, 1]);
    expect(alone('ordinary', ['J18'])).toEqual([20_000, 2]);
    expect(alone(undefined, ['C15.9'])).toEqual([50_000, 1]);
    expect(refused(() => alone('ordinary'))?.code).toBe('no_rule');
    expect(refused(() => alone('major', ['J18']))?.code).toBe('no_rule');
  });

  it('takes what was paid before off the limit of its kind', () => {
    expect(alone('major', [], '400')).toEqual([30_000, 1]);
    expect(alone('major', [], '700')).toEqual([0, 1]);
  });

  it('that the pack does not have is refused', () => {
    const unknown = { beforeFen: fen(0), burdenFen: fen(0), kind: undefined };
    expect(refused(() => settleLayer(policy, 'charity', claim, unknown))).toEqual({
      code: 'unknown_layer',
      sentence: '小包没有“charity”这一层。',
      option: undefined,
    });
  });

  it('is not for free care: an option that nobody has set still refuses', () => {
    const small = layer('a', 'in_scope', '{ratio: $r}');
    const text = smallPack(
      small,
      'options: {r: {type: ratio, unset: refuse, says: 甲}}\nfree_of_charge: {payer: state, title: 财政, rules: [{when: {place: county}, clause: 五}]}',
    );
    const free = compilePack(packOf(text));
    const stay = { beforeFen: fen(0), burdenFen: fen(100), kind: undefined };
    expect(refused(() => settleLayer(free, 'a', claim, stay))?.option).toBe('r');
    expect(settle(free, claim).personalFen).toBe(0);
  });
});

it('every place of a stay has its own word', () => {
  expect(places).toEqual(['county', 'referred', 'unreferred', 'emergency']);
});
