import { Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { reminderWays, reminderWayTitles } from '../../shared/contract/debt-collection.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { DayField } from '../components/day-field.tsx';
import { FormDialog } from '../components/form-dialog.tsx';
import { dayOf } from '../components/typed-day.ts';

interface RemindDialogProps {
  readonly personId: string;
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Somebody was asked to pay: when, how, and what was said. */
export function RemindDialog({ personId, today, onDone, onClose }: RemindDialogProps) {
  const client = useClient();
  const act = useAct();
  const [way, setWay] = useState<string>('telephone');
  const [remindedOn, setRemindedOn] = useState(today);
  const [words, setWords] = useState('');
  const submit = () =>
    act.run(async () => {
      const chosen = reminderWays.find((one) => one === way) ?? 'telephone';
      const reminder = { personId, remindedOn: dayOf(remindedOn), way: chosen, words: words.trim() };
      await client.request('debts.remind', reminder);
      onDone();
    });
  return (
    <FormDialog title="记一次催缴" act={act} submitLabel="记下" onSubmit={submit} onClose={onClose}>
      <Radio.Group label="怎么催的" value={way} onChange={setWay}>
        {reminderWays.map((one) => (
          <Radio key={one} value={one} size="md" my="xs" label={reminderWayTitles[one]} />
        ))}
      </Radio.Group>
      <DayField label="催缴日期" value={remindedOn} onChange={setRemindedOn} />
      <TextInput
        label="说了什么、答应什么"
        required
        data-autofocus
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
