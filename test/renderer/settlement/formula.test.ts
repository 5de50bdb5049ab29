import { describe, expect, it } from 'vitest';
import type { Step } from '../../../shared/engine/settlement.ts';
import { formulaOf } from '../../../renderer/settlement/formula.ts';
import { suixianRecord } from '../records.ts';

const formula = (payFen: number, steps: readonly object[]) =>
  formulaOf({ payFen: payFen as never, steps: steps as readonly Step[] });

describe('the sum behind a layer', () => {
  it('is ratio × base, the bands that were reached, or the guarantee that gave the most', () => {
    expect(suixianRecord().layers.map(formulaOf)).toEqual([
      '80% × 54,000.00',
      '65% × 5,800.00',
      '个人不超过 5,000.00',
    ]);
  });

  it('names both bands where both were reached', () => {
    const band = (insideFen: number, ratioMillionths: number) => ({
      kind: 'band',
      insideFen,
      ratioMillionths,
    });
    expect(formula(1, [band(2_500_000, 650_000), band(100, 700_000)])).toBe('65% × 25,000.00 + 70% × 1.00');
  });

  it('says how far the year has come when no band was reached', () => {
    const cumulative = {
      kind: 'cumulative',
      beforeFen: 0,
      afterFen: 23_920,
      dueBeforeFen: 0,
      dueAfterFen: 0,
    };
    expect(formula(0, [cumulative])).toBe('本年累计 239.20，未到起付');
  });

  it('names what was granted, a flat amount and free care', () => {
    expect(formula(100, [{ kind: 'approved', amountFen: 100 }])).toBe('经批准 1.00');
    expect(formula(100, [{ kind: 'flat', amountFen: 100 }])).toBe('定额 1.00');
    expect(formula(100, [{ kind: 'free', amountFen: 100 }])).toBe('免费项目 1.00');
  });

  it('says why a layer pays nothing', () => {
    expect(formula(0, [{ kind: 'not_applied', reason: '本县未启用这一层', clause: '' }])).toBe(
      '本县未启用这一层',
    );
  });

  it('names a limit only where it cut something', () => {
    const ratio = { kind: 'ratio', baseFen: 100_000, ratioMillionths: 625_000, amountFen: 62_500 };
    const limit = { kind: 'limit', limitFen: 50_000, usedBeforeFen: 0, clause: '' };
    expect(formula(62_500, [ratio, { ...limit, cutFen: 0 }])).toBe('62.5% × 1,000.00');
    expect(formula(50_000, [ratio, { ...limit, cutFen: 12_500 }])).toBe('62.5% × 1,000.00，限额 500.00');
  });

  it('is blank, not wrong, for a step that a newer engine may send', () => {
    expect(formula(5, [{ kind: 'something_new' }])).toBe('');
  });
});
