import { describe, expect, it } from 'vitest';
import { plainYuan } from '../../../shared/money/fen.ts';
import { claimOf, costOf, personOf } from './claims.ts';
import { claim, cost, layer, pays, refusal, run, yuan } from './layer-pack.ts';

describe('what a layer is applied to', () => {
  it.each([
    ['total', '100.00'],
    ['in_scope', '60.00'],
    ['out_of_catalogue', '20.00'],
    ['out_of_scope', '40.00'],
    ['remaining', '100.00'],
    ['in_scope_rest', '60.00'],
  ])('10 %% of %s', (base, expected) => {
    expect(pays(run(layer('a', base, '{ratio: 10%}'), claim))).toEqual([expected]);
  });

  it('the rest is what earlier layers left, and a payment for all takes the in-scope rest first', () => {
    const layers = [
      layer('a', 'in_scope', '{ratio: 50%}'),
      layer('b', 'remaining', '{ratio: 50%}'),
      layer('c', 'in_scope_rest', '{ratio: 100%}'),
      layer('d', 'out_of_scope', '{ratio: 100%}'),
    ].join('\n');
    const settlement = run(layers, claim);
    expect(pays(settlement)).toEqual(['300.00', '350.00', '0.00', '350.00']);
    expect(settlement.personalFen).toBe(0);
    expect(settlement.layers[1]!.leftFen).toBe(yuan('350'));
  });

  it('no layer pays more than is left of what it speaks of', () => {
    const layers = [layer('a', 'in_scope', '{ratio: 80%}'), layer('b', 'in_scope', '{ratio: 50%}')].join(
      '\n',
    );
    const settlement = run(layers, claim);
    expect(pays(settlement)).toEqual(['480.00', '120.00']);
    expect(settlement.layers[1]!.steps.at(-1)).toEqual({
      kind: 'cut_to_rest',
      availableFen: 12_000,
      cutFen: 18_000,
    });
  });
});

describe('ways of paying', () => {
  it('bands pay each part at its ratio, or the whole amount at the ratio it reaches', () => {
    const bands = 'bands: [{above: 0, ratio: 50%}, {above: 300, ratio: 60%}, {above: 500, ratio: 70%}]';
    expect(pays(run(layer('a', 'in_scope', `{${bands}}`), claim))).toEqual(['340.00']);
    const whole = layer('a', 'in_scope', `{${bands}, bands_apply_to: whole_amount}`);
    expect(pays(run(whole, claim))).toEqual(['420.00']);
    expect(pays(run(whole, claimOf(costOf('500'))))).toEqual(['300.00']);
    expect(pays(run(whole, claimOf(costOf('500.01'))))).toEqual(['350.01']);
  });

  it('a deductible cuts bands from below and does not move them', () => {
    const rule = '{bands: [{above: 0, ratio: 50%}, {above: 300, ratio: 60%}]}';
    expect(pays(run(layer('a', 'in_scope', rule, 'deductible: {amount: 100}'), claim))).toEqual(['280.00']);
    expect(pays(run(layer('a', 'in_scope', rule, 'deductible: {amount: 400}'), claim))).toEqual(['120.00']);
    expect(pays(run(layer('a', 'in_scope', rule, 'deductible: {amount: 700}'), claim))).toEqual(['0.00']);
  });

  it('a flat amount once a year is a flat amount with a yearly limit', () => {
    const once = layer('a', 'remaining', '{amount: 500}', 'pays_at_most: {amount: 500, per: year}');
    const first = run(once, claim);
    expect(pays(first)).toEqual(['500.00']);
    expect(pays(run(once, claim, { year: first.after }))).toEqual(['0.00']);
    expect(pays(run(once, claimOf(costOf('300'))))).toEqual(['300.00']);
  });

  it('an approved amount is paid as far as there is something left, with a warning', () => {
    const relief = layer('relief', 'remaining', '{approved: true}');
    const approvedFen = { relief: yuan('80') };
    expect(pays(run(relief, claimOf(cost, { approvedFen })))).toEqual(['80.00']);
    expect(pays(run(relief, claim))).toEqual(['0.00']);
    const more = run(relief, claimOf(costOf('50'), { approvedFen }));
    expect(pays(more)).toEqual(['50.00']);
    expect(more.warnings.map(({ code }) => code)).toEqual(['approved_more_than_rest']);
    expect(refusal(() => run(relief, claimOf(cost, { approvedFen: { other: yuan('1') } })))).toBe(
      'approved_layer_unknown',
    );
  });

  it('a backstop leaves the patient nothing', () => {
    const settlement = run(
      layer('a', 'remaining', '{bring_patient_down_to: 0, of: total, per: stay}'),
      claim,
    );
    expect(pays(settlement)).toEqual(['1000.00']);
  });

  it('a yearly cap of the in-scope part by hospital level counts earlier stays of the year', () => {
    const cap = layer('a', 'remaining', '{bring_patient_down_to: $cap, of: in_scope, per: year}');
    const rest =
      'options: {cap: {type: yuan, by: hospital_level, default: {1: 100, 2: 200, 3: 400}, says: 甲}}';
    const first = run(cap, claim, { rest });
    expect(pays(first)).toEqual(['400.00']);
    expect(first.personalFen).toBe(yuan('600'));
    expect(pays(run(cap, claim, { rest, year: first.after }))).toEqual(['600.00']);
    expect(pays(run(cap, claimOf(cost, { hospital: { level: 3, countyLevel: false } }), { rest }))).toEqual([
      '200.00',
    ]);
  });

  it('a guarantee that meets its limit is cut and the shortfall is told', () => {
    const rule = '{lift_paid_share_to: 90%, of: total}';
    const settlement = run(layer('a', 'remaining', rule, 'pays_at_most: {amount: 600, per: year}'), claim);
    expect(pays(settlement)).toEqual(['600.00']);
    expect(settlement.warnings).toEqual([
      { code: 'guarantee_short', sentence: 'a：已到限额 600.00 元，保障目标还差 300.00 元。' },
    ]);
  });

  it('a rule may say that nothing is paid', () => {
    expect(pays(run(layer('a', 'remaining', '{nothing: true}'), claim))).toEqual(['0.00']);
  });
});

