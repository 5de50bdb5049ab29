import { assert, integer, property, record, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beyondPlan } from '../../../electron/service/backups/rotation.ts';

const at = (iso: string) => ({ at: new Date(iso) });
const days = (count: number, from = '2020-03-10T02:00:00.000Z') =>
  Array.from({ length: count }, (_, index) => ({
    at: new Date(Date.parse(from) - index * 24 * 60 * 60_000),
  }));

describe('which copies are beyond the plan', () => {
  it('keeps the newest ones, one of each week and one of each month', () => {
    const copies = days(100);
    const removed = new Set(beyondPlan(copies, { newest: 3, weeks: 3, months: 3 }, 'Asia/Shanghai'));
    const kept = copies
      .filter((copy) => !removed.has(copy))
      .map((copy) => copy.at.toISOString().slice(0, 10));
    expect(kept).toEqual([
      // The newest three; 10 March is a Tuesday and the newest of its week and month, too.
      '2020-03-10',
      '2020-03-09',
      '2020-03-08',
      // 8 March is the newest of the week before; 1 March of the one before that.
      '2020-03-01',
      '2020-02-29',
      '2020-01-31',
    ]);
  });

  it('reckons weeks and months by the days of the hospital, not of UTC', () => {
    // Half past midnight on 1 March in Shanghai is still February in UTC.
    const [march, february] = [at('2020-02-29T16:30:00.000Z'), at('2020-02-29T15:30:00.000Z')];
    expect(beyondPlan([march, february], { newest: 1, weeks: 0, months: 2 }, 'Asia/Shanghai')).toEqual([]);
    expect(beyondPlan([march, february], { newest: 1, weeks: 0, months: 2 }, 'UTC')).toEqual([february]);
  });

  it('never takes the newest, keeps no more than the plan adds up to, and forgets none twice', () => {
    const plan = record({
      newest: integer({ min: 0, max: 20 }),
      weeks: integer({ min: 0, max: 20 }),
      months: integer({ min: 0, max: 20 }),
    });
    const copies = uniqueArray(integer({ min: 0, max: 3_000_000 }), { minLength: 1, maxLength: 60 }).map(
      (minutes) => minutes.map((minute) => ({ at: new Date(minute * 60_000 * 7) })),
    );
    assert(
      property(plan, copies, (keep, all) => {
        const removed = beyondPlan(all, keep, 'Asia/Shanghai');
        const newest = Math.max(...all.map((copy) => copy.at.getTime()));
        expect(removed.some((copy) => copy.at.getTime() === newest)).toBe(false);
        expect(new Set(removed).size).toBe(removed.length);
        const kept = all.length - removed.length;
        expect(kept).toBeLessThanOrEqual(Math.max(1, keep.newest) + keep.weeks + keep.months);
        expect(kept).toBeGreaterThanOrEqual(Math.min(all.length, Math.max(1, keep.newest)));
        // A second run on what stayed takes nothing more.
        const stayed = all.filter((copy) => !removed.includes(copy));
        expect(beyondPlan(stayed, keep, 'Asia/Shanghai')).toEqual([]);
      }),
    );
  });
});
