import type { Handlers } from '../context.ts';
import { createAccount, listAccounts } from './accounts.ts';
import { sessionAt } from './session.ts';
import { signIn, signOut } from './sign-in.ts';

type StaffRequest = 'staff.signIn' | 'staff.signOut' | 'staff.session' | 'staff.list' | 'staff.createAccount';

export const staffHandlers: Pick<Handlers, StaffRequest> = {
  'staff.signIn': (context, { input, windowId }) => signIn(context, windowId, input),
  'staff.signOut': (context, { windowId }) => {
    signOut(context, windowId);
    return {};
  },
  'staff.session': (context, { windowId }) => sessionAt(context, windowId) ?? null,
  'staff.list': (context) => listAccounts(context),
  'staff.createAccount': (context, { input, actor }) => createAccount(context, actor, input),
};
