import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const children = join(import.meta.dirname, '..', '..', 'build', 'setup', 'children.js');
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A command that runs a program which says its number and then waits; how the program ends is printed. */
const command = `
  const { startChild } = await import(${JSON.stringify(children)});
  const child = startChild(process.execPath, ['-e', 'console.log(process.pid); setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.on('close', (code, signal) => console.log('ended by', signal));
`;

async function start(
  ...before: string[]
): Promise<{ outer: ChildProcess; said: (text: RegExp) => Promise<string> }> {
  const outer = spawn('env', [...before, process.execPath, '--input-type=module', '-e', command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_lifecycle_event: 'start' },
  });
  started.push(outer);
  let output = '';
  outer.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const said = async (text: RegExp): Promise<string> => {
    while (!text.test(output)) await once(outer.stdout, 'data');
    return text.exec(output)?.[0] ?? '';
  };
  return { outer, said };
}

test('a signal to a command reaches its program, and the command ends after it', async () => {
  const { outer, said } = await start();
  const program = Number(await said(/^\d+/));
  outer.kill('SIGTERM');
  await said(/ended by SIGTERM/);
  const [code] = (await once(outer, 'close')) as [number];
  expect(code).toBe(0);
  expect(() => process.kill(program, 0)).toThrow('ESRCH');
});

test('when the shell that npm started ends without a word, the command ends its program', async () => {
  // The shell waits for the command, as the one of npm does, and tells it nothing.
  const { outer, said } = await start('sh', '-c', '"$@"; true', 'sh');
  const program = Number(await said(/^\d+/));
  outer.kill('SIGKILL');
  await said(/ended by SIGTERM/);
  expect(() => process.kill(program, 0)).toThrow('ESRCH');
});
