import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Disk } from '../shim/shim.ts';

/** A folder that is quick to write: what a flush costs is not what is looked at. */
export function scratchFolder(): string {
  const memory = '/dev/shm';
  return mkdtempSync(path.join(existsSync(memory) ? memory : tmpdir(), 'onestop-disk-'));
}

/** Runs a program on a disk of its own; what it reports, as soon as it has. `watched` begins the paths of its files. */
export async function onDisk(
  program: string,
  order: object,
  watched: string,
  options: { readonly journal?: boolean } = {},
): Promise<{ readonly report: unknown; readonly disk: Disk; readonly done: () => void }> {
  const diskFolder = scratchFolder();
  const disk = new Disk(diskFolder, watched);
  const child = fork(path.join(import.meta.dirname, program), {
    stdio: ['ignore', 'inherit', process.env['ONESTOP_LOUD'] === '1' ? 'inherit' : 'ignore', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      ...process.env,
      ...disk.environment(options),
      NODE_COMPILE_CACHE: path.join(tmpdir(), 'onestop-compile-cache'),
    },
  });
  child.send({ ...order, diskFolder });
  const ended = once(child, 'exit').then((): never => {
    throw new Error(`${program} ended without a report`);
  });
  const [report] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  ended.catch(() => undefined);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { report, disk, done: () => rmSync(diskFolder, { recursive: true, force: true }) };
}
