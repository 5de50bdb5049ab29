import { PasswordInput, SimpleGrid, TextInput } from '@mantine/core';
import type { SecondPerson } from '../../shared/contract/values.ts';

interface FieldWords {
  readonly label: string;
  readonly description: string;
}

interface AccountFieldsProps {
  readonly value: SecondPerson;
  readonly onChange: (value: SecondPerson) => void;
  readonly account: FieldWords;
  readonly password: FieldWords;
}

/** An account and its password, typed by the person they belong to; nothing of them is kept. */
export function AccountFields({ value, onChange, account, password }: AccountFieldsProps) {
  return (
    <SimpleGrid cols={2}>
      <TextInput
        {...account}
        required
        value={value.login}
        onChange={(event) => onChange({ ...value, login: event.currentTarget.value })}
      />
      <PasswordInput
        {...password}
        required
        autoComplete="off"
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
