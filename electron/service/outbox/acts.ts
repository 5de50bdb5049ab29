import type { OutboxRowDetail, UploadAct } from '../../../shared/contract/outbox.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { factHolds, undoneBy } from './holding.ts';
import { readDetail } from './detail.ts';
import { resolve } from './resolve.ts';
import { uploadSummary } from './summary.ts';
import { type ActableRow, actsOf, readActable } from './which-acts.ts';

interface Ask {
  readonly outboxId: string;
  readonly reason: string;
}

/** A remark on a row. Refuses `outbox_row_unknown`, `outbox_row_closed`, `outbox_too_many_notes`. */
export function noteRow(
  context: ServiceContext,
  actor: Actor,
  { outboxId, text }: { readonly outboxId: string; readonly text: string },
): OutboxRowDetail {
  const noteId = context.newId();
  inTransaction(context.database, () => {
    requireAct(context, outboxId, 'note');
    const sql = 'SELECT count(*) AS count FROM outbox_note WHERE outbox_id = ?';
    if (
      (statement<[string], { count: number }>(context.database, sql).get(outboxId)?.count ?? 0) >= mostNotes
    ) {
      throw new Refusal(
        'outbox_too_many_notes',
        `一条记录最多 ${mostNotes} 条备注，请把情况写在最后一条里交财务处理。`,
      );
    }
    statement<[string, string, string, string, string]>(
      context.database,
      'INSERT INTO outbox_note (id, outbox_id, text, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?)',
    ).run(noteId, outboxId, text, context.clock.now().toISOString(), actor.accountId);
    // The words stay in the remark alone: people write names into them.
    appendAudit(context, actor, 'outbox.note', outboxId, { noteId });
  });
  return changed(context, outboxId);
}

const mostNotes = 200;

/**
 * A record in doubt that was given up is asked about again, or corrected where asking cannot answer, and goes on from
 * there. Refuses `outbox_row_unknown`, `outbox_row_closed`, `outbox_act_not_possible`.
 */
export function askAgain(context: ServiceContext, actor: Actor, { outboxId, reason }: Ask): OutboxRowDetail {
  inTransaction(context.database, () => {
    requireAct(context, outboxId, 'ask');
    statement<[string]>(
      context.database,
      `UPDATE outbox SET state = 'unknown', next_attempt_at = NULL WHERE id = ? AND state = 'dead'`,
    ).run(outboxId);
    appendAudit(context, actor, 'outbox.ask', outboxId, { reason });
  });
  return changed(context, outboxId);
}

/**
 * Closes a record that the platform certainly does not have and that no longer holds here, together with what was to
 * undo it: neither can be delivered, and later records of the person go on. Refuses `outbox_row_unknown`, `outbox_row_closed`,
 * `outbox_act_not_possible`.
 */
export function closeRow(context: ServiceContext, actor: Actor, { outboxId, reason }: Ask): OutboxRowDetail {
  inTransaction(context.database, () => {
    const row = requireAct(context, outboxId, 'close');
    const act = row.kind === 'settlement' || row.kind === 'settlement_list' ? 'reversed' : 'undone';
    const undoing = undoneBy(context, row).filter((told) => told.isOpen === 1 && told.isThere === 'no');
    const closed = [outboxId, ...undoing.map((told) => told.outboxId)];
    for (const closedId of closed) {
      resolve(context, actor, { outboxId: closedId, act, reason, replacedBy: null });
    }
    appendAudit(context, actor, 'outbox.close', outboxId, { reason, act, closed });
  });
  return changed(context, outboxId);
}

/** The row, if that may be done with it. */
export function requireAct(context: ServiceContext, outboxId: string, act: UploadAct): ActableRow {
  const row = readActable(context, outboxId);
  if (row.isOpen === 0) {
    throw new Refusal('outbox_row_closed', '这条记录已经办结，不用再处理。请刷新后再看。');
  }
  if (actsOf(row, factHolds(context, row)).includes(act)) return row;
  throw new Refusal('outbox_act_not_possible', notPossible[act]);
}

const notPossible: Record<UploadAct, string> = {
  note: '这条记录现在不能备注，请刷新后再看。',
  resend: '只有中心不接收、且内容仍然有效的记录才能更正重传。请刷新后看这条记录现在可以怎样处理。',
  ask: '只有结果不明、已停止自动核对的记录才需要再核对。请刷新后看这条记录现在可以怎样处理。',
  reverse: '只有没有撤销的结算才能撤销，请在收费窗口办理。',
  close:
    '内容仍然有效、或者中心可能已收到的记录不能了结。可能已收到的请再核对；仍然有效的请更正后重传，或先在窗口撤销、撤回、作废。',
};

/** After the commit: the sender looks again, and the windows learn what waits. */
export function changed(context: ServiceContext, outboxId: string): OutboxRowDetail {
  context.wakeSender();
  context.publish('outbox.changed', uploadSummary(context));
  return readDetail(context, outboxId);
}
