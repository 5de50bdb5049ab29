import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServiceContext } from '../context.ts';
import { insertRow } from '../database/insert-row.ts';
import { statement } from '../database/statement.ts';
import { maximumBytes } from '../tables/read.ts';

/** What tells a file from one that was written to since, without reading it. */
interface Look {
  readonly sizeBytes: number;
  readonly modifiedNs: string;
}

/**
 * What a file of the watched folder is, in hexadecimal: of its bytes and of the stay that its name says, since two
 * patients with the same charges of a day have the same bytes. A file that was read before and not written to since is
 * not read again. Rejects with the fault of the file system where it cannot be read.
 */
export async function hashOfFile(
  context: ServiceContext,
  filePath: string,
  namedStayId: string,
): Promise<string> {
  const before = await look(filePath);
  const seen = seenHash(context, filePath, namedStayId, before);
  if (seen !== undefined) return seen;
  const fileHash = await readHash(filePath, namedStayId);
  const after = await look(filePath);
  // Written to meanwhile: the hash is of neither look, and the next one reads it again.
  if (after.sizeBytes === before.sizeBytes && after.modifiedNs === before.modifiedNs) {
    keepHash(context, filePath, namedStayId, { ...before, fileHash });
  }
  return fileHash;
}

async function look(filePath: string): Promise<Look> {
  const { size, mtimeNs } = await stat(filePath, { bigint: true });
  return { sizeBytes: Number(size), modifiedNs: mtimeNs.toString() };
}

/** Piece by piece, so that other requests do not wait for the hash, and no more than one byte over what is ever taken. */
async function readHash(filePath: string, namedStayId: string): Promise<string> {
  const hash = createHash('sha256').update(namedStayId);
  for await (const piece of createReadStream(filePath, { end: maximumBytes })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

function seenHash(
  { database }: ServiceContext,
  filePath: string,
  namedStayId: string,
  { sizeBytes, modifiedNs }: Look,
): string | undefined {
  return statement<[string, number, string, string], { fileHash: string }>(
    database,
    `SELECT file_hash AS fileHash FROM seen_fee_file
     WHERE file_path = ? AND size_bytes = ? AND modified_ns = ? AND named_stay_id = ?`,
  ).get(filePath, sizeBytes, modifiedNs, namedStayId)?.fileHash;
}

function keepHash(
  context: ServiceContext,
  filePath: string,
  namedStayId: string,
  { sizeBytes, modifiedNs, fileHash }: Look & { readonly fileHash: string },
): void {
  insertRow(context.database, 'seen_fee_file', {
    file_path: filePath,
    size_bytes: sizeBytes,
    modified_ns: modifiedNs,
    named_stay_id: namedStayId,
    file_hash: fileHash,
    recorded_at: context.clock.now().toISOString(),
  });
}
