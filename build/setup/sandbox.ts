import { spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRoot, rootPrefix } from './privilege.ts';
import { runQuietly, SetupError } from './progress.js';

const SETUID_AND_EXECUTABLE = 0o4755;

/** Chromium refuses its sandbox to root; everybody else gets it. */
export function sandboxArguments(): string[] {
  return isRoot() ? ['--no-sandbox'] : [];
}

/**
 * Sees to it that Chromium can build its sandbox: with user namespaces where the system gives them to
 * everybody, else with its helper, which has to belong to root. It is never left out for an ordinary user.
 * @param folder the folder of the executable
 */
export async function prepareSandbox(folder: string): Promise<void> {
  if (process.platform !== 'linux' || isRoot() || spawnSync('unshare', ['--user', 'true']).status === 0)
    return;
  const helper = join(folder, 'chrome-sandbox');
  const { uid, mode } = await stat(helper);
  if (uid === 0 && (mode & 0o7777) === SETUID_AND_EXECUTABLE) return;
  const asRoot = rootPrefix();
  if (!asRoot) {
    throw new SetupError(
      [
        "This system gives user namespaces to root alone, so Chromium's sandbox needs its helper. Please run once:",
        `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
      ].join('\n'),
    );
  }
  await asRootRun(asRoot, 'chown', 'root:root', helper);
  await asRootRun(asRoot, 'chmod', '4755', helper);
}

async function asRootRun(prefix: readonly string[], ...command: string[]): Promise<void> {
  const [program = '', ...args] = [...prefix, ...command];
  await runQuietly(program, args);
}
