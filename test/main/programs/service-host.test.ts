import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { startOnNode } from '../../../electron/main/programs/node-program.ts';
import { ServiceHost } from '../../../electron/main/programs/service-host.ts';
import type { ServiceLimits } from '../../../electron/main/programs/service-limits.ts';
import { projectNode } from '../../../build/setup/dependencies.js';
import type { Opening } from '../../../shared/contract/messages.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';

const script = new URL('scripted-service.ts', import.meta.url).pathname;
const hosts: ServiceHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
});

/** A real child process on a real Node behind the host. */
function hostOf(folders: string[] | (() => Promise<Opening>), limits: Partial<ServiceLimits> = {}) {
  const told: string[] = [];
  const lines: string[] = [];
  let starts = 0;
  const openingOf = async (): Promise<Opening> => ({
    kind: 'open',
    dataFolder: Array.isArray(folders) ? (folders[Math.min(starts, folders.length) - 1] ?? '') : '',
    keyHex: 'a'.repeat(64),
    practice: true,
    packsFolder: '/packs',
    practiceFolder: '/practice',
    nativeBinding: null,
    platformUrl: null,
  });
  const start = startOnNode(projectNode(), (line) => lines.push(line));
  const host: ServiceHost = new ServiceHost({
    start: () => {
      starts += 1;
      return start(script, 'service');
    },
    opening: Array.isArray(folders) ? openingOf : folders,
    onEvent: (name, payload) => told.push(`event ${name}${typeof payload === 'string' ? ` ${payload}` : ''}`),
    onAsksPlatform: () => host.tellPlatform('http://127.0.0.1:9'),
    onState: ({ state }) => told.push(state),
    log: (line) => lines.push(line),
    limits: { firstRestartDelayMs: 10, closeMs: 3000, ...limits },
  });
  hosts.push(host);
  return { host, told, lines, starts: () => starts };
}

async function until(fact: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (!fact()) {
    if (Date.now() > giveUpAt) throw new Error('waited 10 s in vain');
    await pause(5);
  }
}

test('requests made while the service opens wait for it and carry who asks', async () => {
  const { host } = hostOf(['opens']);
  const opened = host.open();
  const answer = await host.request(7, 'people.search', { text: '张' }, '/tmp/roster.csv');
  expect(await opened).toBeNull();
  expect(answer).toMatchObject({
    ok: true,
    value: {
      windowId: 7,
      name: 'people.search',
      fromHost: false,
      filePath: '/tmp/roster.csv',
      input: { text: '张' },
    },
  });
});

test('a service that asks for the practice platform is told where it listens', async () => {
  const { host, told } = hostOf(['opens']);
  await host.open();
  await host.request(1, 'people.search', { script: 'platform' }, null);
  await until(() => told.length > 0);
  expect(told).toEqual(['event platform http://127.0.0.1:9']);
});

test('bytes go through the channel unchanged in both directions', async () => {
  const { host } = hostOf(['opens']);
  await host.open();
  const pdf = new Uint8Array(300_000).map((_, index) => index % 251);
  const answer = await host.request(1, 'documents.pdf', { pdf }, null);
  const back = (answer as { value: { input: { pdf: Uint8Array } } }).value.input.pdf;
  expect(Buffer.compare(back, pdf)).toBe(0);
});

test('the service gets nothing of the environment that could change how Node runs', async () => {
  process.env['NODE_OPTIONS'] = '--no-warnings';
  process.env['ONESTOP_SECRET'] = 'x';
  try {
    const { host } = hostOf(['opens']);
    await host.open();
    const answer = (await host.request(1, 'staff.session', {}, null)) as { value: { environment: object } };
    const names = Object.keys(answer.value.environment);
    expect(names).toContain('PATH');
    expect(names).not.toContain('NODE_OPTIONS');
    expect(names).not.toContain('ONESTOP_SECRET');
  } finally {
    delete process.env['NODE_OPTIONS'];
    delete process.env['ONESTOP_SECRET'];
  }
});

test('a service that is killed in the middle of a request leaves an unknown outcome and comes back', async () => {
  const { host, told } = hostOf(['opens']);
  await host.open();
  const firstPid = host.pid;
  const [silent, dying] = await Promise.all([
    host.request(1, 'settlements.trial', { script: 'silent' }, null),
    host.request(1, 'settlements.settle', { script: 'die' }, null),
  ]);
  for (const answer of [silent, dying]) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'service_interrupted' } });
    expect((answer as { error: { sentence: string } }).error.sentence).toContain('请查看该笔是否已结算');
  }
  const again = await host.request(1, 'settlements.settle', {}, null);
  expect(again.ok).toBe(true);
  expect(host.pid).not.toBe(firstPid);
  expect(told).toEqual(['restarting', 'running']);
});

test('a service that keeps dying is not started for ever, and every request says so', async () => {
  const { host, told, starts } = hostOf(['dies'], { restarts: 3 });
  const refusal = await host.open();
  expect(refusal?.code).toBe('service_stopped');
  expect(starts()).toBe(4);
  expect(told).toEqual(['restarting', 'restarting', 'restarting', 'stopped']);
  expect(await host.request(1, 'hospital.status', {}, null)).toMatchObject({
    ok: false,
    error: { code: 'service_stopped' },
  });
  expect(starts()).toBe(4);
});

