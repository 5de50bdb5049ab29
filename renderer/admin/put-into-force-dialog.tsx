import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { Refusal } from '../../shared/contract/refusal.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { PeriodFields, periodOf } from '../components/period-fields.tsx';
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
  const [period, setPeriod] = useState({ fromDay: today, toDay: '' });
  const [options, setOptions] = useState('');
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const submit = () =>
    act.run(async () => {
      if (file === null) throw new Refusal('no_file_chosen', '请先选择政策包文件。');
      const input: RequestInput<'policy.putIntoForce'> = {
        fileToken: file.fileToken,
        ...periodOf(period),
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
      <PeriodFields value={period} onChange={setPeriod} />
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
