import { expect, test } from 'vitest';
import { Keystrokes } from '../../../renderer/identification/keystrokes.ts';

const number = '429913196503150018';

/** Types the text with that many milliseconds from key to key, Enter included. @returns when Enter was pressed */
function type(keys: Keystrokes, text: string, gapMs: number, fromMs: number): number {
  let atMs = fromMs;
  for (const key of text) {
    keys.hear(key, atMs);
    atMs += gapMs;
  }
  return atMs;
}

test('a scanner is told by its speed', () => {
  const keys = new Keystrokes();
  expect(keys.end(type(keys, number, 8, 1000))).toEqual({ by: 'scanner', burst: number });
});

test('a hand is told by its slowness, however fast it is', () => {
  const keys = new Keystrokes();
  expect(keys.end(type(keys, number, 60, 1000)).by).toBe('typed');
});

test('a fast Enter after one word is no scan', () => {
  const keys = new Keystrokes();
  expect(keys.end(type(keys, 'wxy', 10, 1000)).by).toBe('typed');
});

test('what a hand typed before the scan is not part of it', () => {
  const keys = new Keystrokes();
  const later = type(keys, '王', 200, 1000);
  expect(keys.end(type(keys, number, 8, later + 500))).toEqual({ by: 'scanner', burst: number });
});

test('a scan that a hand ends much later is as good as typed', () => {
  const keys = new Keystrokes();
  const last = type(keys, number, 8, 1000);
  expect(keys.end(last + 3000).by).toBe('typed');
});

test('keys without a character, as Shift and the arrows, interrupt nothing', () => {
  const keys = new Keystrokes();
  keys.hear('4', 1000);
  keys.hear('Shift', 1004);
  expect(keys.end(type(keys, number.slice(1), 8, 1008)).burst).toBe(number);
});

test('the second line end of a scanner belongs to the scan, an Enter of the clerk does not', () => {
  const keys = new Keystrokes();
  expect(keys.isEcho(1000)).toBe(false);
  const endedMs = type(keys, number, 8, 1000);
  keys.end(endedMs);
  expect(keys.isEcho(endedMs + 16)).toBe(true);
  expect(keys.isEcho(endedMs + 250)).toBe(false);
});
