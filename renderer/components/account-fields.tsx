import { PasswordInput, SimpleGrid, TextInput } from '@mantine/core';
import { useContext } from 'react';
import type { SecondPerson } from '../../shared/contract/values.ts';
import { CodeField } from './code-field.tsx';
import { RefusalContext } from './refusal-context.ts';

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

/**
 * An account and its password, typed by the person they belong to; nothing of them is kept. The one-time code is asked for
 * when the service says that an account of the form has one.
 */
export function AccountFields({ value, onChange, account, password }: AccountFieldsProps) {
  const refusal = useContext(RefusalContext);
  const asksCode = value.code !== undefined || refusal?.code === 'one_time_code_needed';
  const { code, ...typed } = value;
  return (
    <SimpleGrid cols={asksCode ? 3 : 2}>
      <TextInput
        {...account}
        required
        value={value.login}
        // Another account may have none.
        onChange={(event) => onChange({ ...typed, login: event.currentTarget.value })}
      />
      <PasswordInput
        {...password}
        required
        autoComplete="off"
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
      />
      {asksCode && (
        <CodeField
          autoFocus
          optional
          description="手机上的 6 位数字"
          value={code ?? ''}
          onChange={(next) => onChange(next === '' ? typed : { ...value, code: next })}
        />
      )}
    </SimpleGrid>
  );
}
