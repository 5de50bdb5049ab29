import type { OutboxRowDetail, ResendPreview } from '../../../shared/contract/outbox.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { canonicalJson, sha256 } from '../hashing/canonical.ts';
import { changed, requireAct } from './acts.ts';
import { changesBetween } from './changes.ts';
import { enqueue } from './enqueue.ts';
import { rebuildRecord } from './rebuild.ts';
import type { UploadRecord } from './record.ts';
import { resolve } from './resolve.ts';
import type { ActableRow } from './which-acts.ts';

/**
 * What a refused record would say otherwise if it were built anew from the facts as they stand now. Refuses
 * `outbox_row_unknown`, `outbox_row_closed`, `outbox_act_not_possible`.
 */
export function previewResend(context: ServiceContext, outboxId: string): ResendPreview {
  const row = requireAct(context, outboxId, 'resend');
  const rebuilt = rebuildRecord(context, row);
  return { previewHash: previewHash(row, rebuilt), changes: changesBetween(row.record, rebuilt) };
}

/**
 * Puts a refused record down anew, as a new row with a message id of its own, and closes the refused one: in one
 * transaction, exactly as the preview showed it. Refuses what the preview refuses, and `resend_outdated`.
 */
export function resend(
  context: ServiceContext,
  actor: Actor,
  asked: { readonly outboxId: string; readonly previewHash: string; readonly reason: string },
): OutboxRowDetail {
  const { outboxId, reason } = asked;
  const newId = inTransaction(context.database, () => {
    const row = requireAct(context, outboxId, 'resend');
    const rebuilt = rebuildRecord(context, row);
    if (previewHash(row, rebuilt) !== asked.previewHash) {
      throw new Refusal('resend_outdated', '预览之后内容又有变化，没有重传。请核对新的预览后再确认。');
    }
    const { factId, part, generation, standsAt } = row;
    const replacement = enqueue(context, rebuilt, factId, {
      part,
      generation: generation + 1,
      replacesId: outboxId,
      standsAt,
    });
    resolve(context, actor, { outboxId, act: 'resent', reason, replacedBy: replacement });
    appendAudit(context, actor, 'outbox.resend', outboxId, { reason, replacedBy: replacement });
    return replacement;
  });
  return changed(context, newId);
}

/** Covers what is sent and what it replaces. */
function previewHash({ outboxId, generation }: ActableRow, rebuilt: UploadRecord): string {
  return sha256(canonicalJson({ outboxId, generation, rebuilt }));
}