describe('preferences', () => {
  const tilt = (on: string, change: string, when = '{eligibility: registered_poor}') =>
    `tilt: [{on: ${on}, rules: [{when: ${when}, ${change}, clause: 二}]}]`;

  it('apply to the deductible by factor, by amount or away', () => {
    const deductible = (change: string) =>
      run(
        layer(
          'basic_insurance',
          'in_scope',
          '{ratio: 50%}',
          `deductible: {amount: 100.01}, ${tilt('deductible', change)}`,
        ),
        claim,
      );
    expect(deductible('factor: 50%').deductibleFen).toBe(5001);
    expect(deductible('to: 30').deductibleFen).toBe(3000);
    expect(deductible('to: none').deductibleFen).toBe(0);
    expect(plainYuan(deductible('to: 30').layers[0]!.payFen)).toBe('285.00');
  });

  it('apply to ratios by points, factor or instead, and never lead beyond the whole', () => {
    const ratio = (change: string) =>
      pays(run(layer('a', 'in_scope', '{ratio: 60%}', tilt('ratio', change)), claim))[0];
    expect(ratio('points: 5')).toBe('390.00');
    expect(ratio('points: -10')).toBe('300.00');
    expect(ratio('points: 50')).toBe('600.00');
    expect(ratio('points: -70')).toBe('0.00');
    expect(ratio('factor: 80%')).toBe('288.00');
    expect(ratio('to_ratio: 75%')).toBe('450.00');
  });

  it('lift a limit or replace it', () => {
    const limited = (change: string) =>
      pays(
        run(
          layer(
            'a',
            'in_scope',
            '{ratio: 100%}',
            `pays_at_most: {amount: 100, per: stay}, ${tilt('limit', change)}`,
          ),
          claim,
        ),
      )[0];
    expect(limited('to: none')).toBe('600.00');
    expect(limited('to: 250')).toBe('250.00');
    expect(limited('factor: 150%')).toBe('150.00');
  });

  it('apply group after group in page order', () => {
    const groups =
      'tilt: [{on: ratio, rules: [{points: 10, clause: 二}]}, {on: ratio, rules: [{when: {place: unreferred}, factor: 50%, clause: 三}]}]';
    const both = layer('a', 'in_scope', '{ratio: 60%}', groups);
    expect(pays(run(both, claim))).toEqual(['420.00']);
    expect(pays(run(both, claimOf(cost, { place: 'unreferred' })))).toEqual(['210.00']);
  });

  it('a factor on the result is rounded once, and what it takes away can stay out of the burden', () => {
    const layers = [
      layer(
        'basic_insurance',
        'in_scope',
        '{ratio: 50%}',
        `deductible: {amount: 100}, ${tilt('result', 'factor: 90%', '{place: unreferred}')}`,
      ),
      layer(
        'critical_illness',
        'in_scope_rest',
        '{ratio: 50%}',
        'cumulative: year, leaves_out: [{what: deductible, when: {no_eligibility: subsistence_allowance}}, {what: reduction}]',
      ),
    ].join('\n');
    const unreferred = run(layers, claimOf(cost, { place: 'unreferred' }));
    // 600 − 100 = 500 × 50 % × 90 % = 225; the rest 375 less 100 deductible less 25 lost = 250.
    expect(pays(unreferred)).toEqual(['225.00', '125.00']);
    expect(unreferred.criticalIllnessBurdenFen).toBe(yuan('250'));
    const poorer = claimOf(cost, { place: 'unreferred', person: personOf('subsistence_allowance') });
    expect(run(layers, poorer).criticalIllnessBurdenFen).toBe(yuan('350'));
  });

  it('what several layers lost by factors stays out of the burden together', () => {
    const half = tilt('result', 'factor: 50%', '{place: unreferred}');
    const layers = [
      layer('a', 'in_scope_rest', '{ratio: 20%}', half),
      layer('b', 'in_scope_rest', '{ratio: 20%}', half),
      layer(
        'critical_illness',
        'in_scope_rest',
        '{ratio: 10%}',
        'cumulative: year, leaves_out: [{what: reduction}]',
      ),
    ].join('\n');
    // 600 × 10 % = 60 and 540 × 10 % = 54 are paid, as much again is lost; 486 − 114 = 372 enter.
    const settlement = run(layers, claimOf(cost, { place: 'unreferred' }));
    expect(pays(settlement)).toEqual(['60.00', '54.00', '37.20']);
    expect(settlement.criticalIllnessBurdenFen).toBe(yuan('372'));
  });

  it('that do not fit their subject are refused when the pack is loaded', () => {
    expect(() => run(layer('a', 'in_scope', '{ratio: 60%}', tilt('ratio', 'to: 5')), claim)).toThrow(
      'tilt_wrong',
    );
    expect(() => run(layer('a', 'in_scope', '{ratio: 60%}', tilt('limit', 'points: 5')), claim)).toThrow(
      'tilt_wrong',
    );
  });
});
