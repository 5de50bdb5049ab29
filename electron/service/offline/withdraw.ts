import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { isAnswered } from '../outbox/on-stick.ts';
import { uploadSummary } from '../outbox/summary.ts';

interface Left {
  /** No receipt settled it yet. */
  readonly hasUnanswered: 0 | 1;
}

/**
 * A person's word that a package was not handed in and will not be: its rows may be sent anew or taken back as if it had
 * not been written. Refuses `package_unknown`, `package_withdrawn` and `package_answered`.
 */
export function withdrawPackage(
  context: ServiceContext,
  actor: Actor,
  { packageId, reason }: { readonly packageId: string; readonly reason: string },
): void {
  const { database } = context;
  inTransaction(database, () => {
    requireWithdrawable(context, packageId);
    statement<[string, string, string, string]>(
      database,
      `INSERT INTO offline_package_withdrawal (package_id, reason, recorded_at, recorded_by) VALUES (?, ?, ?, ?)`,
    ).run(packageId, reason, context.clock.now().toISOString(), actor.accountId);
    appendAudit(context, actor, 'offline.withdrawn', packageId, { reason });
  });
  context.publish('outbox.changed', uploadSummary(context));
}

function requireWithdrawable(context: ServiceContext, packageId: string): void {
  const left = statement<[string], Left>(
    context.database,
    `SELECT EXISTS (SELECT 1 FROM offline_package_row AS held WHERE held.package_id = package.id
         AND NOT ${isAnswered('held')}) AS hasUnanswered
     FROM offline_package AS package WHERE id = ?`,
  ).get(packageId);
  if (left === undefined) throw new Refusal('package_unknown', '没有导出过这个文件，请刷新后重试。');
  if (isWithdrawn(context, packageId)) {
    throw new Refusal('package_withdrawn', '这个文件已经标为没有送出，不用再标。');
  }
  if (left.hasUnanswered === 0) {
    throw new Refusal('package_answered', '中心的回执已经答复了这个文件的每一笔，不能标为没有送出。');
  }
}

export function isWithdrawn(context: ServiceContext, packageId: string): boolean {
  const found = 'SELECT 1 FROM offline_package_withdrawal WHERE package_id = ?';
  return statement<[string]>(context.database, found).get(packageId) !== undefined;
}
