import { SimpleGrid, TextInput } from '@mantine/core';
import { dayOf } from './typed-day.ts';

/** From a day on, and to a day or for good, as typed. */
export interface TypedPeriod {
  readonly fromDay: string;
  readonly toDay: string;
}

/** Refuses `date_wrong`. An empty end is no end. */
export function periodOf({ fromDay, toDay }: TypedPeriod): { fromDay: string; toDay: string | null } {
  return { fromDay: dayOf(fromDay), toDay: toDay.trim() === '' ? null : dayOf(toDay) };
}

interface PeriodFieldsProps {
  readonly value: TypedPeriod;
  readonly onChange: (value: TypedPeriod) => void;
  readonly autoFocus?: boolean;
}

/** The two days between which something counts. */
export function PeriodFields({ value, onChange, autoFocus = false }: PeriodFieldsProps) {
  return (
    <SimpleGrid cols={2}>
      <TextInput
        label="从哪天起"
        required
        data-autofocus={autoFocus || undefined}
        value={value.fromDay}
        onChange={(event) => onChange({ ...value, fromDay: event.currentTarget.value })}
      />
      <TextInput
        label="到哪天止"
        placeholder="长期有效可以不填"
        value={value.toDay}
        onChange={(event) => onChange({ ...value, toDay: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
