import type { SignedIn } from '../../../shared/contract/staff.ts';
import { appendAudit } from '../audit/audit.ts';
import type { ServiceContext } from '../context.ts';
import { currentRole } from './accounts.ts';
import { isSessionOver } from './session-age.ts';
import { signOut } from './sign-in.ts';

/**
 * Who is signed in at a window, with the role that the account has now: a role that was taken away or changed counts
 * from the next request on, not from the next sign-in. An account that was closed is signed out, and so is one whose shift
 * has lasted longer than the hospital allows: the window asks for the password again and keeps what was begun.
 */
export function sessionAt(context: ServiceContext, windowId: number): SignedIn | undefined {
  const session = context.sessions.get(windowId);
  if (session === undefined) return undefined;
  const role = currentRole(context, session.accountId);
  if (role === undefined) {
    signOut(context, windowId);
    return undefined;
  }
  if (isSessionOver(context, windowId)) {
    context.sessions.delete(windowId);
    appendAudit(context, session, 'staff.session_ended', session.accountId, { windowId });
    return undefined;
  }
  return { ...session, role };
}
