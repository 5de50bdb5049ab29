import { Secret, TOTP } from 'otpauth';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { AccountOfList, BegunCode, SignedIn } from '../../../shared/contract/staff.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, ServiceContext } from '../context.ts';
import { statement } from '../database/statement.ts';
import { inTransaction } from '../database/transaction.ts';
import { readHospital, today } from '../hospital/settings.ts';
import { listAccounts, requireAccount } from './accounts.ts';
import { approve, recordApproval } from './approve.ts';
import { endSessionsOf } from './change-password.ts';
import { codeShape, codeWrong, secretOf, useCode } from './one-time-code.ts';
import { checkCredentials } from './sign-in.ts';

/** 160 bits, as RFC 4226 (4, R6) asks. */
const secretBytes = 20;

/** What was shown and is not confirmed yet, as long as its session lasts; in memory only. */
const begunOfSessions = new WeakMap<object, string>();

/**
 * A new secret for one's own phone; nothing counts before `confirmCode`. Asks for the password, and for a code of the old
 * phone where there is one. Refuses `password_wrong` and what a sign-in is refused for.
 */
export async function beginCode(
  context: ServiceContext,
  actor: Actor,
  typed: { readonly password: string; readonly code?: string | undefined },
): Promise<BegunCode> {
  const known = await checkCredentials(context, { login: actor.login, ...typed });
  if (known === undefined) throw new Refusal('password_wrong', '现在的密码不对，请重新输入。');
  const secret = new Secret({ size: secretBytes });
  const session = context.sessions.get(actor.windowId);
  if (session?.accountId !== actor.accountId) throw notBegun();
  begunOfSessions.set(session, secret.base32);
  const { hospitalName } = readHospital(context, today(context));
  const [issuer, label] = [`一站通 ${hospitalName}`, actor.login];
  const uri = new TOTP({ ...codeShape, issuer, label, secret }).toString();
  return { secret: secret.base32, uri };
}

/**
 * The first right code makes the secret count, and is used up by it. Refuses `one_time_code_not_begun`,
 * `one_time_code_wrong`. Returns the session, which is due for no code any more.
 */
export function confirmCode(context: ServiceContext, actor: Actor, code: string): SignedIn {
  const session = context.sessions.get(actor.windowId);
  const secret = session === undefined ? undefined : begunOfSessions.get(session);
  if (session === undefined || secret === undefined) throw notBegun();
  inTransaction(context.database, () => {
    const secretId = insertSecret(context, actor, actor.accountId, { secret, approvalId: null });
    if (!useCode(context, { secretId, secret }, code)) throw codeWrong();
    appendAudit(context, actor, 'staff.code_enrolled', actor.accountId, {});
  });
  const signedIn: SignedIn = { ...session, codeDue: false };
  context.sessions.set(actor.windowId, signedIn);
  return signedIn;
}

/**
 * Takes the codes of a lost phone away from another account, by two people. Refuses `staff_account_unknown`,
 * `one_time_code_own`, `one_time_code_none` and what `approve` refuses. Returns the accounts as they are then.
 */
export async function removeCode(
  context: ServiceContext,
  actor: Actor,
  order: { readonly accountId: string; readonly secondPerson: SecondPerson },
): Promise<AccountOfList[]> {
  const account = requireAccount(context, order.accountId);
  if (account.accountId === actor.accountId) {
    throw new Refusal('one_time_code_own', '自己的一次性口令不能自己取消，请另一位信息科的同事操作。');
  }
  if (secretOf(context, account.accountId) === undefined) {
    throw new Refusal('one_time_code_none', '这个账号没有一次性口令，请刷新后重试。');
  }
  const approval = await approve(context, actor, order.secondPerson, {
    act: 'staff.removeCode',
    subjectId: account.accountId,
    reason: `取消 ${account.displayName}（${account.login}）的一次性口令`,
  });
  inTransaction(context.database, () => {
    const approvalId = recordApproval(context, approval);
    insertSecret(context, actor, account.accountId, { secret: null, approvalId });
    appendAudit(context, actor, 'staff.code_removed', account.accountId, { approvalId });
  });
  endSessionsOf(context, account.accountId);
  return listAccounts(context);
}

function insertSecret(
  context: ServiceContext,
  actor: Actor,
  accountId: string,
  { secret, approvalId }: { readonly secret: string | null; readonly approvalId: string | null },
): string {
  const secretId = context.newId();
  statement<unknown[]>(
    context.database,
    `INSERT INTO one_time_secret (id, account_id, secret, approval_id, recorded_at, recorded_by)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(secretId, accountId, secret, approvalId, context.clock.now().toISOString(), actor.accountId);
  return secretId;
}

function notBegun(): Refusal {
  return new Refusal('one_time_code_not_begun', '请先输入密码，用手机扫描画面上的二维码，再输入 6 位数字。');
}
