import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disk } from '../faults/shim/shim.ts';

/** Where a program that is measured works, and where its disk's counts are kept (shim.ts). */
export interface Folders {
  readonly diskFolder: string;
  readonly dataFolder: string;
}

/**
 * Runs a program on a disk that counts its flushes and can lengthen them, in a scratch folder, with the order as JSON on
 * its command line; returns the one message it sends. A program of its own, since the disk between it and the real one
 * is loaded when it starts.
 */
export async function runOnSlowDisk<Report>(program: string, order: object): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'onestop-bench-'));
  try {
    const folders: Folders = { diskFolder: join(folder, 'disk'), dataFolder: join(folder, 'data') };
    for (const made of Object.values(folders)) await mkdir(made);
    const environment = new Disk(folders.diskFolder, folders.dataFolder).environment();
    const child = fork(program, [JSON.stringify({ ...folders, ...order })], {
      env: { ...process.env, ...environment },
      serialization: 'advanced',
    });
    const ended = once(child, 'exit').then(() => [undefined]);
    const [report] = (await Promise.race([once(child, 'message'), ended])) as [Report | undefined];
    if (report === undefined) throw new Error(`${program} ended without a report`);
    await ended;
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
