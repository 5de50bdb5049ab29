import { TextInput } from '@mantine/core';
import { DayField } from '../components/day-field.tsx';

interface BankFieldsProps {
  readonly movedOn: string;
  readonly onMovedOn: (day: string) => void;
  readonly reference: string;
  readonly onReference: (reference: string) => void;
}

/** The day and the number of the bank's slip. */
export function BankFields({ movedOn, onMovedOn, reference, onReference }: BankFieldsProps) {
  return (
    <>
      <DayField label="到账日期" value={movedOn} onChange={onMovedOn} />
      <TextInput
        label="银行回单号"
        required
        maxLength={60}
        value={reference}
        onChange={(event) => onReference(event.currentTarget.value)}
      />
    </>
  );
}
