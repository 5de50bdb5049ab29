import { describe, expect, it } from 'vitest';
import { fen } from '../../../shared/money/fen.ts';
import { claimOf, personOf } from './claims.ts';
import { claim, cost, layer, pays, run, stepsOf } from './layer-pack.ts';

describe('the steps of preferences', () => {
  const deductible = (changes: string) =>
    layer(
      'basic_insurance',
      'in_scope',
      '{ratio: 50%}',
      `deductible: {amount: 300}, tilt: [{on: deductible, rules: [${changes}]}]`,
    );

  it('tell the amount before and after', () => {
    expect(stepsOf(deductible('{factor: 50%, clause: 二}'), claim)[0]).toEqual({
      kind: 'tilt',
      what: 'deductible',
      from: '300.00 元',
      to: '150.00 元',
      clause: '二',
    });
    expect(stepsOf(deductible('{to: none, clause: 二}'), claim)[0]).toMatchObject({ to: '0.00 元' });
  });

  it('of a limit that is lifted tell that there is none', () => {
    const limited = layer(
      'a',
      'in_scope',
      '{ratio: 50%}',
      'pays_at_most: {amount: 100, per: stay}, tilt: [{on: limit, rules: [{to: none, clause: 二}]}, {on: limit, rules: [{factor: 50%, clause: 三}]}, {on: limit, rules: [{to: 70, clause: 四}]}]',
    );
    const settlement = run(limited, claim);
    expect(settlement.layers[0]!.steps.filter(({ kind }) => kind === 'tilt')).toEqual([
      { kind: 'tilt', what: 'limit', from: '100.00 元', to: '不限', clause: '二' },
      { kind: 'tilt', what: 'limit', from: '不限', to: '不限', clause: '三' },
      { kind: 'tilt', what: 'limit', from: '不限', to: '70.00 元', clause: '四' },
    ]);
    expect(pays(settlement)).toEqual(['70.00']);
  });

  it('of ratios follow each other and are told once, by the first band', () => {
    const tilts =
      'tilt: [{on: ratio, rules: [{points: 20, clause: 二}]}, {on: ratio, rules: [{factor: 50%, clause: 三}]}, {on: ratio, rules: [{to_ratio: 45%, clause: 四}]}]';
    const bands = '{bands: [{above: 0, ratio: 60%}, {above: 100, ratio: 90%}]}';
    expect(stepsOf(layer('a', 'in_scope', bands, tilts), claim).slice(0, 4)).toEqual([
      { kind: 'tilt', what: 'ratio', from: '60%', to: '80%', clause: '二' },
      { kind: 'tilt', what: 'ratio', from: '80%', to: '40%', clause: '三' },
      { kind: 'tilt', what: 'ratio', from: '40%', to: '45%', clause: '四' },
      expect.objectContaining({ kind: 'band', ratioMillionths: 450_000 }),
    ]);
  });

  it('do not bring in a deductible that nobody has set and that is left out', () => {
    const rest = 'options: {line: {type: yuan, unset: left_out, says: 甲}}';
    const left = deductible('{to: 30}').replace('{amount: 300}', '$line');
    const settlement = run(left, claim, { rest });
    expect(settlement.layers[0]!.steps.map(({ kind }) => kind)).toEqual(['base', 'ratio']);
    expect([settlement.deductibleFen, pays(settlement)]).toEqual([0, ['300.00']]);
  });

  it('of another subject, or for others, leave no step', () => {
    expect(
      stepsOf(deductible('{when: {eligibility: orphan}, factor: 50%}'), claim).map(({ kind }) => kind),
    ).toEqual(['deductible', 'ratio']);
  });
});

