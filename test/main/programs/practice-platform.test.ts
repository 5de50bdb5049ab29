import { afterEach, expect, test } from 'vitest';
import { projectNode } from '../../../build/setup/dependencies.js';
import { startOnNode } from '../../../electron/main/programs/node-program.ts';
import { PracticePlatform } from '../../../electron/main/programs/practice-platform.ts';

const script = new URL('scripted-platform.ts', import.meta.url).pathname;
const running: PracticePlatform[] = [];
afterEach(async () => {
  for (const platform of running.splice(0)) await platform.stop();
});

function platformOn(nodeFile: string) {
  const news: ((line: string) => void)[] = [];
  const log = (line: string) => news.shift()?.(line);
  const start = startOnNode(nodeFile, () => undefined);
  const platform = new PracticePlatform({
    start: () => start(script, 'practice platform'),
    dataFolder: '/practice',
    keyHex: 'b'.repeat(64),
    nativeBinding: '/native',
    log,
  });
  running.push(platform);
  /** The next line of its log. */
  const nextLine = () => new Promise<string>((resolve) => news.push(resolve));
  return { platform, nextLine };
}

test('it is told its own folder and key and listens on loopback', async () => {
  const { platform } = platformOn(projectNode());
  const address = await platform.start();
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(address ?? '')).json()).toEqual({
    kind: 'open',
    dataFolder: '/practice',
    keyHex: 'b'.repeat(64),
    nativeBinding: '/native',
    port: null,
  });
});

test('when it dies it comes back on the same port', async () => {
  const { platform, nextLine } = platformOn(projectNode());
  const listening = nextLine();
  const address = await platform.start();
  await listening;
  const [died, back] = [nextLine(), nextLine()];
  await (await fetch(`${address}/end`)).text();
  expect(await died).toBe('practice platform: ended with code 1');
  expect(await back).toBe(`practice platform: listening on ${address}`);
  expect((await fetch(address ?? '')).ok).toBe(true);
});

test('one that cannot run is given up, and the practice hospital opens without it', async () => {
  const { platform } = platformOn('/does/not/exist/node');
  expect(await platform.start()).toBeNull();
});
