import type { LocalDate } from '../../../shared/calendar/local-date.ts';
import type { NewHospital } from '../../../shared/contract/accounts.ts';
import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SignedIn } from '../../../shared/contract/staff.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { type SettingName, writeSetting } from '../hospital/settings.ts';
import { hasAccounts, insertAccount } from './accounts.ts';
import { keepPassword } from './password.ts';
import { requireGoodPassword } from './passwords.ts';
import { enter } from './sign-in.ts';

/** Stays that began before the program came are settled by what the hospital is. */
const fromTheBeginning = '2000-01-01' as LocalDate;

export interface FirstStart {
  readonly hospital: NewHospital;
  readonly login: string;
  readonly displayName: string;
  readonly password: string;
}

/**
 * Makes a hospital of a new file: what it is, and its first account, of the information office, which is signed in at that
 * window; in one transaction, once. Refuses `already_set_up` where there is an account, and what the rules of passwords
 * refuse.
 */
export async function firstStart(
  context: ServiceContext,
  windowId: number,
  { hospital, login, displayName, password }: FirstStart,
): Promise<SignedIn> {
  requireNewFile(context);
  requireGoodPassword(password, { login, displayName });
  const kept = await keepPassword(password);
  const session = inTransaction(context.database, () => {
    // Two windows at once: one of them is first.
    requireNewFile(context);
    const account = { login, displayName, role: 'information_office' as const };
    const made = insertAccount(context, undefined, account, kept);
    const actor = { ...made, windowId };
    for (const name of ['hospitalId', 'windowId'] as const) {
      writeSetting(context, actor, name, context.newId(), fromTheBeginning);
    }
    for (const [name, value] of Object.entries(hospital)) {
      writeSetting(context, actor, name as SettingName, value as never, fromTheBeginning);
    }
    return made;
  });
  return enter(context, windowId, { ...session, passwordDue: null, codeDue: false });
}

function requireNewFile(context: ServiceContext): void {
  if (!hasAccounts(context)) return;
  throw new Refusal('already_set_up', '这家医院已经设置过，请用账号登录；忘记密码请找信息科。');
}
