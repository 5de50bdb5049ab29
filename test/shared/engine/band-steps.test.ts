import { describe, expect, it } from 'vitest';
import { emptyYear } from '../../../shared/engine/claim.ts';
import { claim, layer, pays, run, stepsOf, yuan } from './layer-pack.ts';

const year = (criticalIllness: string) => ({
  ...emptyYear,
  criticalIllnessBurdenFen: yuan(criticalIllness),
  stays: 1,
});

describe('the steps of bands', () => {
  const bands = '{bands: [{above: 0, ratio: 50%}, {above: 300, ratio: 60%}, {above: 900, ratio: 70%}]}';
  const yearly = (rule: string, more = '') =>
    layer('a', 'in_scope', rule, `cumulative: year${more === '' ? '' : `, ${more}`}`);

  it('are one ratio where there is one band, on what lies above the deductible', () => {
    expect(stepsOf(layer('a', 'in_scope', '{ratio: 50%}', 'deductible: {amount: 100}'), claim)).toEqual([
      { kind: 'deductible', amountFen: 10_000, borneFen: 10_000, clause: '一' },
      { kind: 'ratio', baseFen: 50_000, ratioMillionths: 500_000, amountFen: 25_000, clause: '一' },
    ]);
  });

  it('are each band that the stay fills, in the year as far as it goes on from before', () => {
    expect(stepsOf(yearly(bands), claim, { year: year('200') })).toEqual([
      {
        kind: 'band',
        aboveFen: 0,
        upToFen: 30_000,
        insideFen: 10_000,
        ratioMillionths: 500_000,
        clause: '一',
      },
      {
        kind: 'band',
        aboveFen: 30_000,
        upToFen: 90_000,
        insideFen: 50_000,
        ratioMillionths: 600_000,
        clause: '一',
      },
      { kind: 'cumulative', beforeFen: 20_000, afterFen: 80_000, dueBeforeFen: 10_000, dueAfterFen: 45_000 },
    ]);
  });

  it('name no end of the last band', () => {
    const [last] = stepsOf(yearly(bands), claim, { year: year('900') });
    expect(last).toEqual({
      kind: 'band',
      aboveFen: 90_000,
      upToFen: undefined,
      insideFen: 60_000,
      ratioMillionths: 700_000,
      clause: '一',
    });
  });

  it('of one ratio go on as a band when the year already holds something', () => {
    expect(stepsOf(yearly('{ratio: 50%}'), claim, { year: year('0.01') })[0]).toMatchObject({
      kind: 'band',
      aboveFen: 0,
      insideFen: 60_000,
    });
    expect(stepsOf(yearly('{ratio: 50%}'), claim)[0]).toMatchObject({ kind: 'ratio', baseFen: 60_000 });
  });

  it('are one band where a single one begins above zero', () => {
    expect(stepsOf(layer('a', 'in_scope', '{bands: [{above: 100, ratio: 50%}]}'), claim)).toEqual([
      {
        kind: 'band',
        aboveFen: 10_000,
        upToFen: undefined,
        insideFen: 50_000,
        ratioMillionths: 500_000,
        clause: '一',
      },
    ]);
  });

  it('are the ratio that the whole amount reaches', () => {
    const whole = '{bands: [{above: 0, ratio: 50%}, {above: 300, ratio: 60%}], bands_apply_to: whole_amount}';
    expect(stepsOf(layer('a', 'in_scope', whole), claim)).toEqual([
      { kind: 'ratio', baseFen: 60_000, ratioMillionths: 600_000, amountFen: 36_000, clause: '一' },
    ]);
  });

  it('tell what a factor on the result has not yet taken away', () => {
    const factor = 'tilt: [{on: result, rules: [{factor: 50%, clause: 二}]}]';
    const settlement = run(layer('a', 'in_scope', '{ratio: 50%}', factor), claim);
    expect(settlement.layers[0]!.steps).toEqual([
      { kind: 'base', of: 'in_scope', amountFen: 60_000 },
      { kind: 'tilt', what: 'result', from: '100%', to: '50%', clause: '二' },
      { kind: 'ratio', baseFen: 60_000, ratioMillionths: 500_000, amountFen: 30_000, clause: '一' },
    ]);
    expect(pays(settlement)).toEqual(['150.00']);
  });

  it('say nothing of a deductible of zero, and of a stay below it that it is all borne', () => {
    const zero = layer('a', 'in_scope', '{ratio: 50%}', 'deductible: {amount: 0}');
    expect(stepsOf(zero, claim).map(({ kind }) => kind)).toEqual(['ratio']);
    const high = layer('a', 'in_scope', '{ratio: 50%}', 'deductible: {amount: 700, clause: 五}');
    expect(stepsOf(high, claim)).toEqual([
      { kind: 'deductible', amountFen: 70_000, borneFen: 60_000, clause: '五' },
      { kind: 'ratio', baseFen: 0, ratioMillionths: 500_000, amountFen: 0, clause: '一' },
    ]);
  });

  it('count of a yearly deductible what this stay adds to it', () => {
    const line = yearly('{bands: [{above: 0, ratio: 50%}]}', 'deductible: {amount: 500}');
    const [step] = stepsOf(line, claim, { year: year('200') });
    expect(step).toMatchObject({ kind: 'deductible', amountFen: 50_000, borneFen: 30_000 });
  });

  it('say how the result was rounded unless that is half up to the fen', () => {
    const rounding = (unit: string, mode: string) =>
      stepsOf(
        layer('a', 'in_scope', '{ratio: 50%}', `rounding: {unit: ${unit}, mode: ${mode}, clause: 三}`),
        claim,
      ).slice(1);
    expect(rounding('fen', 'half_up')).toEqual([]);
    expect(rounding('fen', 'truncate')).toEqual([{ kind: 'rounded', unitFen: 1, mode: 'truncate' }]);
    expect(rounding('jiao', 'half_up')).toEqual([{ kind: 'rounded', unitFen: 10, mode: 'half_up' }]);
  });
});
