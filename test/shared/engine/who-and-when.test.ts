import { describe, expect, it } from 'vitest';
import { parseLocalDate } from '../../../shared/calendar/local-date.ts';
import { emptyYear } from '../../../shared/engine/claim.ts';
import type { Settlement } from '../../../shared/engine/settlement.ts';
import { claimOf, costOf, personOf } from './claims.ts';
import { claim, cost, layer, pays, refusal, run, yuan } from './layer-pack.ts';

describe('several eligibilities at once', () => {
  const byEligibility = (several: string) =>
    layer(
      'a',
      'in_scope',
      '{when: {eligibility: orphan}, ratio: 70%}, {when: {eligibility: low_income}, ratio: 80%}, {when: {eligibility: ordinary}, ratio: 50%}',
      `several_eligibilities: ${several}`,
    );

  it('the best one counts, and one without a rule does not matter', () => {
    const best = byEligibility('best');
    expect(pays(run(best, claimOf(cost, { person: personOf('orphan', 'low_income') })))).toEqual(['480.00']);
    expect(pays(run(best, claimOf(cost, { person: personOf('disabled', 'orphan') })))).toEqual(['420.00']);
    expect(pays(run(best, claimOf(cost, { person: personOf() })))).toEqual(['300.00']);
    expect(refusal(() => run(best, claimOf(cost, { person: personOf('disabled') })))).toBe('no_rule');
  });

  it('what cannot be known for one of them is not passed over in favour of another', () => {
    const option = 'options: {r: {type: ratio, unset: refuse, says: 县里设定}}';
    const unset = layer(
      'a',
      'in_scope',
      '{when: {eligibility: orphan}, ratio: $r}, {when: {eligibility: low_income}, ratio: 80%}',
      'several_eligibilities: best',
    );
    const both = claimOf(cost, { person: personOf('orphan', 'low_income') });
    expect(refusal(() => run(unset, both, { rest: option }))).toBe('no_rule');
    expect(pays(run(unset, both, { rest: option, options: { r: '90%' } }))).toEqual(['540.00']);
    const aged = unset.replace(
      'eligibility: orphan}, ratio: $r',
      'eligibility: orphan, age: {to: 14}}, ratio: 90%',
    );
    const unknown = { ...both, person: { ...both.person, ageYears: undefined } };
    expect(refusal(() => run(aged, unknown))).toBe('age_unknown');
  });

  it('the first in rank counts, even when another would pay more', () => {
    const ranked = byEligibility('[orphan, low_income]');
    expect(pays(run(ranked, claimOf(cost, { person: personOf('low_income', 'orphan') })))).toEqual([
      '420.00',
    ]);
    expect(pays(run(ranked, claimOf(cost, { person: personOf('disabled') })))).toEqual(['300.00']);
  });
});

describe('the year', () => {
  it('a deductible per year is borne once, one per stay every time', () => {
    const basic = (per: string) =>
      layer('basic_insurance', 'in_scope', '{ratio: 100%}', `deductible: {amount: 700, per: ${per}}`);
    const first = run(basic('year'), claim);
    expect([first.deductibleFen, pays(first)[0]]).toEqual([yuan('600'), '0.00']);
    const second = run(basic('year'), claim, { year: first.after });
    expect([second.deductibleFen, pays(second)[0]]).toEqual([yuan('100'), '500.00']);
    expect(run(basic('stay'), claim, { year: first.after }).deductibleFen).toBe(yuan('600'));
  });

  it('an interim settlement of the same stay bears what is left of the deductible and counts no further stay', () => {
    const basic = layer('basic_insurance', 'in_scope', '{ratio: 100%}', 'deductible: {amount: 700}');
    const first = run(basic, claim);
    const further = claimOf(cost, { continuesStay: true, deductibleBorneFen: first.deductibleFen });
    const second = run(basic, further, { year: first.after });
    expect([second.deductibleFen, second.after.stays]).toEqual([yuan('100'), 1]);
  });

  it('the deductible can be lower from the second stay on', () => {
    const basic = layer(
      'basic_insurance',
      'in_scope',
      '{ratio: 100%}',
      'deductible: {rules: [{when: {visit: {to: 1}}, amount: 300}, {when: {visit: {from: 2}}, amount: 100}]}',
    );
    const first = run(basic, claim);
    expect(first.deductibleFen).toBe(yuan('300'));
    expect(run(basic, claim, { year: first.after }).deductibleFen).toBe(yuan('100'));
  });

  it('an option may have a value for each stay; the last one counts for all later stays', () => {
    const basic = layer('basic_insurance', 'in_scope', '{ratio: 100%}', 'deductible: $line');
    const rest = 'options: {line: {type: yuan, by: visit, default: {1: 300, 2: 200, 3: 100}, says: 甲}}';
    const deductibles: number[] = [];
    let year = emptyYear;
    for (let stay = 0; stay < 5; stay += 1) {
      const settlement = run(basic, claim, { rest, year });
      deductibles.push(settlement.deductibleFen);
      year = settlement.after;
    }
    expect(deductibles).toEqual([30_000, 20_000, 10_000, 10_000, 10_000]);
  });

  it('nothing is taken back where the whole amount falls into a lower band later in the year', () => {
    const rule = '{bands: [{above: 0, ratio: 50%}, {above: 1000, ratio: 10%}], bands_apply_to: whole_amount}';
    const yearly = layer('critical_illness', 'in_scope_rest', rule, 'cumulative: year');
    const first = run(yearly, claim);
    expect(pays(first)).toEqual(['300.00']);
    expect(pays(run(yearly, claim, { year: first.after }))).toEqual(['0.00']);
  });

  it('limits count what was paid, by layer or by kind', () => {
    const rest = 'disease_lists: {major: {title: 大病, clause: 一, diseases: [{name: 甲, codes: C15}]}}';
    const assistance = (per: string) =>
      layer(
        'assistance',
        'in_scope',
        '{when: {disease: major}, kind: major, ratio: 100%}, {when: {no_disease: major}, kind: ordinary, ratio: 100%}',
        `pays_at_most: {amount: 700, per: ${per}}`,
      );
    const sick = claimOf(cost, { person: { ...personOf(), diseases: ['C15.9'] } });
    const first = run(assistance('year_and_kind'), sick, { rest });
    expect(first.after.paidFen).toEqual({ 'assistance.major': yuan('600') });
    expect(pays(run(assistance('year_and_kind'), sick, { rest, year: first.after }))).toEqual(['100.00']);
    expect(pays(run(assistance('year_and_kind'), claim, { rest, year: first.after }))).toEqual(['600.00']);
    expect(pays(run(assistance('year'), claim, { rest, year: first.after }))).toEqual(['100.00']);
  });
});

