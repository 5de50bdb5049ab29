import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extentOf, waterfallOf } from '../../../renderer/settlement/waterfall.ts';
import { layersOf, suixianRecord } from '../records.ts';

describe('the waterfall', () => {
  it('starts with the total and ends with the patient', () => {
    const bars = waterfallOf(suixianRecord());
    expect(bars.map(({ role, amountFen }) => [role, amountFen])).toEqual([
      ['total', 6_000_000],
      ['payer', 4_320_000],
      ['payer', 377_000],
      ['payer', 803_000],
      ['patient', 500_000],
    ]);
  });

  it('puts every bar where the one above it ended, and the last one ends at the total', () => {
    assert(
      property(
        array(integer({ min: 0, max: 900_000_000 }), { maxLength: 30 }),
        integer({ min: 0, max: 900_000_000 }),
        (payFen, personalFen) => {
          const totalFen = payFen.reduce((sum, pay) => sum + pay, personalFen);
          const record = suixianRecord();
          const [total, ...parts] = waterfallOf({
            cost: { totalFen: totalFen as never },
            layers: layersOf(record, payFen),
            personalFen: personalFen as never,
          });
          let end = 0;
          for (const part of parts) {
            expect(part.startFen).toBe(end);
            end += part.amountFen;
          }
          expect(end).toBe(total?.amountFen);
        },
      ),
    );
  });

  it('takes the whole width, to scale', () => {
    const bars = waterfallOf(suixianRecord());
    const extents = bars.map((bar) => extentOf(bar, 6_000_000 as never));
    expect(extents[0]).toEqual({ leftPercent: 0, widthPercent: 100 });
    expect(extents[1]).toEqual({ leftPercent: 0, widthPercent: 72 });
    const patient = extents.at(-1);
    expect((patient?.leftPercent ?? 0) + (patient?.widthPercent ?? 0)).toBeCloseTo(100, 10);
  });

  it('draws a reversal like the settlement it takes back', () => {
    const bar = { key: 'x', title: '', role: 'payer', startFen: -100, amountFen: -300 } as never;
    expect(extentOf(bar, -1000 as never)).toEqual({ leftPercent: 10, widthPercent: 30 });
  });

  it('draws nothing where nothing was charged', () => {
    const bar = { key: 'x', title: '', role: 'payer', startFen: 0, amountFen: 0 } as never;
    expect(extentOf(bar, 0 as never)).toEqual({ leftPercent: 0, widthPercent: 0 });
  });

  it('tells two kinds of one layer apart', () => {
    const [first, second] = layersOf(suixianRecord(), [1, 2]);
    const layers = [
      { ...first!, layer: 'medical_assistance', kind: 'ordinary' },
      { ...second!, layer: 'medical_assistance', kind: 'major' },
    ];
    const keys = waterfallOf({ ...suixianRecord(), layers }).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
