import { TextInput } from '@mantine/core';
import { amountAboveNothing } from './typed-amount.ts';

interface AmountFieldProps {
  readonly label?: string;
  readonly isFirst?: boolean;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}

/** An amount above nothing, as it is typed; what is none says so. Read it with `amountAboveNothing`. */
export function AmountField({ label = '金额（元）', isFirst = false, value, onChange }: AmountFieldProps) {
  return (
    <TextInput
      label={label}
      required
      data-autofocus={isFirst || undefined}
      inputMode="decimal"
      maxLength={20}
      value={value}
      error={value !== '' && amountAboveNothing(value) === undefined && '请写大于零的金额'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
