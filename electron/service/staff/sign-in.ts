import { Refusal } from '../../../shared/contract/refusal.ts';
import type { Session, SignedIn } from '../../../shared/contract/staff.ts';
import { appendAudit } from '../audit/audit.ts';
import type { ServiceContext } from '../context.ts';
import { findAccount } from './accounts.ts';
import { type Attempt, countAttempt, forgetAttempts, takeAttemptBack } from './lockout.ts';
import { codeDue, codeNeeded, codeWrong, secretOf, useCode } from './one-time-code.ts';
import { nobodysPassword, passwordMatches } from './password.ts';
import { passwordDue } from './passwords.ts';
import { refusedBefore } from './refused-before.ts';
import { beginSession } from './session-age.ts';

export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/**
 * Signs an account in at one window; who was signed in there before is signed out. Refuses `sign_in_wrong`, the same
 * and after the same time for an unknown login as for a wrong password, `one_time_code_needed`, `one_time_code_wrong` and
 * `sign_in_locked`.
 */
export async function signIn(
  context: ServiceContext,
  windowId: number,
  credentials: Credentials,
): Promise<SignedIn> {
  const session = await checkCredentials(context, credentials);
  if (session === undefined) {
    throw new Refusal('sign_in_wrong', '登录名或密码不对，请重新输入。');
  }
  return enter(context, windowId, session);
}

/** From now on that account sits at the window. */
export function enter(context: ServiceContext, windowId: number, session: SignedIn): SignedIn {
  signOut(context, windowId);
  // The log first: nobody is signed in whom it does not know.
  appendAudit(context, session, 'staff.signed_in', session.accountId, { windowId });
  context.sessions.set(windowId, session);
  beginSession(context, windowId);
  return session;
}

export function signOut(context: ServiceContext, windowId: number): void {
  const session = context.sessions.get(windowId);
  if (session === undefined) return;
  context.sessions.delete(windowId);
  appendAudit(context, session, 'staff.signed_out', session.accountId, { windowId });
}

/**
 * The account if the password is its own, and the one-time code too where it has codes; else undefined. Refuses
 * `one_time_code_needed`, `one_time_code_wrong` (only after the right password) and `sign_in_locked`. Every attempt counts
 * towards the lockout and a failed one is written into the audit log: by account if there is one, never by what was typed,
 * which may be a password.
 */
export function checkCredentials(
  context: ServiceContext,
  { login, password, code }: Credentials,
): Promise<SignedIn | undefined> {
  return checkPassword(context, { login, password }, (account, attempt) => {
    const secret = secretOf(context, account.accountId);
    if (secret === undefined) return;
    if (code === undefined) {
      // Asking for the code is no wrong code; the wrong ones before it stay counted.
      takeAttemptBack(context, login, attempt);
      throw codeNeeded();
    }
    if (useCode(context, secret, code)) return;
    appendAudit(context, undefined, 'staff.code_refused', account.accountId, {});
    throw codeWrong();
  });
}

/** The same without the second step, for whoever has signed in by both. What `afterwards` throws leaves the attempt counted. */
export async function checkPassword(
  context: ServiceContext,
  { login, password }: Pick<Credentials, 'login' | 'password'>,
  afterwards?: (account: Session, attempt: Attempt) => void,
): Promise<SignedIn | undefined> {
  const attempt = countAttempt(context, login, () => refusedBefore(context, login));
  const account = findAccount(context, login);
  const matches = await passwordMatches(password, account?.password ?? nobodysPassword);
  if (account === undefined || !matches) {
    appendAudit(context, undefined, 'staff.password_refused', account?.accountId ?? null, {});
    return undefined;
  }
  const { password: _, ...session } = account;
  afterwards?.(session, attempt);
  forgetAttempts(context, login);
  return {
    ...session,
    passwordDue: passwordDue(context, session.accountId),
    codeDue: codeDue(context, session),
  };
}
