import type { HostRequestInput } from '../../../shared/contract/host.ts';
import type { KeyPaper } from '../../../shared/contract/keys.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { hospitalNames } from '../hospital/handlers.ts';
import { findAccount } from '../staff/accounts.ts';
import { approve, recordApproval } from '../staff/approve.ts';
import { ownFingerprint } from './acts.ts';

/**
 * Lets two people put the key on paper: their word is written down before anything is drawn. The key itself is not
 * among what is gathered here. Refuses `recovery_key_of_another_file` if main is about to print a key that does not
 * open this file, and what a second person can be refused for.
 */
export async function prepareKeyPaper(
  context: ServiceContext,
  actor: Actor,
  { fingerprint, secondPerson }: HostRequestInput<'host.prepareKeyPaper'>,
): Promise<KeyPaper> {
  if (fingerprint !== ownFingerprint(context)) {
    throw new Refusal(
      'recovery_key_of_another_file',
      '本机保管的密钥不是这个数据文件的，没有打印。请重新启动程序；仍然出现请联系供应方。',
    );
  }
  const approval = await approve(context, actor, secondPerson, {
    act: 'keys.print_recovery_key',
    subjectId: fingerprint,
    reason: '打印恢复密钥',
  });
  return inTransaction(context.database, () => ({
    approvalId: recordApproval(context, approval),
    fingerprint,
    practice: context.practice,
    ...hospitalNames(context),
    printedAt: context.clock.now().toISOString(),
    printedBy: actor.displayName,
    approvedBy: findAccount(context, secondPerson.login)?.displayName ?? secondPerson.login,
  }));
}
