/**
 * The step from the system's Node, which knows nothing of TypeScript, to the project's own: installs
 * the packages and runs a TypeScript file on Node 24. Plain JavaScript: runs before anything is installed.
 */
import { delimiter, join } from 'node:path';
import { runToEnd } from './children.js';
import { installDependencies, projectFolder, projectNode } from './dependencies.js';
import { runCommand } from './progress.js';

/**
 * Installs what is missing and hands the command over, with its arguments and its signals.
 * @param {string} file TypeScript file, relative to the project's folder
 */
export async function handOver(file) {
  await runCommand(async () => {
    await installDependencies();
    const ownPrograms = join(projectFolder, 'node_modules', '.bin');
    return runToEnd(projectNode(), [join(projectFolder, file), ...process.argv.slice(2)], {
      cwd: projectFolder,
      env: { ...process.env, PATH: `${ownPrograms}${delimiter}${process.env['PATH'] ?? ''}` },
    });
  });
}
