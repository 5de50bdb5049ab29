import { Refusal } from '../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../shared/contract/values.ts';
import type { ServiceContext } from '../context.ts';
import { connectReadOnly } from '../database/connection.ts';
import { findAccount } from '../staff/accounts.ts';
import { type Attempt, countAttempt, forgetAttempts, takeAttemptBack } from '../staff/lockout.ts';
import { type CodeUse, codeNeeded, codeWrong, secretOf, unusedCode } from '../staff/one-time-code.ts';
import { nobodysPassword, passwordMatches } from '../staff/password.ts';
import { contextOfFile, type RecoveryGround } from './ground.ts';

const mayAgree: ReadonlySet<string> = new Set(['cashier_lead', 'finance', 'information_office']);

/** Where people are asked, and what they are asked for. */
export interface Asking {
  /** Where wrong passwords and codes are counted. */
  readonly counted: Parameters<typeof countAttempt>[0];
  /**
   * False where the recovery key was given: whoever has it reads the secrets of the codes in the file itself, and it is
   * the way back for those whose phone is not the one that the copy knows.
   */
  readonly asksCodes: boolean;
}

/** Two people who may put a file in place, by the accounts of that file. */
export interface TwoPeople {
  readonly login: string;
  readonly secondLogin: string;
  /** The one-time codes that they gave, to be used up in the file that is put in place. */
  readonly codes: readonly CodeUse[];
}

/**
 * While the present file is closed nobody is signed in: two people give their passwords, and the accounts are those of
 * the file that is to be put in place, as are the secrets of the one-time codes of those who have them there. Refuses
 * `recovery_person_wrong`, `recovery_person_not_allowed`, `second_person_is_same`, `one_time_code_needed`,
 * `one_time_code_wrong`, `sign_in_locked`.
 */
export async function requireTwoPeople(
  ground: RecoveryGround,
  asking: Asking,
  file: string,
  people: { readonly person: SecondPerson; readonly secondPerson: SecondPerson },
): Promise<TwoPeople> {
  const database = connectReadOnly({ ...ground.connection, file });
  try {
    const context = contextOfFile(ground, database);
    const first = await accountOf(context, asking, people.person);
    const second = await accountOf(context, asking, people.secondPerson);
    if (first.accountId === second.accountId) {
      throw new Refusal('second_person_is_same', '复核必须由另一个人用自己的账号完成。');
    }
    if (first.role !== 'information_office' || !mayAgree.has(second.role)) {
      throw new Refusal(
        'recovery_person_not_allowed',
        '换用备份须由信息科的账号操作，由收费组长、财务或另一个信息科账号复核。',
      );
    }
    const codes = [first.code, second.code].filter((code) => code !== undefined);
    return { login: first.login, secondLogin: second.login, codes };
  } finally {
    database.close();
  }
}

async function accountOf(context: ServiceContext, { counted, asksCodes }: Asking, person: SecondPerson) {
  const { login, password } = person;
  const attempt = countAttempt(counted, login);
  const account = findAccount(context, login);
  const matches = await passwordMatches(password, account?.password ?? nobodysPassword);
  if (account === undefined || !matches) {
    throw new Refusal(
      'recovery_person_wrong',
      '登录名或密码不对。请用选中的那份备份里有的账号和当时的密码。',
    );
  }
  const code = asksCodes ? codeOf(context, counted, person, { ...account, attempt }) : undefined;
  forgetAttempts(counted, login);
  return { ...account, code };
}

/** The code that goes with a right password; undefined where the account has none in that file. */
function codeOf(
  context: ServiceContext,
  counted: Asking['counted'],
  { login, code }: SecondPerson,
  { accountId, displayName, attempt }: { accountId: string; displayName: string; attempt: Attempt },
): CodeUse | undefined {
  const secret = secretOf(context, accountId);
  if (secret === undefined) return undefined;
  if (code === undefined) {
    takeAttemptBack(counted, login, attempt);
    throw codeNeeded(displayName);
  }
  const use = unusedCode(context, secret, code);
  if (use === undefined) throw codeWrong();
  return use;
}
