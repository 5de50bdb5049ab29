import { describe, expect, it } from 'vitest';
import { emptyYear } from '../../../shared/engine/claim.ts';
import { claimOf, costOf } from './claims.ts';
import { claim, cost, layer, pays, run, stepsOf, yuan } from './layer-pack.ts';

describe('the steps of other payments', () => {
  it('of guarantees tell both and the larger is paid', () => {
    const rule =
      '{pays_the_larger_of: [{lift_paid_share_to: 90%, of: in_scope}, {bring_patient_down_to: 500, of: total, per: year}]}';
    const before = { ...emptyYear, personalFen: yuan('100'), personalInScopeFen: yuan('60') };
    expect(stepsOf(layer('a', 'remaining', rule), claim, { year: before })).toEqual([
      {
        kind: 'guarantee',
        ratioMillionths: 900_000,
        of: 'in_scope',
        baseFen: 60_000,
        paidBeforeFen: 0,
        amountFen: 54_000,
        clause: '一',
      },
      {
        kind: 'patient_cap',
        capFen: 50_000,
        of: 'total',
        patientBeforeFen: 110_000,
        amountFen: 60_000,
        clause: '一',
      },
    ]);
  });

  it('a cap of a stay counts no earlier stay, and one in scope counts the in-scope part', () => {
    const before = { ...emptyYear, personalFen: yuan('100'), personalInScopeFen: yuan('60') };
    const cap = (of: string, per: string) =>
      stepsOf(layer('a', 'remaining', `{bring_patient_down_to: 500, of: ${of}, per: ${per}}`), claim, {
        year: before,
      })[0];
    expect(cap('total', 'stay')).toMatchObject({ patientBeforeFen: 100_000, amountFen: 50_000 });
    expect(cap('in_scope', 'stay')).toMatchObject({ patientBeforeFen: 60_000, amountFen: 10_000 });
    expect(cap('in_scope', 'year')).toMatchObject({ patientBeforeFen: 66_000, amountFen: 16_000 });
  });

  it('a guarantee that is met already, and a cap that is not reached, pay nothing', () => {
    const layers = [
      layer('a', 'total', '{ratio: 95%}'),
      layer('b', 'remaining', '{lift_paid_share_to: 90%, of: total}'),
      layer('c', 'remaining', '{bring_patient_down_to: 60, of: total, per: stay}'),
    ].join('\n');
    const settlement = run(layers, claim);
    expect(pays(settlement)).toEqual(['950.00', '0.00', '0.00']);
    expect(settlement.layers[1]!.steps[1]).toMatchObject({ paidBeforeFen: 95_000, amountFen: 0 });
    expect(settlement.layers[2]!.steps[1]).toMatchObject({ patientBeforeFen: 5000, amountFen: 0 });
  });

  it('an amount that brings the patient down is rounded as its layer says', () => {
    const yuanOnly = 'rounding: {unit: yuan, mode: truncate, clause: 三}';
    const cap = layer('a', 'remaining', '{bring_patient_down_to: 100.55, of: total, per: stay}', yuanOnly);
    expect(pays(run(cap, claim))).toEqual(['899.00']);
    const lift = layer('a', 'remaining', '{lift_paid_share_to: 33.3%, of: total}', yuanOnly);
    expect(pays(run(lift, claimOf(costOf('1001'))))).toEqual(['333.00']);
  });

  it('of amounts tell the amount and its clause', () => {
    const only = (rule: string, one = claim) => stepsOf(layer('relief', 'remaining', rule), one);
    expect(only('{amount: 500, clause: 六}')).toEqual([{ kind: 'flat', amountFen: 50_000, clause: '六' }]);
    const approvedFen = { relief: yuan('80') };
    expect(only('{approved: true, clause: 六}', claimOf(cost, { approvedFen }))).toEqual([
      { kind: 'approved', amountFen: 8000, clause: '六' },
    ]);
    expect(only('{nothing: true, clause: 六}')).toEqual([
      { kind: 'not_applied', reason: '规则写明不支付', clause: '六' },
    ]);
  });

  it('a factor applies to flat amounts and guarantees as well', () => {
    const half = 'tilt: [{on: result, rules: [{factor: 50%}]}]';
    expect(pays(run(layer('a', 'remaining', '{amount: 33.33}', half), claim))).toEqual(['16.67']);
    expect(pays(run(layer('a', 'remaining', '{lift_paid_share_to: 90%, of: total}', half), claim))).toEqual([
      '450.00',
    ]);
  });

  it('of a limit tell what was used of it, and the limit of a stay counts nothing from before', () => {
    const limited = (per: string) =>
      layer('a', 'in_scope', '{ratio: 50%}', `pays_at_most: {amount: 250, per: ${per}}`);
    const before = { ...emptyYear, paidFen: { a: yuan('100') } };
    expect(stepsOf(limited('year'), claim, { year: before }).at(-1)).toEqual({
      kind: 'limit',
      limitFen: 25_000,
      usedBeforeFen: 10_000,
      cutFen: 15_000,
      clause: '一',
    });
    expect(stepsOf(limited('stay'), claim, { year: before }).at(-1)).toMatchObject({
      usedBeforeFen: 0,
      cutFen: 5000,
    });
  });

  it('a limit that is overdrawn already pays nothing, and one that is just reached leaves no step', () => {
    const limited = layer('a', 'in_scope', '{ratio: 50%}', 'pays_at_most: {amount: 300, per: year}');
    expect(stepsOf(limited, claim).map(({ kind }) => kind)).toEqual(['ratio']);
    const overdrawn = run(limited, claim, { year: { ...emptyYear, paidFen: { a: yuan('400') } } });
    expect(pays(overdrawn)).toEqual(['0.00']);
    expect(overdrawn.warnings).toEqual([]);
  });

  it('an approval that is just what is left is paid without a warning', () => {
    const relief = layer('relief', 'remaining', '{approved: true}');
    const exact = run(relief, claimOf(cost, { approvedFen: { relief: yuan('1000') } }));
    expect([pays(exact), exact.warnings]).toEqual([['1000.00'], []]);
    expect(exact.layers[0]!.steps.map(({ kind }) => kind)).toEqual(['base', 'approved']);
    const more = run(relief, claimOf(cost, { approvedFen: { relief: yuan('1000.01') } }));
    expect(more.layers[0]!.steps.at(-1)).toEqual({ kind: 'cut_to_rest', availableFen: 100_000, cutFen: 1 });
    expect(more.warnings).toEqual([
      {
        code: 'approved_more_than_rest',
        sentence: 'relief：批准的金额超过个人还要负担的部分，只用到负担为零为止。',
      },
    ]);
  });

  it('only an approval warns when it is cut to what is left', () => {
    const settlement = run(layer('a', 'remaining', '{amount: 5000}'), claim);
    expect([pays(settlement), settlement.warnings]).toEqual([['1000.00'], []]);
  });

  it('a kind of limit that names no kinds is one for the whole layer', () => {
    const limited = layer('a', 'in_scope', '{ratio: 50%}', 'pays_at_most: {amount: 400, per: year_and_kind}');
    expect(pays(run(limited, claim, { year: { ...emptyYear, paidFen: { a: yuan('300') } } }))).toEqual([
      '100.00',
    ]);
  });

  it('free care tells what it takes over', () => {
    const free = 'free_of_charge: {payer: state, title: 财政, rules: [{when: {place: county}, clause: 五}]}';
    const settlement = run(layer('a', 'in_scope', '{ratio: 50%}'), claim, { rest: free });
    expect(settlement.layers[1]).toMatchObject({
      layer: 'state',
      title: '财政',
      payFen: 70_000,
      clause: '五',
      steps: [
        { kind: 'base', of: 'remaining', amountFen: 70_000 },
        { kind: 'free', amountFen: 70_000, clause: '五' },
      ],
    });
  });

  it('an approval without a clause of its own names those of its limits alone', () => {
    const relief = 'pays_at_most: [{amount: 50, per: stay, clause: 七}, {amount: 20, per: year, clause: 八}]';
    const text = `  - {id: relief, title: 救助, base: remaining, rules: [{approved: true}], ${relief}}`;
    const settlement = run(text, claimOf(cost, { approvedFen: { relief: yuan('80') } }));
    expect(settlement.layers[0]!.clause).toBe('七、八');
  });
});
