import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Disk, readJournal } from './shim.ts';

let folder: string;
let disk: Disk;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'onestop-shim-'));
  disk = new Disk(folder, path.join(folder, 'watched'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes `abcd` and flushes, three times, to `watched.db` and to `other.db`; says what failed. */
const program = `
  const fs = require('node:fs');
  for (const name of ['watched.db', 'other.db']) {
    const file = fs.openSync(process.argv[1] + '/' + name, 'w');
    for (let time = 0; time < 3; time += 1) {
      try {
        const written = fs.writeSync(file, 'abcd', time * 4);
        fs.fsyncSync(file);
        console.log(name, written);
      } catch (error) {
        console.log(name, error.code);
      }
    }
  }`;

function run(options: { journal?: boolean } = {}): string[] {
  const env = { ...process.env, ...disk.environment(options) };
  const { stdout } = spawnSync(process.execPath, ['-e', program, folder], { env, encoding: 'utf8' });
  return stdout.trim().split('\n');
}

describe('the disk under a program', () => {
  it('counts what is written and flushed in the watched files and leaves others alone', () => {
    expect(run()).toEqual([
      ...Array.from({ length: 3 }, () => 'watched.db 4'),
      ...Array.from({ length: 3 }, () => 'other.db 4'),
    ]);
    expect(disk.counts()).toEqual({
      calls: 6,
      writes: 3,
      writtenBytes: 12,
      truncations: 0,
      flushes: 3,
      faults: 0,
    });
    expect(readFileSync(path.join(folder, 'watched.db'), 'utf8')).toBe('abcdabcdabcd');
  });

  it('makes exactly the n-th call fail, a write or a flush', () => {
    disk.failAt(3, 'EIO');
    expect(run().slice(0, 3)).toEqual(['watched.db 4', 'watched.db EIO', 'watched.db 4']);
    disk.failAt(4, 'ENOSPC');
    expect(run().slice(0, 3)).toEqual(['watched.db 4', 'watched.db ENOSPC', 'watched.db 4']);
    expect(disk.counts()).toMatchObject({ calls: 11, faults: 2 });
  });

  it('ends a write half-way and is full after it', () => {
    disk.failAt(1, 'short', 6);
    expect(run().slice(0, 3)).toEqual(['watched.db ENOSPC', 'watched.db ENOSPC', 'watched.db ENOSPC']);
    expect(readFileSync(path.join(folder, 'watched.db'), 'utf8')).toBe('ab');
  });

  it('lengthens each flush by what is asked for', () => {
    disk.delayFlushes(50_000);
    const startedAt = performance.now();
    run();
    expect(performance.now() - startedAt).toBeGreaterThan(150);
  });

  it('keeps a journal of writes and flushes in their order', () => {
    run({ journal: true });
    const entries = readJournal(disk.journalFile);
    expect(entries.map(({ kind, file, offset }) => `${kind} ${file} ${offset}`)).toEqual([
      'write .db 0',
      'flush .db 0',
      'write .db 4',
      'flush .db 0',
      'write .db 8',
      'flush .db 0',
    ]);
    expect(Buffer.from(entries[2]!.bytes).toString()).toBe('abcd');
  });
});
