import { TextInput } from '@mantine/core';

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}

/** A day as it is typed. Read it with `dayOf`, which refuses what is none. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <TextInput
      label={label}
      required
      maxLength={20}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
