import { expect, test } from 'vitest';
import { FileTokens } from '../../../electron/main/files/file-tokens.ts';
import { fileTokenSchema } from '../../../shared/contract/values.ts';

const roster = { path: '/home/clerk/名册.csv', windowId: 1, purpose: 'roster' } as const;

test('a token fits the contract, tells nothing of the path and is never the same twice', () => {
  const tokens = new FileTokens();
  const issued = Array.from({ length: 50 }, () => tokens.issue(roster));
  for (const token of issued) expect(fileTokenSchema.safeParse(token).success).toBe(true);
  expect(new Set(issued).size).toBe(50);
});

test('it serves its window and its purpose, and may be used again', () => {
  const tokens = new FileTokens();
  const token = tokens.issue(roster);
  expect(tokens.pathOf(token, 1, 'roster')).toBe(roster.path);
  expect(tokens.pathOf(token, 1, 'roster')).toBe(roster.path);
  expect(tokens.pathOf(token, 2, 'roster')).toBeUndefined();
  expect(tokens.pathOf(token, 1, 'fees')).toBeUndefined();
  expect(tokens.pathOf('A'.repeat(32), 1, 'roster')).toBeUndefined();
});

test('it expires after 30 minutes', () => {
  let now = 0;
  const tokens = new FileTokens(() => now);
  const token = tokens.issue(roster);
  now = 30 * 60_000 - 1;
  expect(tokens.pathOf(token, 1, 'roster')).toBe(roster.path);
  now += 1;
  expect(tokens.pathOf(token, 1, 'roster')).toBeUndefined();
});

test('it ends with its window', () => {
  const tokens = new FileTokens();
  const token = tokens.issue(roster);
  const other = tokens.issue({ ...roster, windowId: 2 });
  tokens.windowClosed(1);
  expect(tokens.pathOf(token, 1, 'roster')).toBeUndefined();
  expect(tokens.pathOf(other, 2, 'roster')).toBe(roster.path);
});

test('a hundred are kept; the oldest gives way', () => {
  const tokens = new FileTokens();
  const first = tokens.issue(roster);
  const second = tokens.issue(roster);
  for (let issued = 0; issued < 99; issued += 1) tokens.issue(roster);
  expect(tokens.pathOf(first, 1, 'roster')).toBeUndefined();
  expect(tokens.pathOf(second, 1, 'roster')).toBe(roster.path);
});
