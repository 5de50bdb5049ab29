import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { flush } from '../database/backup.ts';

const chunkBytes = 1 << 20;

/** SHA-256 of a file in hexadecimal, read piece by piece. */
export function sha256OfFile(file: string): string {
  const hash = createHash('sha256');
  readPieces(file, (piece) => hash.update(piece));
  return hash.digest('hex');
}

/** Copies byte by byte onto the disk itself; returns the SHA-256 of what was read. Refuses to write over a file. */
export function copyDurably(
  from: string,
  to: string,
  tell: (doneBytes: number) => void = () => undefined,
): string {
  const hash = createHash('sha256');
  const handle = openSync(to, 'wx', 0o600);
  let done = 0;
  try {
    readPieces(from, (piece) => {
      for (let at = 0; at < piece.length;) at += writeSync(handle, piece, at);
      hash.update(piece);
      done += piece.length;
      tell(done);
    });
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

function readPieces(file: string, take: (piece: Buffer) => void): void {
  const handle = openSync(file, 'r');
  const buffer = Buffer.allocUnsafe(chunkBytes);
  try {
    for (;;) {
      const count = readSync(handle, buffer, 0, chunkBytes, null);
      if (count === 0) return;
      take(buffer.subarray(0, count));
    }
  } finally {
    closeSync(handle);
  }
}

/** Bytes of a file; undefined where there is none. */
export function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}

/** The entries of a folder onto the disk itself; some drives (network, sticks) know no such act. */
export function flushFolder(folder: string): void {
  try {
    if (existsSync(folder)) flush(folder);
  } catch {
    // The file's own content was flushed; a name that is lost is a copy less, found out at the next listing.
  }
}
