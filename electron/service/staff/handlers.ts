import type { staffRequests } from '../../../shared/contract/staff.ts';
import type { Handlers } from '../context.ts';
import { sessionAt } from './session.ts';
import { signIn, signOut } from './sign-in.ts';

export const staffHandlers: Pick<Handlers, keyof typeof staffRequests> = {
  'staff.signIn': (context, { input, windowId }) => signIn(context, windowId, input),
  'staff.signOut': (context, { windowId }) => {
    signOut(context, windowId);
    return {};
  },
  'staff.session': (context, { windowId }) => sessionAt(context, windowId) ?? null,
};
