import { expect, test } from 'vitest';
import { startOnNode } from '../../../electron/main/programs/node-program.ts';
import type { Program } from '../../../electron/main/programs/program.ts';
import { startedAhead } from '../../../electron/main/programs/started-ahead.ts';
import { projectNode } from '../../../build/setup/dependencies.js';
import { Refusal } from '../../../shared/contract/refusal.ts';

/** Starts nothing and notes what it was asked for. */
function noting() {
  const asked: string[] = [];
  const start = (file: string): Program => {
    asked.push(file);
    return { pid: asked.length } as Program;
  };
  return { asked, start };
}

test('the program is started at once, handed over at its first start, and started anew after that', () => {
  const { asked, start } = noting();
  const ahead = startedAhead(start, '/service.js', 'service');
  expect(asked).toEqual(['/service.js']);
  expect(ahead('/platform.js', 'platform').pid).toBe(2);
  expect(ahead('/service.js', 'service').pid).toBe(1);
  expect(ahead('/service.js', 'service').pid).toBe(3);
});

test('one that cannot be started says so when it is needed', () => {
  const start = (): Program => {
    throw new Refusal('installation_incomplete', '程序文件不完整。');
  };
  const ahead = startedAhead(start, '/service.js', 'service');
  expect(() => ahead('/service.js', 'service')).toThrow('installation_incomplete');
});

test('a program that ended before anybody listened still tells that it ended', async () => {
  const script = new URL('scripted-service.ts', import.meta.url).pathname;
  const program = startOnNode(projectNode(), () => undefined)(script, 'service');
  const ended = new Promise<string>((resolve) => program.onExit(resolve));
  program.kill();
  const reason = await ended;
  expect(reason).toBe('ended with SIGKILL');
  expect(await new Promise<string>((resolve) => program.onExit(resolve))).toBe(reason);
});
