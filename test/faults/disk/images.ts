import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { JournalEntry } from '../shim/shim.ts';

/** What of the writes since a file's last flush has reached the disk when the power fails. */
export type Unflushed = 'none' | 'all' | ((write: number) => boolean);

/**
 * A disk with a cache: what was flushed is there, what was not may be or not, in any order. Puts together what the
 * files hold when the power fails after so many calls.
 */
export class DiskImages {
  readonly #before: ReadonlyMap<string, Uint8Array>;
  readonly #entries: readonly JournalEntry[];

  /** @param folder the files as they were before the first call of the journal */
  constructor(folder: string, files: readonly string[], entries: readonly JournalEntry[]) {
    this.#before = new Map(
      files.map((file) => [file, new Uint8Array(readFileSync(path.join(folder, file)))]),
    );
    this.#entries = entries;
  }

  /** Writes the files as they are after the first `calls` calls into a folder. */
  write(folder: string, calls: number, unflushed: Unflushed): void {
    const files = new Map([...this.#before].map(([file, bytes]) => [file, new Contents(bytes)]));
    const made = this.#entries.slice(0, calls);
    const lastFlush = new Map<string, number>();
    for (const [index, { kind, file }] of made.entries()) if (kind === 'flush') lastFlush.set(file, index);
    for (const [index, entry] of made.entries()) {
      const isFlushed = index < (lastFlush.get(entry.file) ?? -1);
      const reached = isFlushed || unflushed === 'all' || (unflushed !== 'none' && unflushed(index));
      if (!reached) continue;
      const contents = files.get(entry.file) ?? new Contents(new Uint8Array());
      files.set(entry.file, contents);
      if (entry.kind === 'write') contents.write(entry.offset, entry.bytes);
      if (entry.kind === 'truncate') contents.truncate(entry.offset);
    }
    for (const [file, contents] of files) writeFileSync(path.join(folder, file), contents.bytes());
  }
}

/** A file that grows. */
class Contents {
  #bytes: Uint8Array;
  #length: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes.slice();
    this.#length = bytes.length;
  }

  write(offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, offset);
    this.#length = Math.max(this.#length, end);
  }

  truncate(length: number): void {
    this.#bytes.fill(0, Math.min(length, this.#length), this.#length);
    this.#length = length;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
