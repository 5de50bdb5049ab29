import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { distFolder } from '../bundle/bundle.ts';
import { projectFolder } from '../setup/dependencies.js';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';
import { SetupError } from '../setup/progress.js';
import { prepareSandbox } from '../setup/sandbox.ts';
import { configurationFor, executableName, type Purpose } from './configuration.ts';

/** The folder a packaged application lies in. */
export function packagedFolder(purpose: Purpose): string {
  const output = join(projectFolder, purpose === 'release' ? 'release' : 'out/package');
  return join(output, process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked');
}

/** The executable of a packaged application. */
export function packagedExecutable(purpose: Purpose): string {
  const ending = process.platform === 'win32' ? '.exe' : '';
  return join(packagedFolder(purpose), `${executableName}${ending}`);
}

/**
 * Packages what lies in `dist`. Returns the sentence for the terminal.
 * @throws SetupError a release with the stand-in, or nothing bundled
 */
export async function packageApplication(runtime: ElectronRuntime, purpose: Purpose): Promise<string> {
  refuseStandInRelease(runtime, purpose);
  if (!existsSync(distFolder)) throw new SetupError('There is nothing in dist/ to package: bundle first.');
  const folder = packagedFolder(purpose);
  await rm(folder, { recursive: true, force: true });
  await build({
    projectDir: projectFolder,
    targets: Platform.current().createTarget('dir'),
    config: configurationFor(runtime, purpose, join(folder, '..')),
    publish: 'never',
  });
  if (purpose === 'test') await prepareSandbox(folder);
  return `${folder} with Electron ${runtime.version}`;
}

/** A release is built with the pinned Electron or not at all: the stand-in gets no security updates. */
export function refuseStandInRelease(runtime: ElectronRuntime, purpose: Purpose): void {
  if (purpose === 'release' && runtime.kind === 'stand-in') {
    throw new SetupError(
      `A release is made with the Electron of package.json, and only its stand-in ${runtime.version} is here. ` +
        "Run this where Electron's download site or a mirror of it (ELECTRON_MIRROR) can be reached.",
    );
  }
}