it('one diagnosis on the list is enough, wherever it stands among the others', () => {
  const rest = `disease_lists:
  minor: {title: 小病, clause: 一, diseases: [{name: 乙, codes: J00}]}
  major: {title: 大病, clause: 一, diseases: [{name: 甲, codes: C15}, {name: 丙, codes: C16}]}`;
  const major = layer(
    'a',
    'in_scope',
    '{when: {disease: major}, ratio: 50%}, {when: {no_disease: major}, ratio: 10%}',
  );
  const paid = (...diseases: string[]) =>
    pays(run(major, claimOf(cost, { person: { ...personOf(), diseases } }), { rest }));
  expect([paid('K35', 'C16.1'), paid('C15.9', 'K35'), paid('K35', 'J00'), paid()]).toEqual([
    ['300.00'],
    ['300.00'],
    ['60.00'],
    ['60.00'],
  ]);
});

describe('who a layer is for, and when', () => {
  const reasonOf = (settlement: Settlement) => {
    const [step] = settlement.layers[0]!.steps;
    return step?.kind === 'not_applied' ? step.reason : '';
  };

  it('others, the uninsured and days outside get nothing and are told why', () => {
    const only = layer('a', 'total', '{ratio: 10%}', 'for: orphan');
    expect(reasonOf(run(only, claim))).toBe('不属于本层的保障对象');
    const insured = layer('a', 'total', '{ratio: 10%}', 'insured_only: true');
    expect(reasonOf(run(insured, claimOf(cost, { person: { ...personOf(), insured: false } })))).toBe(
      '没有参保',
    );
    const dated = layer('a', 'total', '{ratio: 10%}', 'from: 2020-03-11, until: 2020-12-31');
    expect(reasonOf(run(dated, claim))).toBe('本层自 2020-03-11 起实行');
    const on = (text: string) => run(dated, claimOf(cost, { settledOn: parseLocalDate(text)! }));
    expect(pays(on('2020-03-11'))).toEqual(['100.00']);
    expect(pays(on('2020-12-31'))).toEqual(['100.00']);
    expect(reasonOf(on('2021-01-01'))).toBe('本层已于 2020-12-31 结束');
    expect(on('2020-10-02').warnings.map(({ code }) => code)).toEqual(['layer_ends_soon']);
    expect(on('2020-10-01').warnings).toEqual([]);
  });

  it('an age that the rules ask for and nobody knows refuses', () => {
    const young = layer(
      'a',
      'total',
      '{when: {age: {to: 14}}, ratio: 10%}, {when: {age: {from: 15}}, ratio: 20%}',
    );
    const aged = (ageYears: number | undefined) => claimOf(cost, { person: { ...personOf(), ageYears } });
    expect(pays(run(young, aged(14)))).toEqual(['100.00']);
    expect(pays(run(young, aged(15)))).toEqual(['200.00']);
    expect(refusal(() => run(young, aged(undefined)))).toBe('age_unknown');
  });

  it('no rule refuses unless the pack says that nothing is paid then', () => {
    const county = (more = '') => layer('a', 'total', '{when: {place: county}, ratio: 10%}', more);
    const away = claimOf(cost, { place: 'emergency' });
    expect(refusal(() => run(county(), away))).toBe('no_rule');
    expect(pays(run(county('otherwise_nothing: 只管县域内'), away))).toEqual(['0.00']);
  });
});

describe('the result', () => {
  it('is rounded as the layer says', () => {
    const rounded = (unit: string, mode: string) =>
      pays(
        run(
          layer('a', 'total', '{ratio: 33.3333%}', `rounding: {unit: ${unit}, mode: ${mode}, clause: 三}`),
          claimOf(costOf('1000.05')),
        ),
      )[0];
    expect(rounded('fen', 'half_up')).toBe('333.35');
    expect(rounded('fen', 'truncate')).toBe('333.34');
    expect(rounded('jiao', 'half_up')).toBe('333.30');
    expect(rounded('yuan', 'half_up')).toBe('333.00');
    expect(rounded('yuan', 'truncate')).toBe('333.00');
  });

  it('a claim whose parts do not sum up or are negative is refused', () => {
    const basic = layer('a', 'total', '{ratio: 10%}');
    const wrong = { ...cost, totalFen: yuan('1000.01') };
    expect(refusal(() => run(basic, claimOf(wrong)))).toBe('cost_parts_differ');
    expect(refusal(() => run(basic, claimOf(costOf('-5'))))).toBe('negative_amount');
  });
});
