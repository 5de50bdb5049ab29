import { describe, expect, it } from 'vitest';
import { sizeAfter } from '../../../electron/main/windows/text-size.ts';

const press = (key: string, held: { control?: boolean; alt?: boolean; type?: 'keyUp' } = {}) => ({
  type: held.type ?? ('keyDown' as const),
  key,
  control: held.control ?? true,
  alt: held.alt ?? false,
});

describe('the size of text', () => {
  it('grows and shrinks by steps with Ctrl and + or -, and stays at its ends', () => {
    expect([0.9, 1, 1.25, 1.5].map((factor) => sizeAfter(factor, press('+')))).toEqual([1, 1.1, 1.5, 1.5]);
    expect([0.9, 1, 1.25, 1.5].map((factor) => sizeAfter(factor, press('-')))).toEqual([0.9, 0.9, 1.1, 1.25]);
  });

  it('grows with = too, which is + without Shift', () => {
    expect(sizeAfter(1, press('='))).toBe(1.1);
  });

  it('is as usual again with Ctrl 0', () => {
    expect(sizeAfter(1.5, press('0'))).toBe(1);
  });

  it('is left alone by every other key, by a key let go, and by + alone', () => {
    expect(sizeAfter(1, press('1'))).toBe(1);
    expect(sizeAfter(1, press('+', { control: false }))).toBe(1);
    expect(sizeAfter(1, press('+', { alt: true }))).toBe(1);
    expect(sizeAfter(1, press('+', { type: 'keyUp' }))).toBe(1);
  });
});
