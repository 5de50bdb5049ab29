import { assert, property, string } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { faultOfPassword } from '../../../shared/staff/password-rules.ts';

const owner = { login: 'zhoutao', displayName: '周涛' };
const faultOf = (password: string) => faultOfPassword(password, owner)?.code;

describe('a password that somebody chose', () => {
  it.each(['九个字的密码不够长', 'short-one', '𠮷𠮷好的密码词语'])('%s is too short', (password) => {
    expect(faultOf(password)).toBe('password_too_short');
  });

  it.each([
    '1234567890',
    '0987654321',
    'aaaaaaaaaaaa',
    'ababababababab',
    '123123123123',
    'abcdefghijklm',
    'QWERTYUIOP',
  ])('%s is a pattern', (password) => {
    expect(faultOf(password)).toBe('password_too_simple');
  });

  it.each(['zhoutao-2026!x', 'xxx周涛的密码好记', 'ZHOUTAO99887'])('%s names its account', (password) => {
    expect(faultOf(password)).toBe('password_names_account');
  });

  it.each([
    'Password2026!',
    'p@ssw0rd12345',
    '2026password!',
    'yibaoju20261',
    '1qaz2wsx3edc',
    'iloveyou1314!',
    '我爱你1314520',
  ])('%s is what is guessed first', (password) => {
    expect(faultOf(password)).toBe('password_common');
  });

  it.each(['稻田 收割机 星期四 蓝', 'Ducks cross at noon', 'shitang-2020-7', '窗口外面下着小雨呢好'])(
    '%s is good',
    (password) => {
      expect(faultOf(password)).toBeUndefined();
    },
  );
});

test('whatever is typed, it is judged, and composed and decomposed characters are judged alike', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 60 }), (password) => {
      expect(faultOf(password.normalize('NFD'))).toBe(faultOf(password.normalize('NFC')));
    }),
  );
});
