import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Role } from '../../../shared/contract/request.ts';
import type { AccountOfList, Session } from '../../../shared/contract/staff.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { insertRole, listAccounts, requireAccount } from './accounts.ts';
import { approve, recordApproval } from './approve.ts';
import { endSessionsOf } from './change-password.ts';

/**
 * Gives an account another role, or closes it (`none`), with a second person; it counts from its next request on. Refuses
 * `staff_account_unknown`, `role_own`, `role_unchanged`, `role_last_office` and what `approve` refuses. Returns the accounts
 * that there are then.
 */
export async function changeRole(
  context: ServiceContext,
  actor: Actor,
  order: { readonly accountId: string; readonly role: Role | 'none'; readonly secondPerson: SecondPerson },
): Promise<AccountOfList[]> {
  const { accountId, role } = order;
  const account = requireAccount(context, accountId);
  if (accountId === actor.accountId) {
    throw new Refusal('role_own', '不能停用自己的账号，也不能改自己的角色，请另一位信息科的同事操作。');
  }
  if (account.role === role) throw new Refusal('role_unchanged', '账号已经是这个角色。');
  const approval = await approve(context, actor, order.secondPerson, {
    act: 'staff.changeRole',
    subjectId: accountId,
    reason: role === 'none' ? `停用 ${account.displayName}（${account.login}）` : `${account.role} → ${role}`,
  });
  inTransaction(context.database, () => {
    requireOneOffice(context, account, role);
    const approvalId = recordApproval(context, approval);
    insertRole(context, actor, accountId, role);
    appendAudit(context, actor, 'staff.role_changed', accountId, {
      from: account.role,
      to: role,
      approvalId,
    });
  });
  if (role === 'none') endSessionsOf(context, accountId);
  return listAccounts(context);
}

/** Without anybody of the information office nobody could make an account again. */
function requireOneOffice(context: ServiceContext, account: Session, role: Role | 'none'): void {
  if (account.role !== 'information_office' || role === 'information_office') return;
  const others = listAccounts(context).filter(
    (other) => other.role === 'information_office' && other.accountId !== account.accountId,
  );
  if (others.length > 0) return;
  throw new Refusal('role_last_office', '这是最后一个信息科账号，停用后没有人能管理账号。请先新建另一个。');
}
