import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/*
 * The disk between a program and the real one: counts, faults and delays, set while the program runs, from outside or
 * by the program itself. See disk.c. Linux only.
 */

/** The places in the control file, as in `struct control` of disk.c. */
const places = {
  calls: 0,
  writes: 1,
  writtenBytes: 2,
  truncations: 3,
  flushes: 4,
  failAtCall: 5,
  failTimes: 6,
  failWith: 7,
  faults: 8,
  flushDelayMicroseconds: 9,
} as const;
const placeCount = 16;

/** What a failing call says; `short`: a write ends half-way, and the disk is full after it. */
export const diskFaults = { EIO: 5, ENOSPC: 28, EROFS: 30, short: -1 } as const;
export type DiskFault = keyof typeof diskFaults;

/** Since the control file was made. Flushes are fsync and fdatasync; calls are writes, truncations and flushes. */
export type DiskCounts = Readonly<
  Record<'calls' | 'writes' | 'writtenBytes' | 'truncations' | 'flushes' | 'faults', number>
>;

/** One disk under the files whose paths begin with `files`; the folder holds its control file and its journal. */
export class Disk {
  readonly #controlFile: string;
  readonly #journalFile: string;
  readonly #files: string;

  /** The same folder and files again: the same disk, also in the program that runs on it. */
  constructor(folder: string, files: string) {
    this.#controlFile = path.join(folder, 'control');
    this.#journalFile = path.join(folder, 'journal');
    this.#files = files;
    if (existsSync(this.#controlFile)) return;
    const control = openSync(this.#controlFile, 'w');
    writeSync(control, new Uint8Array(placeCount * 8));
    closeSync(control);
  }

  get journalFile(): string {
    return this.#journalFile;
  }

  /** What a program is started with to run on this disk. */
  environment(options: { readonly journal?: boolean } = {}): Record<string, string> {
    return {
      LD_PRELOAD: compiledShim(),
      ONESTOP_DISK_FILES: this.#files,
      ONESTOP_DISK_CONTROL: this.#controlFile,
      ...(options.journal === true ? { ONESTOP_DISK_JOURNAL: this.#journalFile } : {}),
    };
  }

  counts(): DiskCounts {
    const all = this.#read();
    const at = (name: keyof typeof places): number => Number(all[places[name]]);
    return {
      calls: at('calls'),
      writes: at('writes'),
      writtenBytes: at('writtenBytes'),
      truncations: at('truncations'),
      flushes: at('flushes'),
      faults: at('faults'),
    };
  }

  /** Added to every flush from now on, after the real one. */
  delayFlushes(microseconds: number): void {
    this.#write('flushDelayMicroseconds', microseconds);
  }

  /** The n-th call from now on fails (1: the next one), and so many in a row. */
  failAt(nthCall: number, fault: DiskFault, times = 1): void {
    this.#write('failWith', diskFaults[fault]);
    this.#write('failTimes', times);
    this.#write('failAtCall', this.counts().calls + nthCall);
  }

  heal(): void {
    this.#write('failAtCall', 0);
  }

  #read(): BigInt64Array {
    return new BigInt64Array(new Uint8Array(readFileSync(this.#controlFile)).buffer);
  }

  #write(place: keyof typeof places, value: number): void {
    const file = openSync(this.#controlFile, 'r+');
    writeSync(file, new Uint8Array(BigInt64Array.of(BigInt(value)).buffer), 0, 8, places[place] * 8);
    closeSync(file);
  }
}

/** One call as the journal has it. `file` is what follows the watched prefix; `position` where the record ends. */
export interface JournalEntry {
  readonly kind: 'write' | 'truncate' | 'flush';
  readonly file: string;
  /** Where the write begins, or the new length. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly position: number;
}

const kinds = ['', 'write', 'truncate', 'flush'] as const;
const headBytes = 40;

export function readJournal(file: string): JournalEntry[] {
  const handle = openSync(file, 'r');
  const entries: JournalEntry[] = [];
  const head = new BigInt64Array(headBytes / 8);
  for (let position = 0; ;) {
    if (readSync(handle, head, 0, headBytes, position) < headBytes) break;
    const [kind = 0, nameLength = 0, offset = 0, length = 0] = Array.from(head, Number);
    const rest = new Uint8Array(nameLength + length);
    readSync(handle, rest, 0, rest.length, position + headBytes);
    position += headBytes + rest.length;
    entries.push({
      kind: kinds[kind] as JournalEntry['kind'],
      file: Buffer.from(rest.subarray(0, nameLength)).toString(),
      offset,
      bytes: rest.subarray(nameLength),
      position,
    });
  }
  closeSync(handle);
  return entries;
}

const source = path.join(import.meta.dirname, 'disk.c');

/** The shim as a library, compiled once for each text of its source. */
function compiledShim(): string {
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const folder = path.join(tmpdir(), 'onestop-disk-shim');
  const library = path.join(folder, `${hash}.so`);
  if (existsSync(library)) return library;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${library}.${process.pid}`;
  const options = ['-shared', '-fPIC', '-o', unfinished, source, '-ldl', '-lpthread'];
  for (const compiler of ['cc', 'gcc', 'clang', 'tcc']) {
    const { error, status, stderr } = spawnSync(compiler, options, { encoding: 'utf8' });
    if (error !== undefined) continue;
    if (status !== 0) throw new Error(`${compiler} did not compile the disk shim: ${stderr}`);
    renameSync(unfinished, library);
    return library;
  }
  throw new Error('no C compiler: on Debian, apt-get install --no-install-recommends tcc libc6-dev');
}
