import { commonBeginnings } from './common-passwords.ts';

export const shortestPassword = 10;
export const longestPassword = 200;
/** Fewer different characters are a pattern, not a secret. */
const fewestDifferent = 5;

export interface PasswordFault {
  readonly code: 'password_too_short' | 'password_too_simple' | 'password_names_account' | 'password_common';
  readonly sentence: string;
}

/** Whose password it is. */
export interface PasswordOwner {
  readonly login: string;
  readonly displayName: string;
}

/**
 * What is wrong with a password that somebody chose; undefined for a good one. Length counts, not a mixture of signs
 * (NIST SP 800-63B, 3.1.1.2): at least ten characters, no pattern, no name of the account, nothing that is guessed first.
 */
export function faultOfPassword(password: string, owner: PasswordOwner): PasswordFault | undefined {
  const plain = password.normalize('NFC').toLowerCase();
  const characters = Array.from(plain);
  if (characters.length < shortestPassword) {
    return { code: 'password_too_short', sentence: `密码至少 ${shortestPassword} 个字符，请写长一些。` };
  }
  if (new Set(characters).size < fewestDifferent || isRun(plain)) {
    return {
      code: 'password_too_simple',
      sentence: '密码是重复或连续的字符，太容易猜到，请换一个，例如几个不相干的词连在一起。',
    };
  }
  const names = [owner.login, owner.displayName].map((name) => name.normalize('NFC').toLowerCase());
  if (names.some((name) => Array.from(name).length > 1 && plain.includes(name))) {
    return { code: 'password_names_account', sentence: '密码里不能有自己的账号或姓名，请换一个。' };
  }
  // Digits and signs at both ends are what everybody adds.
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const withoutEnd = plain.replace(/[\d\W_]+$/u, '');
  if ([plain, core, withoutEnd].some((part) => commonBeginnings.has(part))) {
    return { code: 'password_common', sentence: '这个密码太常见，别人最先试的就是它，请换一个。' };
  }
  return undefined;
}

const rows = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const runs = rows.flatMap((row) => [row, Array.from(row).toReversed().join('')]);

/** 1234567890, or a part of it again and again. */
function isRun(plain: string): boolean {
  for (let length = 1; length <= plain.length / 2; length += 1) {
    const part = plain.slice(0, length);
    if (part.repeat(Math.ceil(plain.length / length)).slice(0, plain.length) === plain) return true;
  }
  return runs.some((run) => run.includes(plain));
}
