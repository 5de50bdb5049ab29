import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, usualBackoff } from '../../../electron/service/outbox/backoff.ts';

describe('the wait after a failed attempt', () => {
  it('lies between half and the whole of the doubled time, and never passes the ceiling', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, random) => {
          const doubled = Math.min(300_000, 1_000 * 2 ** (attempt - 1));
          const waitMs = backoffMs(usualBackoff, attempt, random, undefined);
          expect(waitMs).toBeGreaterThanOrEqual(doubled / 2);
          expect(waitMs).toBeLessThanOrEqual(doubled);
        },
      ),
    );
  });

  it('is never shorter than the platform asked for, within an hour', () => {
    expect(backoffMs(usualBackoff, 1, 0, 90_000)).toBe(90_000);
    expect(backoffMs(usualBackoff, 1, 0, 100)).toBe(500);
    expect(backoffMs(usualBackoff, 1, 0, 999_999_999)).toBe(3_600_000);
  });
});
