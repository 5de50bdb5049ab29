import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { placeOf } from '../outbox/place.ts';
import { uploadSummary } from '../outbox/summary.ts';
import { applyLine, type AppliedLine } from './apply-line.ts';
import { notValid, type VerifiedReceipt } from './receipt-file.ts';
import { isWithdrawn } from './withdraw.ts';

export type ReceiptResult = AppliedLine['result'];
export type ReceiptCounts = Readonly<Record<ReceiptResult, number>>;

export interface ImportedReceipt {
  readonly packageId: string;
  /** The same file was imported before; nothing was changed now. */
  readonly alreadyImported: boolean;
  /** The package was put down as not handed in; the platform has it, so the receipt counts. */
  readonly wasWithdrawn: boolean;
  readonly counts: ReceiptCounts;
}

/**
 * Applies a verified receipt in one transaction, through what network answers go through. The same file a second time
 * changes nothing and says what the first time did. Refuses `receipt_not_valid` when a line makes no sense: then none
 * counts.
 */
export function importReceipt(
  context: ServiceContext,
  actor: Actor,
  receipt: VerifiedReceipt,
  fileName: string,
): ImportedReceipt {
  const { database } = context;
  const { packageId, fileHash } = receipt;
  const applied = inTransaction(database, (): AppliedLine[] | undefined => {
    const before = statement<[string], { id: string }>(
      database,
      'SELECT id FROM offline_receipt WHERE file_hash = ?',
    ).get(fileHash);
    if (before !== undefined) return undefined;
    const lines = applyLines(context, receipt);
    const receiptId = keepReceipt(context, actor, receipt, fileName);
    const insert = statement<[string, string, string, string | null]>(
      database,
      'INSERT INTO offline_receipt_row (receipt_id, outbox_id, result, number) VALUES (?, ?, ?, ?)',
    );
    for (const { outboxId, result, number } of lines) insert.run(receiptId, outboxId, result, number);
    appendAudit(context, actor, 'offline.receipt_imported', receiptId, {
      packageId,
      ...(isWithdrawn(context, packageId) ? { wasWithdrawn: true } : {}),
      ...countsOf(context, fileHash),
    });
    return lines;
  });
  if (applied !== undefined) tellWindows(context, applied);
  return {
    packageId,
    alreadyImported: applied === undefined,
    wasWithdrawn: isWithdrawn(context, packageId),
    counts: countsOf(context, fileHash),
  };
}

function applyLines(context: ServiceContext, { packageId, lines }: VerifiedReceipt): AppliedLine[] {
  // In the order in which they were written down here: a settlement needs the number that its admission brings.
  const rows = statement<[string], { messageId: string; outboxId: string }>(
    context.database,
    `SELECT message_id AS messageId, outbox_id AS outboxId
     FROM offline_package_row JOIN outbox ON outbox.id = outbox_id
     WHERE package_id = ? ORDER BY ${placeOf('outbox')}`,
  ).all(packageId);
  const byMessage = new Map(lines.map((line) => [line.messageId, line]));
  const known = rows.filter(({ messageId }) => byMessage.has(messageId));
  if (known.length !== lines.length) throw notValid();
  return known.flatMap(({ messageId, outboxId }) => {
    const line = byMessage.get(messageId);
    return line === undefined ? [] : [applyLine(context, outboxId, line)];
  });
}

function keepReceipt(
  context: ServiceContext,
  actor: Actor,
  { packageId, fileHash }: VerifiedReceipt,
  fileName: string,
): string {
  const receiptId = context.newId();
  statement<[string, string, string, string, string, string]>(
    context.database,
    `INSERT INTO offline_receipt (id, package_id, file_name, file_hash, recorded_at, recorded_by)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(receiptId, packageId, fileName, fileHash, context.clock.now().toISOString(), actor.accountId);
  return receiptId;
}

function countsOf(context: ServiceContext, fileHash: string): ReceiptCounts {
  const rows = statement<[string], { result: ReceiptResult; count: number }>(
    context.database,
    `SELECT result, count(*) AS count FROM offline_receipt_row
     WHERE receipt_id = (SELECT id FROM offline_receipt WHERE file_hash = ?) GROUP BY result`,
  ).all(fileHash);
  const none = { done: 0, dead: 0, agrees: 0, contradicts: 0, unchanged: 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ result, count }) => [result, count])) };
}

/** The queue, and every settlement whose delivery went on. What waited behind these may go now. */
function tellWindows(context: ServiceContext, applied: readonly AppliedLine[]): void {
  for (const { result, settlementId } of applied) {
    if (settlementId !== null && (result === 'done' || result === 'dead')) {
      context.publish('settlement.changed', { settlementId });
    }
  }
  context.publish('outbox.changed', uploadSummary(context));
  context.wakeSender();
}
