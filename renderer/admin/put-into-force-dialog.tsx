import { Button, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { parseLocalDate } from '../../shared/calendar/local-date.ts';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { SecondPersonFields, nobodyYet } from '../components/second-person-fields.tsx';
import { readOptions } from './options.ts';

interface PutIntoForceDialogProps {
  readonly today: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type ChosenFile = { readonly fileToken: string; readonly fileName: string };

/** A pack file, its days, the county's options, and a second person. */
export function PutIntoForceDialog({ today, onDone, onClose }: PutIntoForceDialogProps) {
  const client = useClient();
  const act = useAct();
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [fromDay, setFromDay] = useState(today);
  const [toDay, setToDay] = useState('');
  const [options, setOptions] = useState('');
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const submit = () =>
    act.run(async () => {
      if (file === null) throw new Refusal('no_file_chosen', '请先选择政策包文件。');
      const input: RequestInput<'policy.putIntoForce'> = {
        fileToken: file.fileToken,
        fromDay: dayOf(fromDay),
        toDay: toDay.trim() === '' ? null : dayOf(toDay),
        options: readOptions(options),
        secondPerson,
      };
      await client.request('policy.putIntoForce', input);
      onDone();
    });
  return (
    <FormDialog title="启用政策包" act={act} submitLabel="启用" onSubmit={submit} onClose={onClose}>
      <Button
        variant="default"
        data-autofocus
        onClick={() =>
          act.run(async () => setFile(await client.request('files.choose', { purpose: 'policy' })))
        }
      >
        {file?.fileName ?? '选择政策包文件（YAML）'}
      </Button>
      <SimpleGrid cols={2}>
        <TextInput
          label="从哪天起"
          required
          value={fromDay}
          onChange={(event) => setFromDay(event.currentTarget.value)}
        />
        <TextInput
          label="到哪天止"
          placeholder="长期有效可以不填"
          value={toDay}
          onChange={(event) => setToDay(event.currentTarget.value)}
        />
      </SimpleGrid>
      <Textarea
        label="本县选项"
        description="政策包里留给县里确定的数，每行一个：名称 = 值。不写的用政策包的默认值。"
        minRows={3}
        autosize
        maxRows={8}
        spellCheck={false}
        value={options}
        onChange={(event) => setOptions(event.currentTarget.value)}
      />
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}

function dayOf(text: string): string {
  const day = parseLocalDate(text.normalize('NFKC').trim());
  if (day === undefined) throw new Refusal('date_wrong', `“${text}”不是日期，请写成 2020-03-01。`);
  return day;
}
