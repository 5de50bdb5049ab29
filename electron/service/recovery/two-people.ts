import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { ServiceContext } from '../context.ts';
import { connectReadOnly } from '../database/connection.ts';
import { findAccount } from '../staff/accounts.ts';
import { countAttempt, forgetAttempts } from '../staff/lockout.ts';
import { nobodysPassword, passwordMatches } from '../staff/password.ts';
import { contextOfFile, type RecoveryGround } from './ground.ts';

const mayAgree: ReadonlySet<string> = new Set(['cashier_lead', 'finance', 'information_office']);

/**
 * While the present file is closed nobody is signed in: two people give their passwords, and the accounts are those of
 * the file that is to be put in place. Refuses `recovery_person_wrong`, `recovery_person_not_allowed`,
 * `second_person_is_same`, `sign_in_locked`.
 * @param counted where wrong passwords are counted
 */
export async function requireTwoPeople(
  ground: RecoveryGround,
  counted: Parameters<typeof countAttempt>[0],
  file: string,
  people: { readonly person: SecondPerson; readonly secondPerson: SecondPerson },
): Promise<{ readonly login: string; readonly secondLogin: string }> {
  const database = connectReadOnly({ ...ground.connection, file });
  try {
    const context = contextOfFile(ground, database);
    const first = await accountOf(context, counted, people.person);
    const second = await accountOf(context, counted, people.secondPerson);
    if (first.accountId === second.accountId) {
      throw new Refusal('second_person_is_same', '复核必须由另一个人用自己的账号完成。');
    }
    if (first.role !== 'information_office' || !mayAgree.has(second.role)) {
      throw new Refusal(
        'recovery_person_not_allowed',
        '换用备份须由信息科的账号操作，由收费组长、财务或另一个信息科账号复核。',
      );
    }
    return { login: first.login, secondLogin: second.login };
  } finally {
    database.close();
  }
}

async function accountOf(
  context: ServiceContext,
  counted: Parameters<typeof countAttempt>[0],
  { login, password }: SecondPerson,
) {
  countAttempt(counted, login);
  const account = findAccount(context, login);
  const matches = await passwordMatches(password, account?.password ?? nobodysPassword);
  if (account === undefined || !matches) {
    throw new Refusal(
      'recovery_person_wrong',
      '登录名或密码不对。请用选中的那份备份里有的账号和当时的密码。',
    );
  }
  forgetAttempts(counted, login);
  return account;
}
