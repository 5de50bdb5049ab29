import path from 'node:path';
import type { Attachment, AttachmentKind } from '../../../shared/contract/attachments.ts';
import type { RequestOutput } from '../../../shared/contract/contract.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { databaseRefusal } from '../database/failure.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { requireRoomForFile } from '../disk/watch.ts';
import { readStayRow } from '../stays/stay.ts';
import { openContentFile, readContent, type StoredContent } from './content-file.ts';
import { offeredFile, takeIn } from './take-in.ts';

/** What one stay may hold. */
const mostFiles = 40;
const mostBytes = 200_000_000;

export interface NewAttachment {
  readonly stayId: string;
  readonly kind: AttachmentKind;
  readonly filePath: string;
}

/**
 * Attaches a picture or a PDF to a stay: its bytes first, into the file of attachments, then the fact. A stop between the
 * two leaves bytes that nobody knows, never a fact without its bytes. Refuses what `offeredFile` refuses,
 * `attachments_too_many`, `attachment_exists` and `stay_not_found`.
 */
export async function addAttachment(
  context: ServiceContext,
  actor: Actor,
  { stayId, kind, filePath }: NewAttachment,
): Promise<void> {
  readStayRow(context, stayId);
  await requireRoomForFile(context);
  const file = await offeredFile(filePath);
  try {
    requireRoomInStay(context, stayId, file.byteCount);
    const attachmentId = context.newId();
    const requireWanted = (content: StoredContent) => requireNew(context, stayId, content);
    const content = await takeIn(context.connection, attachmentId, file, requireWanted);
    inTransaction(context.database, () => {
      requireRoomInStay(context, stayId, content.byteCount);
      requireNew(context, stayId, content);
      const fileName = path.basename(filePath).normalize('NFC').slice(0, 200);
      const attachment = { attachmentId, stayId, kind, fileName, type: file.type, ...content };
      insertAttachment(context, actor, attachment);
    });
  } finally {
    await file.handle.close();
  }
}

function requireRoomInStay(context: ServiceContext, stayId: string, byteCount: number): void {
  const held = listAttachments(context, stayId);
  const heldBytes = held.reduce((sum, one) => sum + one.byteCount, 0);
  if (held.length < mostFiles && heldBytes + byteCount <= mostBytes) return;
  throw new Refusal(
    'attachments_too_many',
    `一次住院最多存 ${mostFiles} 个附件、共 200 MB，已经到了上限，没有存入。`,
  );
}

function requireNew(context: ServiceContext, stayId: string, { sha256 }: StoredContent): void {
  const row = statement<[string, string], { found: 1 }>(
    context.database,
    `SELECT 1 AS found FROM attachment WHERE stay_id = ? AND sha256 = ?
       AND NOT EXISTS (SELECT 1 FROM attachment_withdrawal WHERE attachment_id = attachment.id)`,
  ).get(stayId, sha256);
  if (row !== undefined) throw new Refusal('attachment_exists', '这个文件已经存过，没有重复存入。');
}

function insertAttachment(
  context: ServiceContext,
  actor: Actor,
  attachment: StoredContent & {
    readonly attachmentId: string;
    readonly stayId: string;
    readonly kind: string;
  },
): void {
  statement<object>(
    context.database,
    `INSERT INTO attachment (id, stay_id, kind, file_name, type, byte_count, sha256, recorded_at, recorded_by)
     VALUES (@attachmentId, @stayId, @kind, @fileName, @type, @byteCount, @sha256, @recordedAt, @recordedBy)`,
  ).run({ ...attachment, recordedAt: context.clock.now().toISOString(), recordedBy: actor.accountId });
  const { attachmentId, stayId, kind, byteCount, sha256 } = attachment;
  appendAudit(context, actor, 'attachments.added', stayId, { attachmentId, kind, byteCount, sha256 });
}

/** All of a stay, the oldest first, also those taken back. */
export function listAttachments(context: ServiceContext, stayId: string): Attachment[] {
  return statement<[string], Attachment>(
    context.database,
    `SELECT attachment.id AS attachmentId, kind, file_name AS fileName, type, byte_count AS byteCount,
       attachment.recorded_at AS recordedAt, display_name AS recordedByName, withdrawal.reason AS withdrawnBecause
     FROM attachment JOIN staff_account ON staff_account.id = attachment.recorded_by
     LEFT JOIN attachment_withdrawal AS withdrawal ON withdrawal.attachment_id = attachment.id
     WHERE stay_id = ? ORDER BY attachment.rowid LIMIT 200`,
  ).all(stayId);
}

interface KnownAttachment extends Pick<Attachment, 'fileName' | 'type' | 'withdrawnBecause'> {
  readonly stayId: string;
}

/** Refuses `attachment_not_found`. */
function requireAttachment(context: ServiceContext, attachmentId: string): KnownAttachment {
  const row = statement<[string], KnownAttachment>(
    context.database,
    `SELECT stay_id AS stayId, file_name AS fileName, type, reason AS withdrawnBecause
     FROM attachment LEFT JOIN attachment_withdrawal ON attachment_id = attachment.id WHERE attachment.id = ?`,
  ).get(attachmentId);
  if (row !== undefined) return row;
  throw new Refusal('attachment_not_found', '没有找到这个附件，请从住院里重新打开。');
}

/** Says that a file was attached by mistake; it stays. @returns its stay. Refuses `attachment_withdrawn`. */
export function withdrawAttachment(
  context: ServiceContext,
  actor: Actor,
  { attachmentId, reason }: { readonly attachmentId: string; readonly reason: string },
): string {
  return inTransaction(context.database, () => {
    const { stayId, withdrawnBecause } = requireAttachment(context, attachmentId);
    if (withdrawnBecause !== null) {
      throw new Refusal('attachment_withdrawn', '这个附件已经作废，不用再作废。');
    }
    statement<string[]>(
      context.database,
      'INSERT INTO attachment_withdrawal (attachment_id, reason, recorded_at, recorded_by) VALUES (?, ?, ?, ?)',
    ).run(attachmentId, reason, context.clock.now().toISOString(), actor.accountId);
    appendAudit(context, actor, 'attachments.withdrawn', stayId, { attachmentId, reason });
    return stayId;
  });
}

/**
 * The bytes of an attachment; the look is written down before they are given out. Refuses `attachment_not_found`,
 * `attachment_missing` where the file of attachments does not hold them whole.
 */
export function readAttachment(
  context: ServiceContext,
  actor: Actor,
  attachmentId: string,
): RequestOutput<'attachments.read'> {
  const { stayId, fileName, type } = requireAttachment(context, attachmentId);
  appendAudit(context, actor, 'attachments.read', stayId, { attachmentId });
  const content = storedBytes(context, attachmentId);
  if (content !== undefined) return { fileName, type, content };
  throw new Refusal(
    'attachment_missing',
    '附件文件里没有这个附件的完整内容，可能没有随备份一起恢复。请联系信息科，必要时重新扫描存入。',
  );
}

function storedBytes(
  { connection }: ServiceContext,
  attachmentId: string,
): Uint8Array<ArrayBuffer> | undefined {
  try {
    const database = openContentFile(connection);
    try {
      return readContent(database, attachmentId);
    } finally {
      database.close();
    }
  } catch (error) {
    // Another file under this name, or a damaged one: the hospital's own file is sound.
    if (error instanceof Refusal || databaseRefusal(error)?.code === 'database_damaged') return undefined;
    throw error;
  }
}
