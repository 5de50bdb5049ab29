import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';
import { SetupError } from '../setup/progress.js';
import type { Purpose } from './configuration.ts';
import { packagedExecutable, packagedFolder } from './package-application.ts';

/** Looks into the packaged application: what its archive holds, what lies beside it, and its fuses. */
export async function checkPackage(runtime: ElectronRuntime, purpose: Purpose): Promise<string> {
  const resources = join(packagedFolder(purpose), 'resources');
  const archive = join(resources, 'app.asar');
  if (!existsSync(archive)) throw new SetupError('There is no package to look into: package first.');
  const listed = listPackage(archive, { isPack: false });
  const description = JSON.parse(extractFile(archive, 'package.json').toString()) as { purpose?: string };
  const beside = serviceFiles(runtime.kind).filter((file) => !existsSync(join(resources, file)));
  const faults = [
    ...archiveFaults(listed, runtime.kind),
    ...beside.map((file) => `${file} is missing beside the archive`),
    ...licenceFiles
      .filter((file) => !existsSync(join(packagedFolder(purpose), file)))
      .map((file) => `${file} is missing beside the program`),
    ...(existsSync(join(resources, 'default_app.asar')) ? ["Electron's default application was kept"] : []),
    ...(description.purpose === purpose ? [] : [`package.json says it is for '${description.purpose}'`]),
    ...fuseFaults(await getCurrentFuseWire(packagedExecutable(purpose)), purpose),
  ];
  if (faults.length > 0) throw new SetupError(['The package is not right:', ...faults].join('\n  '));
  return `${listed.length} entries in the archive, ${expectedFuses(purpose).size} fuses as they should be`;
}

/** Licences that have to be passed on with Electron and Chromium; our own packages' lie in the archive. */
const licenceFiles = ['LICENSE.electron.txt', 'LICENSES.chromium.html'];

/** What must lie beside the archive. */
function serviceFiles(kind: ElectronRuntime['kind']): string[] {
  if (kind === 'pinned') {
    const unpacked = [
      'native/better_sqlite3.node',
      'service/replay-program.js',
      'service/file-work-program.js',
      'service/checkpoint-program.js',
    ];
    return unpacked.map((file) => `app.asar.unpacked/dist/${file}`);
  }
  const node = process.platform === 'win32' ? 'node/node.exe' : 'node/node';
  const programs = [
    'service.js',
    'practice-platform.js',
    'replay-program.js',
    'file-work-program.js',
    'checkpoint-program.js',
  ].map((file) => `service/${file}`);
  return [...programs, 'native/better_sqlite3.node', 'packs', node];
}

/**
 * What is wrong with an archive's list of files: anything beyond `dist` and package.json, or a part missing.
 * @param listed entries as `@electron/asar` lists them, with a leading slash
 */
export function archiveFaults(listed: readonly string[], kind: ElectronRuntime['kind']): string[] {
  const entries = listed.map((entry) => entry.replaceAll('\\', '/'));
  const foreign = entries.filter((entry) => !/^\/(package\.json|dist|dist\/.*)$/.test(entry));
  const needed = [
    '/package.json',
    '/dist/licences.txt',
    '/dist/main/main.js',
    '/dist/preload/preload.cjs',
    '/dist/renderer/index.html',
    ...(kind === 'pinned' ? ['/dist/service/service.js', '/dist/packs'] : []),
  ];
  return [
    ...foreign.map((entry) => `${entry} does not belong in the archive`),
    ...needed
      .filter((entry) => !entries.includes(entry))
      .map((entry) => `${entry} is missing in the archive`),
  ];
}

function expectedFuses(purpose: Purpose): Map<FuseV1Options, boolean> {
  return new Map([
    [FuseV1Options.RunAsNode, false],
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
    [FuseV1Options.EnableNodeCliInspectArguments, purpose === 'test'],
    [FuseV1Options.EnableCookieEncryption, true],
    [FuseV1Options.OnlyLoadAppFromAsar, true],
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, process.platform !== 'linux'],
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
    [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
  ]);
}

/** Which fuses of an executable are not as they should be. */
export function fuseFaults(
  wire: Readonly<Partial<Record<FuseV1Options, FuseState>>>,
  purpose: Purpose,
): string[] {
  return [...expectedFuses(purpose)]
    .filter(([fuse, on]) => wire[fuse] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
    .map(([fuse, on]) => `the fuse ${FuseV1Options[fuse]} should be ${on ? 'on' : 'off'}`);
}
