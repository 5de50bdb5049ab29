import { beforeEach, expect, test } from 'vitest';
import { CopiedText } from '../../../electron/main/clipboard/copied.ts';
import { clipboardRequests } from '../../../shared/contract/clipboard.ts';

let held: string;
let waiting: { readonly delayMs: number; readonly run: () => void } | undefined;
const clipboard = {
  readText: () => held,
  writeText: (text: string) => void (held = text),
  clear: () => void (held = ''),
};
const copiedText = () =>
  new CopiedText(clipboard, (delayMs, run) => {
    const mine = { delayMs, run };
    waiting = mine;
    return () => {
      if (waiting === mine) waiting = undefined;
    };
  });
beforeEach(() => {
  held = '';
  waiting = undefined;
});

test('a number that was copied leaves the clipboard after half a minute', async () => {
  await copiedText().copy('429913197001010018');
  expect([held, waiting?.delayMs]).toEqual(['429913197001010018', 30_000]);
  waiting?.run();
  await Promise.resolve().then(() => undefined);
  expect(held).toBe('');
});

test('what was copied with the keyboard leaves it too, and what another program copied meanwhile stays', async () => {
  const copied = copiedText();
  held = '田守义';
  await copied.noticed();
  held = 'a letter';
  waiting?.run();
  await Promise.resolve().then(() => undefined);
  expect(held).toBe('a letter');
});

test('the time runs anew with each copy, and ends with the window', async () => {
  const copied = copiedText();
  await copied.copy('1');
  const first = waiting;
  await copied.copy('2');
  expect(waiting).not.toBe(first);
  await copied.clearNow();
  expect([held, waiting]).toEqual(['', undefined]);
});

test.each(['', '<b>', 'a\nb', '1'.repeat(65), '田守义'])('a button copies no %j', (text) => {
  expect(clipboardRequests['clipboard.copyNumber'].input.safeParse({ text }).success).toBe(false);
});
