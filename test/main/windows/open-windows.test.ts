import type { BrowserWindow } from 'electron';
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { OpenWindows } from '../../../electron/main/windows/open-windows.ts';

function windowWith(id: number) {
  const sent: unknown[][] = [];
  const window = Object.assign(new EventEmitter(), {
    webContents: { id, send: (...parts: unknown[]) => sent.push(parts) },
  });
  return { window: window as unknown as BrowserWindow, sent, close: () => window.emit('closed') };
}

const summary = {
  unsentCount: 1,
  heldCount: 0,
  unsentFen: 100,
  oldestAt: null,
  deadCount: 0,
  platform: 'connected',
  circuit: 'closed',
  nextProbeAt: null,
  limit: { level: 'none', sentence: '' },
};

test('every window is told what the service says', async () => {
  const windows = new OpenWindows();
  const [one, two] = [windowWith(1), windowWith(2)];
  windows.add(one.window, () => undefined);
  windows.add(two.window, () => undefined);
  expect(await windows.tellFromService('outbox.changed', summary)).toBe(true);
  for (const { sent } of [one, two]) expect(sent).toEqual([['onestop:event', 'outbox.changed', summary]]);
});

test('what is no event of the contract, or not shaped like it, reaches no window', async () => {
  const windows = new OpenWindows();
  const { window, sent } = windowWith(1);
  windows.add(window, () => undefined);
  expect(await windows.tellFromService('constructor', summary)).toBe(false);
  expect(await windows.tellFromService('outbox.changed', { ...summary, extra: 1 })).toBe(false);
  expect(sent).toEqual([]);
});

test('a closed window is forgotten under the id its requests came with', () => {
  const windows = new OpenWindows();
  const { window, close } = windowWith(9);
  const closed: number[] = [];
  windows.add(window, (id) => closed.push(id));
  expect(windows.has(9)).toBe(true);
  close();
  expect(windows.has(9)).toBe(false);
  expect(() => windows.get(9)).toThrow('closed');
  expect(closed).toEqual([9]);
});
