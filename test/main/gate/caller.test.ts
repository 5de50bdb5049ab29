import { expect, test } from 'vitest';
import { callingWindow, type Frame } from '../../../electron/main/gate/caller.ts';

const page: Frame = { origin: 'app://window', parent: null };
const isWindow = (id: number) => id === 1;

test('the page of our window is heard under its id', () => {
  expect(callingWindow({ id: 1, mainFrame: page }, page, isWindow)).toBe(1);
});

test('a frame inside our page is not heard, even from our origin', () => {
  const inside: Frame = { origin: 'app://window', parent: page };
  expect(callingWindow({ id: 1, mainFrame: page }, inside, isWindow)).toBeNull();
  // A frame that claims to be the main one but has a parent.
  expect(callingWindow({ id: 1, mainFrame: inside }, inside, isWindow)).toBeNull();
});

test('a frame that was replaced meanwhile is not heard', () => {
  expect(callingWindow({ id: 1, mainFrame: page }, { ...page }, isWindow)).toBeNull();
  expect(callingWindow({ id: 1, mainFrame: page }, null, isWindow)).toBeNull();
});

test.each(['app://notice', 'app://document', 'https://window', 'app://window.example', 'null', ''])(
  'a page of %j in our window is not heard',
  (origin) => {
    const frame: Frame = { origin, parent: null };
    expect(callingWindow({ id: 1, mainFrame: frame }, frame, isWindow)).toBeNull();
  },
);

test('another window of this process is not heard', () => {
  expect(callingWindow({ id: 2, mainFrame: page }, page, isWindow)).toBeNull();
});
