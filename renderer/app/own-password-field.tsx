import { PasswordInput } from '@mantine/core';

interface OwnPasswordFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Who changes something of the own account shows once more that it is theirs. */
export function OwnPasswordField({ value, onChange }: OwnPasswordFieldProps) {
  return (
    <PasswordInput
      label="现在的密码"
      required
      data-autofocus
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
