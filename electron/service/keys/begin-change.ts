import type { HostRequestInput } from '../../../shared/contract/host.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { handoverOf } from '../recovery/handover.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { ownFingerprint } from './acts.ts';
import { requireRoomForNewKey } from './change-key.ts';

const act = 'keys.change_key';

/**
 * Lets two people change the key of the file: their word is written down before a key is drawn. Nothing else happens here.
 * @returns the approval's id. Refuses `key_change_no_room` and what a second person can be refused for
 */
export async function prepareKeyChange(
  context: ServiceContext,
  actor: Actor,
  { secondPerson }: HostRequestInput<'host.prepareKeyChange'>,
): Promise<{ approvalId: string }> {
  requireRoomForNewKey(context.connection);
  const subjectId = ownFingerprint(context);
  const reason = '更换数据文件的密钥';
  const approval = await approve(context, actor, secondPerson, { act, subjectId, reason });
  return inTransaction(context.database, () => {
    const approvalId = recordApproval(context, approval);
    appendAudit(context, actor, 'keys.key_change_begun', null, { approvalId, fingerprint: subjectId });
    return { approvalId };
  });
}

/** Closes the file; the next start of the service changes its key. Main keeps the new one already. */
export async function beginKeyChange(
  context: ServiceContext,
  { approvalId }: HostRequestInput<'host.beginKeyChange'>,
): Promise<Record<string, never>> {
  const asked = statement<[string, string]>(
    context.database,
    'SELECT 1 FROM approval WHERE id = ? AND act = ?',
  ).get(approvalId, act);
  if (asked === undefined) {
    throw new Refusal('input_not_valid', '没有这次更换密钥的复核，请重新来过。');
  }
  const handover = handoverOf(context);
  await handover.close();
  handover.startAnew();
  return {};
}
