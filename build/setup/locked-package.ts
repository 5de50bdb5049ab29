import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand } from './dependencies.js';
import { runQuietly, step } from './progress.js';

/** Installs a package of its own, with a lock of its own, when that has not been done; the project never needs it. */
export async function installLockedPackage(title: string, folder: string): Promise<void> {
  const stampFile = join(folder, 'node_modules', '.made-from-lock');
  await step(title, async () => {
    const lock = createHash('sha256')
      .update(readFileSync(join(folder, 'package-lock.json')))
      .digest('hex');
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lock) return 'already installed';
    const [npm, ...before] = npmCommand();
    await runQuietly(npm, [...before, 'ci', '--ignore-scripts'], { cwd: folder });
    writeFileSync(stampFile, lock);
    return 'installed by npm ci';
  });
}
