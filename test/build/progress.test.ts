import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runQuietly, SetupError } from '../../build/setup/progress.js';

test('a program that fails shows the end of what it said', async () => {
  const script = "for (let i = 1; i <= 100; i += 1) console.log('line ' + i); process.exit(3)";
  const error: unknown = await runQuietly(process.execPath, ['-e', script]).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SetupError);
  const { message } = error as SetupError;
  expect(message).toContain('ended with code 3');
  expect(message).toContain('line 61\n');
  expect(message).toContain('line 100');
  expect(message).not.toContain('line 60\n');
});

test('a program that is not there is named', async () => {
  await expect(runQuietly('no-such-program', [])).rejects.toThrow('no-such-program could not be started');
});

test('a program that runs over its limit is ended', async () => {
  const endless = runQuietly(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 200 });
  await expect(endless).rejects.toThrow('was ended by SIGTERM');
});

/** The packager's library that ends a process which has run dry, and always says that all went well. */
const packager =
  "const hook = (await import('async-exit-hook')).default; hook((done) => setTimeout(done, 5));";

test.each([
  ['returns a code', '() => 3', 3],
  ['fails', "() => { throw new Error('wrong') }", 1],
  ['goes well', '() => 0', 0],
])('a command that %s says so to its caller, also after something was packaged', (_what, command, code) => {
  const file = join(import.meta.dirname, '..', '..', 'build', 'setup', 'progress.js');
  const script = `
    const { runCommand } = await import(${JSON.stringify(file)});
    ${packager}
    await runCommand(${command});`;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    stdio: 'ignore',
  });
  expect(status).toBe(code);
});
