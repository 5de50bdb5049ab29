import { Refusal } from '../../../../shared/contract/refusal.ts';
import type { SecondPerson } from '../../../../shared/contract/values.ts';
import { readRecoveryKey } from '../../../../shared/recovery-key/recovery-key.ts';

export interface Secrets {
  /** 64 hexadecimal digits. */
  readonly keyHex: string;
  /** Refuses `recover_people_missing` when they were not given. */
  readonly people: () => { readonly person: SecondPerson; readonly secondPerson: SecondPerson };
}

const mostCharacters = 10_000;

/**
 * Reads key and passwords from standard input: neither stands in a list of processes or in a shell's history. The key
 * is what is printed on the paper, in one line, or 64 hexadecimal digits. Refuses as `readRecoveryKey`.
 */
export async function readSecrets(input: AsyncIterable<unknown>, withPeople: boolean): Promise<Secrets> {
  let text = '';
  for await (const piece of input) {
    text += String(piece);
    if (text.length > mostCharacters) throw missing();
    if (!withPeople && text.includes('\n')) break;
  }
  const [key = '', ...lines] = text.split(/\r?\n/);
  const typed = key.trim();
  const keyHex = /^[0-9a-f]{64}$/i.test(typed) ? typed.toLowerCase() : readRecoveryKey(typed);
  return {
    keyHex,
    people: () => {
      const [login = '', password = '', secondLogin = '', secondPassword = ''] = lines;
      if ([login, password, secondLogin, secondPassword].includes('')) throw missing();
      return {
        person: { login: login.trim(), password },
        secondPerson: { login: secondLogin.trim(), password: secondPassword },
      };
    },
  };
}

function missing(): Refusal {
  return new Refusal(
    'recover_people_missing',
    '换用备份须两个人：请从标准输入依次给出恢复密钥、账号、密码、复核人账号、复核人密码，各占一行。',
  );
}
