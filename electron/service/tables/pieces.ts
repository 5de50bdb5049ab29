import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Encoding, Pieces } from './csv.ts';

/** Rows of larger pieces outlive a young heap and are moved by each tidying of it: a quarter more time, twice the memory. */
const pieceBytes = 100_000;

/** How far a file is read, in bytes. */
export interface Reading {
  done: number;
  readonly total: number;
}

/**
 * A file from its beginning, a piece at a time, so that a large one is never in memory as a whole. The bytes of a piece
 * are good until the next is asked for: there is one buffer for all.
 */
export async function* piecesOf(file: FileHandle, reading: Reading): Pieces {
  const buffer = Buffer.allocUnsafe(pieceBytes);
  for (let offset = 0; offset < reading.total;) {
    const { bytesRead } = await file.read(buffer, 0, pieceBytes, offset);
    // Nothing more: the file became shorter while it was read, and what is there is all there is.
    offset = bytesRead === 0 ? reading.total : offset + bytesRead;
    yield { bytes: buffer.subarray(0, bytesRead), isLast: offset >= reading.total };
    reading.done = offset;
  }
}

/** SHA-256 of the bytes, and the encoding: GB18030 where they are not UTF-8, since it gives almost any bytes a meaning. */
export async function examine(pieces: Pieces): Promise<{ fileHash: string; encoding: Encoding }> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let encoding: Encoding = 'utf-8';
  for await (const { bytes, isLast } of pieces) {
    hash.update(bytes);
    if (encoding === 'gb18030') continue;
    try {
      decoder.decode(bytes, { stream: !isLast });
    } catch {
      encoding = 'gb18030';
    }
  }
  return { fileHash: hash.digest('hex'), encoding };
}
