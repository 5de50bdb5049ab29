import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { projectFolder } from '../../../build/setup/dependencies.js';

/** For a start and for each step: against what hangs, on a machine that may have a tenth of its time. */
export const patienceMs = 3 * 60_000;

/** The real application, driven by Playwright. */
export interface Application {
  readonly electron: ElectronApplication;
  /** Its first window. */
  readonly window: Page;
  /** Keys, log, practice hospital. */
  readonly userDataFolder: string;
  /** Closes it as a person would, and throws its folder away if it was made here. */
  close(): Promise<void>;
}

export interface ApplicationOptions {
  /** Switches beyond the usual ones. */
  readonly args?: readonly string[];
  /** A folder of an earlier start; a new one of its own without it. */
  readonly userDataFolder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * How the application is started: the packaged one that `ONESTOP_APP` names, else the bundled sources in the Electron
 * that the set-up prepared.
 */
export function startCommand(userDataFolder: string, args: readonly string[] = []): [string, string[]] {
  const switches = [
    // Chromium refuses its sandbox to root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${userDataFolder}`,
    ...args,
  ];
  const packaged = process.env['ONESTOP_APP'];
  if (packaged !== undefined) return [packaged, switches];
  const noteFile = join(projectFolder, 'out', 'electron-runtime.json');
  if (!existsSync(noteFile))
    throw new Error("Run 'npm start' or 'npm test' first: there is no Electron yet.");
  const { executable } = JSON.parse(readFileSync(noteFile, 'utf8')) as { executable: string };
  return [executable, [projectFolder, ...switches]];
}

/** Starts the application on the practice hospital in a folder of its own, and waits for its window. */
export async function startApplication(options: ApplicationOptions = {}): Promise<Application> {
  const userDataFolder = options.userDataFolder ?? (await newUserDataFolder());
  const [executablePath, args] = startCommand(userDataFolder, ['--wait-for-driver', ...(options.args ?? [])]);
  const env = { ...process.env, ...options.environment } as Record<string, string>;
  const electron = await _electron.launch({ executablePath, args, env, timeout: patienceMs });
  const close = async (): Promise<void> => {
    await electron.close();
    if (options.userDataFolder === undefined)
      await rm(userDataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    await electron.evaluate(() => {
      Reflect.set(globalThis, 'driverIsAttached', true);
      (process as NodeJS.EventEmitter).emit('driver-is-attached');
    });
    const window = await electron.firstWindow({ timeout: patienceMs });
    window.setDefaultTimeout(patienceMs);
    await pageStands(window);
    return { electron, window, userDataFolder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits until the page is loaded. Asks the page itself: a load that ended before Playwright listened is no event. */
export async function pageStands(window: Page): Promise<void> {
  await window.waitForFunction(() => document.readyState === 'complete', undefined, {
    timeout: patienceMs,
  });
}

export function newUserDataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'onestop-e2e-'));
}

/** What a start without Playwright said and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Starts the application without Playwright. The caller ends it or waits for its end. */
export function spawnApplication(
  userDataFolder: string,
  args: readonly string[] = [],
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const [executable, all] = startCommand(userDataFolder, args);
  const child = spawn(executable, all, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += String(part)));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output })));
  return { child, ended };
}
