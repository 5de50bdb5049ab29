import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { fileTypeFromBuffer } from 'file-type';
import {
  type AttachmentType,
  attachmentTypes,
  largestAttachmentBytes,
} from '../../../shared/contract/attachments.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ConnectionOptions } from '../database/connection.ts';
import {
  closeContent,
  dropParts,
  insertPart,
  openContentFile,
  partBytes,
  type StoredContent,
} from './content-file.ts';

/** As much of a file as tells what it is. */
const headBytes = 4100;

/** A file that was looked at and not yet read. */
export interface OfferedFile {
  readonly handle: FileHandle;
  readonly byteCount: number;
  readonly type: AttachmentType;
}

/**
 * Looks at size and first bytes before anything is read whole; the caller closes the handle. Refuses `file_not_found`,
 * `file_empty`, `attachment_too_large`, `attachment_wrong_type`.
 */
export async function offeredFile(filePath: string): Promise<OfferedFile> {
  const handle = await open(filePath, 'r').catch(() => {
    throw notFound();
  });
  try {
    const stats = await handle.stat();
    // A folder or a device.
    if (!stats.isFile()) throw notFound();
    const { size } = stats;
    if (size > largestAttachmentBytes) throw tooLarge();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    if (bytesRead === 0) throw new Refusal('file_empty', '文件是空的。请重新扫描或拍照后再选。');
    return { handle, byteCount: size, type: await typeOf(buffer.subarray(0, bytesRead)) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function notFound(): Refusal {
  return new Refusal(
    'file_not_found',
    '打不开这个文件。请确认文件还在原处、没有被别的程序占用，再重新选择。',
  );
}

function tooLarge(): Refusal {
  return new Refusal(
    'attachment_too_large',
    '文件超过 20 MB，没有存入。请把扫描仪调到 200 dpi 左右，或分成几个文件再选。',
  );
}

/** The content says what a file is; its name says nothing. */
async function typeOf(head: Uint8Array): Promise<AttachmentType> {
  // What it takes for granted about a whole file may fail at the end of a part of it.
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const type = attachmentTypes.find((one) => one === found?.mime);
  if (type !== undefined) return type;
  throw new Refusal(
    'attachment_wrong_type',
    '这个文件不是照片或 PDF（只收 JPG、PNG、PDF），没有存入。请重新扫描或拍照后再选。',
  );
}

/**
 * Puts the bytes into the file of attachments, part by part; other requests are answered between two parts. A file that
 * grew meanwhile is refused `attachment_too_large`, and nothing of it stays; nor of one that is not wanted.
 * @param requireWanted refuses what is known by its hash; asked before the bytes are kept for good
 */
export async function takeIn(
  connection: ConnectionOptions,
  attachmentId: string,
  { handle }: OfferedFile,
  requireWanted: (content: StoredContent) => void,
): Promise<StoredContent> {
  const database = openContentFile(connection);
  try {
    const hash = createHash('sha256');
    let byteCount = 0;
    for (let part = 0; ; part += 1) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(partBytes), 0, partBytes, byteCount);
      if (bytesRead === 0) break;
      byteCount += bytesRead;
      if (byteCount > largestAttachmentBytes) throw tooLarge();
      const bytes = buffer.subarray(0, bytesRead);
      hash.update(bytes);
      insertPart(database, attachmentId, part, bytes);
      await setImmediate();
    }
    const content = { byteCount, sha256: hash.digest('hex') };
    requireWanted(content);
    closeContent(database, attachmentId, content);
    return content;
  } catch (error) {
    dropParts(database, attachmentId);
    throw error;
  } finally {
    database.close();
  }
}
