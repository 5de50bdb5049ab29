import { PasswordInput, SimpleGrid, TextInput } from '@mantine/core';
import type { SecondPerson } from '../../shared/contract/values.ts';

export const nobodyYet: SecondPerson = { login: '', password: '' };

/** The second account, typed at the same screen by the person it belongs to. */
export function SecondPersonFields({
  value,
  onChange,
}: {
  value: SecondPerson;
  onChange: (value: SecondPerson) => void;
}) {
  return (
    <SimpleGrid cols={2}>
      <TextInput
        label="复核人账号"
        description="须由另一人本人输入"
        required
        value={value.login}
        onChange={(event) => onChange({ ...value, login: event.currentTarget.value })}
      />
      <PasswordInput
        label="复核人密码"
        description="与当前账号不能相同"
        required
        autoComplete="off"
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