test('a file that cannot be opened is a refusal for every request, and asking again tries again', async () => {
  const { host, told, starts } = hostOf(['locked', 'locked', 'opens']);
  expect(await host.open()).toMatchObject({ code: 'database_locked' });
  expect(await host.request(1, 'hospital.status', {}, null)).toMatchObject({
    ok: false,
    error: { code: 'database_locked', sentence: '数据库被别的程序占用。' },
  });
  expect((await host.request(1, 'hospital.status', {}, null)).ok).toBe(true);
  expect(starts()).toBe(3);
  expect(told.at(-1)).toBe('running');
});

test('a key that cannot be had refuses with its own code and leaves no process behind', async () => {
  const { host, told } = hostOf(() => Promise.reject(new Refusal('key_missing', '没有密钥。')));
  expect(await host.open()).toMatchObject({ code: 'key_missing' });
  expect(host.pid).toBeUndefined();
  expect(told).toEqual(['stopped']);
});

// The second start has to open within the limit too, on the slowest machine.
test('a service that never says whether it opened is killed and started again', async () => {
  const { host, starts } = hostOf(['silent', 'opens'], { openMs: 5000 });
  expect(await host.open()).toBeNull();
  expect(starts()).toBe(2);
});

test('a message that is not of the contract is logged and changes nothing', async () => {
  const { host, lines } = hostOf(['nonsense']);
  expect(await host.open()).toBeNull();
  expect(lines).toContain('service: sent a message that is not of the contract');
});

test('a refusal of the service reaches whoever asked on its behalf as a refusal', async () => {
  const { host } = hostOf(['opens']);
  await host.open();
  const asked = host.askAsHost(1, 'host.authorize', { name: 'x', script: 'refuse' } as { name: string });
  await expect(asked).rejects.toMatchObject({ code: 'not_allowed' });
});

test('what the service answers to main is checked against its schema', async () => {
  const { host } = hostOf(['opens']);
  await host.open();
  await expect(host.askAsHost(1, 'host.authorize', { name: 'x' })).rejects.toThrow(/unrecognized/i);
});

test('events are passed on, and a closed window is told to the service', async () => {
  const { host, told } = hostOf(['opens']);
  await host.open();
  await host.request(1, 'outbox.list', { script: 'event' }, null);
  host.windowClosed(5);
  await until(() => told.length === 2);
  expect(told).toEqual(['event outbox.changed', 'event window_closed']);
});

test('after closing nothing is started again and requests are refused', async () => {
  const { host, starts } = hostOf(['opens']);
  await host.open();
  await host.close();
  expect(await host.request(1, 'hospital.status', {}, null)).toMatchObject({ error: { code: 'closing' } });
  await pause(50);
  expect(starts()).toBe(1);
});

test('a program that cannot be run at all counts as a death', async () => {
  const lines: string[] = [];
  const start = startOnNode('/does/not/exist/node', (line) => lines.push(line));
  const host = new ServiceHost({
    start: () => start(script, 'service'),
    opening: async () => ({}) as Opening,
    onEvent: () => undefined,
    onState: () => undefined,
    log: (line) => lines.push(line),
    limits: { restarts: 1, firstRestartDelayMs: 1 },
  });
  expect(await host.open()).toMatchObject({ code: 'service_stopped' });
  expect(lines).toContain('service: could not run (ENOENT)');
});

test('a service beside a damaged file answers what recovery asks, and nothing else; a rehearsal keeps it there', async () => {
  const { host, starts } = hostOf(['damaged']);
  expect(await host.open()).toMatchObject({ code: 'database_damaged' });
  const state = await host.request(1, 'recovery.state', {}, null);
  expect(state).toMatchObject({ ok: true, value: { name: 'recovery.state' } });
  expect(starts()).toBe(1);
  // Before anybody rehearsed, another request tries to open the file again, as for every file that was refused.
  expect(await host.request(1, 'people.search', {}, null)).toMatchObject({
    error: { code: 'database_damaged' },
  });
  expect(starts()).toBe(2);
  const rehearsed = await host.request(1, 'recovery.rehearse', {}, null);
  expect(rehearsed).toMatchObject({ ok: true });
  expect(await host.request(1, 'hospital.status', {}, null)).toMatchObject({
    error: { code: 'database_damaged' },
  });
  const again = await host.request(1, 'recovery.restore', {}, null);
  expect(starts()).toBe(2);
  const pidOf = (answer: typeof again) => (answer as { value: { pid: number } }).value.pid;
  expect(pidOf(again)).toBe(pidOf(rehearsed));
});

test('a service that ends for another file to be put in place is started at once, and that is no death', async () => {
  const { host, told, starts } = hostOf(['damaged', 'opens'], { restarts: 0 });
  await host.open();
  expect(await host.request(1, 'recovery.restore', { script: 'anew' }, null)).toEqual({
    ok: true,
    value: {},
  });
  expect(await host.request(1, 'people.search', { text: '张' }, null)).toMatchObject({ ok: true });
  expect(starts()).toBe(2);
  expect(told).toEqual(['stopped', 'restarting', 'running']);
});
