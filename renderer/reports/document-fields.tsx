import { TextInput } from '@mantine/core';
import { DayField } from '../components/day-field.tsx';

interface DocumentFieldsProps {
  readonly document: string;
  readonly onDocument: (document: string) => void;
  readonly fromDay: string;
  readonly onFromDay: (typed: string) => void;
}

/** The document that says the figures of a form, and the day from which they count. */
export function DocumentFields({ document, onDocument, fromDay, onFromDay }: DocumentFieldsProps) {
  return (
    <>
      <TextInput
        label="依据文件"
        data-autofocus
        maxLength={100}
        value={document}
        onChange={(event) => onDocument(event.currentTarget.value)}
      />
      <DayField label="从哪天起" value={fromDay} onChange={onFromDay} />
    </>
  );
}
