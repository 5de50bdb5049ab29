import type { SecondPerson } from '../../shared/contract/values.ts';
import { AccountFields } from './account-fields.tsx';

export const nobodyYet: SecondPerson = { login: '', password: '' };

interface SecondPersonFieldsProps {
  readonly value: SecondPerson;
  readonly onChange: (value: SecondPerson) => void;
}

/** The second account, typed at the same screen by the person it belongs to. */
export function SecondPersonFields(props: SecondPersonFieldsProps) {
  return (
    <AccountFields
      {...props}
      account={{ label: '复核人账号', description: '须由另一人本人输入' }}
      password={{ label: '复核人密码', description: '与当前账号不能相同' }}
    />
  );
}
