import { Checkbox, TextInput } from '@mantine/core';
import type { SecondPersonOrAlone } from '../../shared/contract/values.ts';
import { useAnswer } from '../app/use-client.ts';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';

interface SecondPersonOrAloneProps {
  readonly value: SecondPersonOrAlone;
  readonly onChange: (value: SecondPersonOrAlone) => void;
}

/** The second account; in the hours that the hospital set also nobody yet, with a reason, and the word follows. */
export function SecondPersonOrAloneFields({ value, onChange }: SecondPersonOrAloneProps) {
  const { value: now } = useAnswer('approvals.isAloneHour', {});
  const isAlone = 'aloneReason' in value;
  return (
    <>
      {(now?.isAloneHour === true || isAlone) && (
        <Checkbox
          label="夜间没有别人：先办，由收费组长或财务事后复核"
          checked={isAlone}
          onChange={(event) => onChange(event.currentTarget.checked ? { aloneReason: '' } : nobodyYet)}
        />
      )}
      {isAlone ? (
        <TextInput
          label="为什么不能等复核人"
          required
          maxLength={200}
          value={value.aloneReason}
          onChange={(event) => onChange({ aloneReason: event.currentTarget.value })}
        />
      ) : (
        <SecondPersonFields value={value} onChange={onChange} />
      )}
    </>
  );
}
