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
