import type { Configuration } from 'electron-builder';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { distFolder } from '../bundle/bundle.ts';
import { projectNode } from '../setup/dependencies.js';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';

/** `test` may be driven by Playwright; `release` is what a hospital gets. */
export type Purpose = 'test' | 'release';

/** The name of the executable, on every system. */
export const executableName = 'onestop-window';

/** What the service reads and runs, as folders of `dist`. */
const serviceFolders = ['service', 'packs', 'practice', 'native'] as const;

/**
 * The configuration of electron-builder. With the pinned Electron everything lies in the archive; with the
 * stand-in, whose Node is too old for the service, the service lies beside it together with a Node 24.
 */
export function configurationFor(runtime: ElectronRuntime, purpose: Purpose, output: string): Configuration {
  const serviceBeside = runtime.kind === 'stand-in';
  return {
    appId: 'org.onestop-window.desktop',
    productName: '一站通',
    executableName,
    electronDist: runtime.folder,
    electronVersion: runtime.version,
    npmRebuild: false,
    asar: true,
    // Every pattern stands here: a list under `linux` with exclusions only would add the whole project.
    files: [
      'package.json',
      'dist/**',
      '!node_modules/**',
      ...(serviceBeside ? serviceFolders.map((folder) => `!dist/${folder}/**`) : []),
    ],
    // Heeded by the application: a release has no switches for tests.
    extraMetadata: { purpose },
    // A binary cannot be loaded out of an archive, and a thread is not started out of one.
    asarUnpack: ['dist/native/**', 'dist/service/*-program.js', 'dist/service/file-work-*.js'],
    extraResources: serviceBeside ? filesBeside() : [],
    directories: { output, buildResources: 'build/icons' },
    electronFuses: fusesFor(purpose),
    afterPack: ({ appOutDir }) => rm(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
    linux: { target: 'dir', category: 'Office', icon: 'build/icons/icon.png' },
    win: { target: 'dir', icon: 'build/icons/icon.png' },
  };
}

function filesBeside(): { from: string; to: string }[] {
  return [
    ...serviceFolders
      .filter((folder) => existsSync(join(distFolder, folder)))
      .map((folder) => ({ from: `dist/${folder}`, to: folder })),
    { from: projectNode(), to: process.platform === 'win32' ? 'node/node.exe' : 'node/node' },
  ];
}

/** The switches burnt into the executable. Playwright needs the inspector, a release must not have it. */
function fusesFor(purpose: Purpose): NonNullable<Configuration['electronFuses']> {
  return {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: purpose === 'test',
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
    // Checked by the system on Windows and macOS; Linux has no such check.
    enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  };
}
