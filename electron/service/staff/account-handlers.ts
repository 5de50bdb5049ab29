import type { accountRequests } from '../../../shared/contract/accounts.ts';
import type { Handlers } from '../context.ts';
import { createAccount, listAccounts } from './accounts.ts';
import { changePassword, resetPassword } from './change-password.ts';
import { changeRole } from './change-role.ts';
import { beginCode, confirmCode, removeCode } from './enrol-code.ts';
import { firstStart } from './first-start.ts';
import { requireGoodPassword } from './passwords.ts';

export const accountHandlers: Pick<Handlers, keyof typeof accountRequests> = {
  'staff.firstStart': (context, { input, windowId }) => firstStart(context, windowId, input),
  'staff.list': (context) => listAccounts(context),
  'staff.createAccount': (context, { input, actor }) => {
    requireGoodPassword(input.password, input);
    return createAccount(context, actor, input);
  },
  'staff.changePassword': (context, { input, actor }) => changePassword(context, actor, input),
  'staff.resetPassword': async (context, { input, actor }) => {
    await resetPassword(context, actor, input);
    return {};
  },
  'staff.changeRole': (context, { input, actor }) => changeRole(context, actor, input),
  'staff.beginCode': (context, { input, actor }) => beginCode(context, actor, input),
  'staff.confirmCode': (context, { input, actor }) => confirmCode(context, actor, input.code),
  'staff.removeCode': (context, { input, actor }) => removeCode(context, actor, input),
};
