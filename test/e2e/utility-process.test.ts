import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'rolldown';
import { expect, test } from 'vitest';
import { projectFolder } from '../../build/setup/dependencies.js';

/* A release runs the service in a utility process of Electron; here that way is taken whatever Electron is at hand. */

test('the service lives in a utility process as in a child of Node: answers, bytes, events, death and return', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'onestop-utility-'));
  try {
    const programs = [
      ['test/e2e/application/utility-trial.ts', 'main.js'],
      ['test/main/programs/scripted-service.ts', 'service.js'],
    ] as const;
    for (const [input, file] of programs) {
      await build({
        input: join(projectFolder, input),
        platform: 'node',
        external: ['electron'],
        output: { file: join(folder, file), format: 'esm', codeSplitting: false },
      });
    }
    const description = { name: 'utility-trial', version: '1.0.0', type: 'module', main: 'main.js' };
    await writeFile(join(folder, 'package.json'), JSON.stringify(description));
    const note = await readFile(join(projectFolder, 'out', 'electron-runtime.json'), 'utf8');
    const { executable } = JSON.parse(note) as { executable: string };
    const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), folder];
    const { stdout } = await promisify(execFile)(executable, args);
    const line = stdout.split('\n').find((line) => line.startsWith('TRIAL '));
    expect(JSON.parse(line?.slice(6) ?? 'null')).toEqual({
      opened: null,
      bytes: [100_000, true],
      died: { ok: false, error: { code: 'service_interrupted', sentence: expect.any(String) as string } },
      again: true,
      restarted: true,
      states: ['restarting', 'running'],
      events: ['outbox.changed'],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
