import { version } from 'uuid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../electron/service/new-id.ts';

afterEach(() => void vi.useRealTimers());

describe('ids', () => {
  it('are of version 7, all different, and come in order', () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids.map(version))).toEqual(new Set([7]));
  });

  it('come in order after the clock was set back', () => {
    const before = newId();
    vi.useFakeTimers({ now: Date.now() - 3_600_000 });
    const after = newId();
    expect([before, after].toSorted()).toEqual([before, after]);
  });

  it('never take the same random bytes twice', () => {
    const tails = Array.from({ length: 1000 }, () => newId().slice(-10));
    expect(new Set(tails).size).toBe(tails.length);
  });
});