describe('what does not enter a layer', () => {
  const basic = layer('basic_insurance', 'in_scope', '{ratio: 50%}', 'deductible: {amount: 100}');
  const critical = (leavesOut: string) =>
    `${basic}\n${layer('critical_illness', 'in_scope_rest', '{ratio: 50%}', `cumulative: year, leaves_out: [${leavesOut}]`)}`;

  it('is told with its clause, and nothing is told of nothing', () => {
    const settlement = run(critical('{what: deductible, clause: 七}, {what: reduction, clause: 八}'), claim);
    expect(settlement.layers[1]!.steps.slice(0, 3)).toEqual([
      { kind: 'base', of: 'in_scope_rest', amountFen: 35_000 },
      { kind: 'left_out', what: 'deductible', amountFen: 10_000, clause: '七' },
      { kind: 'ratio', baseFen: 25_000, ratioMillionths: 500_000, amountFen: 12_500, clause: '一' },
    ]);
    expect(settlement.layers[1]!.baseFen).toBe(25_000);
  });

  it('is never more than there is', () => {
    const whole = layer('basic_insurance', 'in_scope', '{ratio: 50%}', 'deductible: {amount: 500}');
    const rest = layer('relief', 'in_scope_rest', '{amount: 520}');
    const last = layer(
      'critical_illness',
      'in_scope_rest',
      '{ratio: 50%}',
      'cumulative: year, leaves_out: [{what: deductible}]',
    );
    const settlement = run([whole, rest, last].join('\n'), claim);
    expect(settlement.layers[2]).toMatchObject({ baseFen: 0, payFen: 0 });
    expect(settlement.criticalIllnessBurdenFen).toBe(0);
  });

  it('only basic insurance has a deductible that others leave out', () => {
    const other = layer('extra', 'in_scope', '{ratio: 10%}', 'deductible: {amount: 50}');
    const both = run(`${basic}\n${other}`, claim);
    expect(both.deductibleFen).toBe(10_000);
    expect(both.after.deductibleFen).toBe(10_000);
  });

  it('what interim settlements bore of it concerns no other layer', () => {
    const other = layer('extra', 'in_scope', '{ratio: 10%}', 'deductible: {amount: 50}');
    const further = claimOf(cost, { continuesStay: true, deductibleBorneFen: fen(10_000) });
    const settlement = run(`${basic}\n${other}`, further);
    expect(settlement.deductibleFen).toBe(0);
    expect(pays(settlement)).toEqual(['300.00', '55.00']);
  });

  it('a layer of another kind adds nothing to the burden of the year', () => {
    const settlement = run(critical('{what: deductible}').replace(', cumulative: year', ''), claim);
    expect(settlement.criticalIllnessBurdenFen).toBe(0);
  });
});

describe('several eligibilities', () => {
  const rules = '{when: {eligibility: orphan}, ratio: 70%}, {when: {eligibility: low_income}, ratio: 70%}';
  const both = claimOf(cost, { person: personOf('low_income', 'orphan') });

  it('the explanation begins with the one that counted; on a tie the first in their order', () => {
    const best = run(layer('a', 'in_scope', rules, 'several_eligibilities: best'), both);
    expect(best.layers[0]!.steps.slice(0, 2)).toEqual([
      { kind: 'counted_as', category: 'orphan' },
      { kind: 'base', of: 'in_scope', amountFen: 60_000 },
    ]);
    const ranked = run(layer('a', 'in_scope', rules, 'several_eligibilities: [low_income, orphan]'), both);
    expect(ranked.layers[0]!.steps[0]).toEqual({ kind: 'counted_as', category: 'low_income' });
  });

  it('of two that pay the same, the one by which more enters the year counts', () => {
    const nothing = layer(
      'a',
      'in_scope',
      '{ratio: 0%}',
      'cumulative: year, leaves_out: [{what: deductible, when: {eligibility: orphan}}], several_eligibilities: best',
    );
    const basic = layer('basic_insurance', 'in_scope', '{ratio: 0%}', 'deductible: {amount: 100}');
    const settlement = run(`${basic}\n${nothing}`, both);
    expect(settlement.layers[1]!.steps[0]).toEqual({ kind: 'counted_as', category: 'low_income' });
    expect(settlement.criticalIllnessBurdenFen).toBe(60_000);
  });

  it('warnings of the one that counted are kept, those of the others are not', () => {
    const rest = 'options: {r: {type: ratio, unset: pays_nothing, says: 甲}}';
    const text = layer(
      'a',
      'in_scope',
      '{when: {eligibility: orphan}, ratio: $r}, {when: {eligibility: low_income}, ratio: 70%}',
      'several_eligibilities: best',
    );
    expect(run(text, both, { rest }).warnings).toEqual([]);
    const orphan = claimOf(cost, { person: personOf('orphan') });
    expect(run(text, orphan, { rest }).warnings.map(({ code }) => code)).toEqual(['option_unset']);
  });
});

it('an amount that is left out of the claim counts as zero', () => {
  const items = layer('a', 'items:drugs', '{ratio: 100%}');
  const rest = 'item_lists: {drugs: {title: 药, codes: [A1], clause: 一}}';
  expect(pays(run(items, claim, { rest }))).toEqual(['0.00']);
  const some = claimOf(cost, { itemListsFen: { drugs: fen(1234) } });
  expect(pays(run(items, some, { rest }))).toEqual(['12.34']);
  expect(pays(run(layer('a', 'items:drugs', '{amount: 500}'), some, { rest }))).toEqual(['12.34']);
  expect(pays(run(`${layer('b', 'remaining', '{amount: 995}')}\n${items}`, some, { rest }))).toEqual([
    '995.00',
    '5.00',
  ]);
});
