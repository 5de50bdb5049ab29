import { readFile, stat } from 'node:fs/promises';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { sha256 } from '../hashing/canonical.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { keyPairOf } from '../signing/window-key.ts';
import {
  largestFileBytes,
  readLines,
  type ReceiptLine,
  receiptHeaderSchema,
  receiptLineSchema,
} from './package-content.ts';
import { openSealed, readSealed } from './sealed-file.ts';

/** A receipt that is the platform's, for a package of ours, and whole. */
export interface VerifiedReceipt {
  readonly packageId: string;
  readonly fileHash: string;
  readonly lines: readonly ReceiptLine[];
}

/** Refuses `file_unreadable` and `receipt_too_large`. */
export async function readReceiptFile(filePath: string): Promise<string> {
  try {
    const { size } = await stat(filePath);
    if (size > largestFileBytes) throw tooLarge();
    return await readFile(filePath, 'utf8');
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('file_unreadable', '回执文件读不出来，请检查U盘和文件是否还在，再试一次。');
  }
}

function tooLarge(): Refusal {
  return new Refusal('receipt_too_large', '回执文件太大，请检查是否选错了文件。');
}

/**
 * Refuses `receipt_not_valid` (no receipt, damaged), `receipt_not_ours` (of a package that was not written here),
 * `receipt_other_package` (of another content of that package) and `receipt_signature_wrong`.
 */
export async function verifyReceipt(context: ServiceContext, text: string): Promise<VerifiedReceipt> {
  const sealed = readSealed(text);
  const header = receiptHeaderSchema.safeParse(sealed?.header);
  if (sealed === undefined || !header.success) throw notValid();
  const { packageId, packageHash, count } = header.data;
  const ours = statement<[string], { fileHash: string; windowKey: string }>(
    context.database,
    'SELECT file_hash AS fileHash, window_key AS windowKey FROM offline_package WHERE id = ?',
  ).get(packageId);
  if (ours === undefined) {
    throw new Refusal(
      'receipt_not_ours',
      '这份回执不是本窗口导出的文件的回执，没有导入。请核对是哪个窗口的。',
    );
  }
  if (ours.fileHash !== packageHash) {
    throw new Refusal(
      'receipt_other_package',
      '这份回执对应的文件与本窗口导出的不一致，没有导入。请信息科联系平台。',
    );
  }
  const content = await openSealed(
    sealed,
    senderKey(context),
    keyPairOf(context, ours.windowKey).privateKeyHex,
  );
  if (content === undefined) {
    throw new Refusal(
      'receipt_signature_wrong',
      '回执的签名不是医保平台的，或文件被改动过，没有导入。请重新拷贝；仍不行请信息科核对平台公钥。',
    );
  }
  const lines = readLines(receiptLineSchema, content);
  const messageIds = new Set(lines?.map(({ messageId }) => messageId));
  if (lines?.length !== count || messageIds.size !== count) throw notValid();
  return { packageId, fileHash: sha256(text), lines };
}

/** The key that counts today: a key that was taken back signs nothing any more. */
function senderKey(context: ServiceContext): string {
  return readHospital(context, today(context)).platformKey ?? '';
}

export function notValid(): Refusal {
  return new Refusal(
    'receipt_not_valid',
    '这不是医保平台的回执文件，或文件不完整，没有导入。请重新拷贝后再导入。',
  );
}
