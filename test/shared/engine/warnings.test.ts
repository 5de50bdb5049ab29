import { describe, expect, it } from 'vitest';
import { parseLocalDate } from '../../../shared/calendar/local-date.ts';
import { claimOf, costOf } from './claims.ts';
import { claim, layer, run } from './layer-pack.ts';

const on = (text: string) => claimOf(costOf('1000', '200'), { settledOn: parseLocalDate(text)! });
const half = layer('a', 'total', '{ratio: 50%}');

describe('a warning', () => {
  it('names the day that lies outside what the document says', () => {
    const warnings = (day: string) => run(half, on(day)).warnings;
    expect(warnings('2019-12-31')).toEqual([
      {
        code: 'outside_effective_dates',
        sentence: '结算日 2019-12-31 不在试〔2020〕1号写明的执行期内，请确认政策是否继续执行。',
      },
    ]);
    expect(warnings('2020-01-01')).toEqual([]);
    expect(warnings('2035-01-01')).toEqual([]);
  });

  it('announces the end of a layer, up to its last day, as long as the layer is settled at all', () => {
    const ending = (more = '') =>
      layer('a', 'total', '{ratio: 50%}', `until: 2020-12-31${more}`).replace('title: a', 'title: 特惠保');
    const warnings = (day: string) => run(ending(), on(day)).warnings;
    expect(warnings('2020-12-01')).toEqual([
      { code: 'layer_ends_soon', sentence: '特惠保到 2020-12-31 结束，还有 30 天。' },
    ]);
    expect(warnings('2020-12-31').map(({ sentence }) => sentence)).toEqual([
      '特惠保到 2020-12-31 结束，还有 0 天。',
    ]);
    expect(warnings('2021-01-01')).toEqual([]);
    const off = 'options: {s: {type: switch, default: false, says: 甲}}';
    const inactive = run(ending(', active: $s'), on('2020-12-01'), { rest: off });
    expect([inactive.warnings, inactive.layers[0]!.steps[0]]).toEqual([
      [],
      { kind: 'not_applied', reason: '本层不在这里结算', clause: '一' },
    ]);
  });

  it('says that the payers together pass the ceiling, from its first day and its first fen on', () => {
    const ceiling = (of: string, share: string) =>
      `ceiling: {paid_share: ${share}, of: ${of}, exempt_until: 2020-06-30, clause: 八}`;
    const layers = `${layer('a', 'total', '{ratio: 50%}')}\n${layer('b', 'remaining', '{amount: 100}')}`;
    const codes = (of: string, share: string, day = '2020-07-01') =>
      run(layers, on(day), { rest: ceiling(of, share) }).warnings.map(({ code }) => code);
    expect(run(layers, on('2020-07-01'), { rest: ceiling('total', '59.9%') }).warnings).toEqual([
      {
        code: 'above_ceiling',
        sentence: '各层合计支付超过上限 59.9%，可能属于过度保障（八），请核对。',
      },
    ]);
    expect(codes('total', '60%')).toEqual([]);
    expect(codes('in_scope', '74.9%')).toEqual(['above_ceiling']);
    expect(codes('in_scope', '75%')).toEqual([]);
    expect(codes('total', '10%', '2020-06-30')).toEqual([]);
  });

  it('names the share outside the catalogue that is to be kept', () => {
    const control = 'control_figures: {out_of_catalogue_share: {at_most: 19.9%, clause: 七}}';
    expect(run(half, on('2020-07-01'), { rest: control }).warnings).toEqual([
      {
        code: 'out_of_catalogue_above_control',
        sentence: '目录外费用超过控制线 19.9%（七）。',
      },
    ]);
    expect(run(half, on('2020-07-01'), { rest: control.replace('19.9', '20') }).warnings).toEqual([]);
  });

  it('is none where nothing is the matter', () => {
    expect(run(half, claim).warnings).toEqual([]);
  });
});
