import { describe, expect, it } from 'vitest';
import { formatShare, sharesOf } from '../../../renderer/settlement/shares.ts';
import { negateFen } from '../../../shared/money/fen.ts';
import { negatedCost, suixianRecord } from '../records.ts';

describe('the percentages of screen and slip', () => {
  it('are those of the Suixian case', () => {
    const { inScopeTenths, actualTenths, outOfCatalogueTenths } = sharesOf(suixianRecord());
    expect([inScopeTenths, actualTenths, outOfCatalogueTenths].map(formatShare)).toEqual([
      '87.0%',
      '91.7%',
      '5.8%',
    ]);
  });

  it('round half-up, on one tenth of a percent', () => {
    const share = (payFen: number, totalFen: number) =>
      sharesOf({
        cost: {
          totalFen,
          ownExpenseFen: 0,
          overLimitFen: 0,
          preSelfPayFen: 0,
          inScopeFen: totalFen,
        } as never,
        layers: [{ layer: 'basic_insurance', payFen: payFen as never }],
      }).actualTenths;
    expect(share(4, 10_000)).toBe(0);
    expect(share(5, 10_000)).toBe(1);
    expect(share(9_994, 10_000)).toBe(999);
    expect(share(899_999_999_999, 900_000_000_000)).toBe(1000);
  });

  it('are those of the settlement on its reversal', () => {
    const record = suixianRecord();
    const negated = {
      cost: negatedCost(record.cost),
      layers: record.layers.map(({ layer, payFen }) => ({ layer, payFen: negateFen(payFen) })),
    };
    expect(sharesOf(negated)).toEqual(sharesOf(record));
  });

  it('are a dash where there is no base', () => {
    const nothing = {
      totalFen: 0,
      ownExpenseFen: 0,
      overLimitFen: 0,
      preSelfPayFen: 0,
      inScopeFen: 0,
    } as never;
    expect(formatShare(sharesOf({ cost: nothing, layers: [] }).actualTenths)).toBe('—');
  });
});
