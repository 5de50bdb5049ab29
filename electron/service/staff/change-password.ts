import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SignedIn } from '../../../shared/contract/staff.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { requireAccount } from './accounts.ts';
import { approve, recordApproval } from './approve.ts';
import { codeDue } from './one-time-code.ts';
import { keepPassword, passwordMatches } from './password.ts';
import { passwordsOf, recordPassword, requireGoodPassword } from './passwords.ts';
import { checkPassword } from './sign-in.ts';

/** None of the last passwords again; each comparison costs as much as a sign-in. */
const passwordsRemembered = 3;

/**
 * The account's own act, with its old password. Refuses `password_wrong`, `sign_in_locked`, `password_used_before` and
 * what the rules refuse. Returns the session, which is due for nothing any more.
 */
export async function changePassword(
  context: ServiceContext,
  actor: Actor,
  { password, newPassword }: { readonly password: string; readonly newPassword: string },
): Promise<SignedIn> {
  const known = await checkPassword(context, { login: actor.login, password });
  if (known === undefined) throw new Refusal('password_wrong', '现在的密码不对，请重新输入。');
  requireGoodPassword(newPassword, actor);
  await requireNew(context, actor.accountId, newPassword);
  const kept = await keepPassword(newPassword);
  inTransaction(context.database, () => {
    recordPassword(context, actor, actor.accountId, kept);
    appendAudit(context, actor, 'staff.password_changed', actor.accountId, {});
  });
  const { windowId, ...session } = actor;
  const signedIn: SignedIn = { ...session, passwordDue: null, codeDue: codeDue(context, actor) };
  // Who left meanwhile stays away.
  if (context.sessions.get(windowId)?.accountId === actor.accountId) context.sessions.set(windowId, signedIn);
  return signedIn;
}

/**
 * Gives another account a password that it changes at its next sign-in, with a second person. Refuses
 * `staff_account_unknown`, `password_own`, what `approve` refuses and what the rules refuse.
 */
export async function resetPassword(
  context: ServiceContext,
  actor: Actor,
  order: { readonly accountId: string; readonly newPassword: string; readonly secondPerson: SecondPerson },
): Promise<void> {
  const account = requireAccount(context, order.accountId);
  if (account.accountId === actor.accountId) {
    throw new Refusal('password_own', '自己的密码请用“改密码”更改，要先输入现在的密码。');
  }
  requireGoodPassword(order.newPassword, account);
  const approval = await approve(context, actor, order.secondPerson, {
    act: 'staff.resetPassword',
    subjectId: account.accountId,
    reason: `重置 ${account.displayName}（${account.login}）的密码`,
  });
  const kept = await keepPassword(order.newPassword);
  inTransaction(context.database, () => {
    const approvalId = recordApproval(context, approval);
    recordPassword(context, actor, account.accountId, kept);
    appendAudit(context, actor, 'staff.password_reset', account.accountId, { approvalId });
  });
  endSessionsOf(context, account.accountId);
}

/** Whoever sits there with the old password signs in anew. */
export function endSessionsOf(context: ServiceContext, accountId: string): void {
  for (const [windowId, session] of context.sessions) {
    if (session.accountId === accountId) context.sessions.delete(windowId);
  }
}

async function requireNew(context: ServiceContext, accountId: string, password: string): Promise<void> {
  for (const kept of passwordsOf(context, accountId, passwordsRemembered)) {
    if (await passwordMatches(password, kept)) {
      throw new Refusal('password_used_before', '这是您最近用过的密码，请换一个新的。');
    }
  }
}
