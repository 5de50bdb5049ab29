import { spawnSync } from 'node:child_process';
import { rootPrefix } from './privilege.ts';
import { runQuietly, SetupError, step } from './progress.js';

/** A Debian package the project needs on the machine, under each name releases of Debian and Ubuntu give it. */
interface SystemPackage {
  readonly names: readonly [string, ...string[]];
  readonly purpose: string;
}

const windowPackages: readonly SystemPackage[] = [
  { names: ['libgtk-3-0', 'libgtk-3-0t64'], purpose: 'windows' },
  { names: ['libnss3'], purpose: 'certificates in Chromium' },
  { names: ['libasound2', 'libasound2t64'], purpose: 'sound, which Chromium links to' },
  { names: ['libgbm1'], purpose: 'graphics' },
  // A TrueType font: slips stay small and their text searchable, which CFF fonts do not give.
  { names: ['fonts-wqy-microhei'], purpose: 'Chinese text' },
  { names: ['fonts-hanazono'], purpose: 'rare characters of names' },
  { names: ['cups-client'], purpose: 'printing' },
];
const displayPackages: readonly SystemPackage[] = [
  { names: ['xvfb'], purpose: 'a display where there is none' },
  { names: ['xauth'], purpose: 'access to that display for this user alone' },
];
const testPackages: readonly SystemPackage[] = [
  { names: ['cups-daemon'], purpose: 'a printer to test with' },
  { names: ['poppler-utils'], purpose: 'papers as pictures to compare' },
  // Any of them will do; the first is the smallest.
  { names: ['tcc', 'gcc', 'clang'], purpose: 'a disk that fails on demand, compiled for the tests' },
  { names: ['libc6-dev'], purpose: 'headers for that compiler' },
];

/**
 * Sees to the Debian packages a window needs, and installs missing ones where it may (as root, or with
 * sudo that asks no password). Elsewhere it says exactly what to install. Not on Debian: does nothing.
 * @param wanted whether a display has to be made, and whether the printing tests will run
 */
export async function installSystemPackages(wanted: { display: boolean; tests: boolean }): Promise<void> {
  if (process.platform !== 'linux') return;
  await step('System packages', async () => {
    if (!programExists('dpkg-query')) return 'not a Debian system, taken as they are';
    const missing = missingPackages([
      ...windowPackages,
      ...(wanted.display || wanted.tests ? displayPackages : []),
      ...(wanted.tests ? testPackages : []),
    ]);
    if (missing.length === 0) return 'already installed';
    await install(missing);
    return `installed ${missing.map(({ names }) => names[0]).join(' ')}`;
  });
}

function missingPackages(packages: readonly SystemPackage[]): SystemPackage[] {
  const names = packages.flatMap((entry) => entry.names);
  const format = '${Package} ${db:Status-Status}\\n';
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', format, ...names], { encoding: 'utf8' });
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return packages.filter((entry) => !entry.names.some((name) => installed.has(name)));
}

async function install(missing: readonly SystemPackage[]): Promise<void> {
  const asRoot = rootPrefix();
  if (!asRoot) {
    const names = missing.map(({ names, purpose }) => `  ${names[0].padEnd(20)} ${purpose}`);
    throw new SetupError(
      [
        'These packages of the system are missing, and only an administrator can install them:',
        ...names,
        `Please run: sudo apt-get install --no-install-recommends ${missing.map(({ names }) => names[0]).join(' ')}`,
      ].join('\n'),
    );
  }
  const aptGet = async (...args: string[]) => {
    const [program, ...rest] = [...asRoot, 'apt-get', '-y', '-o', 'DPkg::Lock::Timeout=120', ...args];
    await runQuietly(program ?? 'apt-get', rest, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  // The lists are fetched anew: empty on a fresh machine, and on an old one they name files that are gone.
  await aptGet('update');
  await aptGet('install', '--no-install-recommends', ...missing.map(offeredName));
}

/** The name under which this system offers the package. */
function offeredName({ names }: SystemPackage): string {
  return names.find((name) => spawnSync('apt-cache', ['show', name]).status === 0) ?? names[0];
}

function programExists(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}
