import { TextInput } from '@mantine/core';

interface CodeFieldProps {
  readonly value: string;
  readonly label?: string;
  readonly description?: string;
  readonly autoFocus?: boolean;
  /** Several accounts in one form, not all of which have codes. */
  readonly optional?: boolean;
  readonly onChange: (code: string) => void;
}

/** Six digits from a phone; what stands between them when they are read aloud or pasted is left out. */
export function CodeField({ value, label = '一次性口令', autoFocus = false, ...props }: CodeFieldProps) {
  const { description = '手机上现在显示的 6 位数字', optional = false, onChange } = props;
  return (
    <TextInput
      label={label}
      description={description}
      required={!optional}
      autoFocus={autoFocus}
      inputMode="numeric"
      autoComplete="off"
      minLength={6}
      value={value}
      onChange={(event) => onChange(digitsOf(event.currentTarget.value))}
    />
  );
}

function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '').slice(0, 6);
}
