import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { SetupError, step } from './progress.js';

const START_LIMIT_MS = 20_000;
const SCREEN = '1600x1000x24';

/** Where windows appear: the environment a program needs to use it, and how to be rid of it. */
export interface Display {
  readonly environment: Readonly<Record<string, string>>;
  /** True where nobody can see it: Xvfb, started by us. */
  readonly isVirtual: boolean;
  stop(): void;
}

/** Whether this machine shows windows to somebody. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** The display of this machine, or where there is none an Xvfb of our own on a free number. */
export async function openDisplay(): Promise<Display> {
  if (hasDisplay()) return { environment: {}, isVirtual: false, stop: () => undefined };
  const opened: { display?: Display } = {};
  await step('Display', async () => {
    opened.display = await startXvfb();
    return `this machine has none, so Xvfb runs on ${opened.display.environment['DISPLAY']}`;
  });
  if (!opened.display) throw new SetupError('Xvfb did not start');
  return opened.display;
}

/** Starts an Xvfb on a free display number, open to programs that know its cookie and to nobody else. */
export async function startXvfb(): Promise<Display> {
  const folder = mkdtempSync(join(tmpdir(), 'onestop-display-'));
  const authority = join(folder, 'Xauthority');
  writeFileSync(authority, '', { mode: 0o600 });
  const cookie = randomBytes(16).toString('hex');
  // The server does not look at the number an entry was made for; the programs on it do.
  allow(authority, ':0', cookie);
  const xvfb = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', SCREEN, '-auth', authority, '-nolisten', 'tcp', '-noreset'],
    // A group of its own: Ctrl-C must reach the application first, and the display only after it.
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  );
  const stop = () => {
    process.off('exit', stop);
    xvfb.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  try {
    const display = `:${await reportedNumber(xvfb)}`;
    allow(authority, display, cookie);
    return { environment: { DISPLAY: display, XAUTHORITY: authority }, isVirtual: true, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function allow(authority: string, display: string, cookie: string): void {
  execFileSync('xauth', ['-q', '-f', authority, 'add', display, '.', cookie], { stdio: 'ignore' });
}

/** The display number, which Xvfb writes to its file descriptor 3 once it accepts connections. */
function reportedNumber(xvfb: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new SetupError('Xvfb was not ready within 20 seconds')),
      START_LIMIT_MS,
    );
    const report = xvfb.stdio[3] as Readable;
    let text = '';
    report.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!text.endsWith('\n')) return;
      clearTimeout(limit);
      resolve(Number(text));
    });
    xvfb.on('error', (error) => reject(new SetupError(`Xvfb could not be started: ${error.message}`)));
    xvfb.on('exit', (code) => reject(new SetupError(`Xvfb ended with code ${code} before it was ready`)));
  });
}
