import { PasswordInput } from '@mantine/core';
import { Refusal } from '../../shared/contract/refusal.ts';
import { longestPassword, shortestPassword } from '../../shared/staff/password-rules.ts';

/** A password that nobody sees while it is typed, and so is typed twice. */
export interface TypedTwice {
  readonly first: string;
  readonly second: string;
}

export const nothingTyped: TypedTwice = { first: '', second: '' };

/** Refuses `passwords_differ`. */
export function typedPassword({ first, second }: TypedTwice): string {
  if (first === second) return first;
  throw new Refusal('passwords_differ', '两次输入的密码不一样，请重新输入。');
}

interface NewPasswordFieldsProps {
  readonly label: string;
  readonly value: TypedTwice;
  /** Where nothing stands above them. */
  readonly autoFocus?: boolean;
  readonly onChange: (value: TypedTwice) => void;
}

export function NewPasswordFields({ label, value, autoFocus = false, onChange }: NewPasswordFieldsProps) {
  const rules = { required: true, maxLength: longestPassword, autoComplete: 'new-password' };
  return (
    <>
      <PasswordInput
        label={label}
        description={`至少 ${shortestPassword} 个字符，几个不相干的词连在一起最好记；不能有账号和姓名`}
        {...rules}
        autoFocus={autoFocus}
        value={value.first}
        onChange={(event) => onChange({ ...value, first: event.currentTarget.value })}
      />
      <PasswordInput
        label={`再输一遍${label}`}
        {...rules}
        value={value.second}
        onChange={(event) => onChange({ ...value, second: event.currentTarget.value })}
      />
    </>
  );
}
