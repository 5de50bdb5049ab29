import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';

interface AddDialogProps {
  readonly diseases: RequestOutput<'treatment.list'>['diseases'];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Somebody of the roster is to be verified whom no stay has brought. */
export function AddDialog({ diseases, onDone, onClose }: AddDialogProps) {
  const client = useClient();
  const act = useAct();
  const [idNumber, setIdNumber] = useState('');
  const [chosen, setChosen] = useState(0);
  const [words, setWords] = useState('');
  const submit = () =>
    act.run(async () => {
      const { list = '', disease = '' } = diseases[chosen] ?? {};
      await client.request('treatment.add', { idNumber, list, disease, words });
      onDone();
    });
  return (
    <FormDialog title="登记待核实的人" act={act} submitLabel="登记" onSubmit={submit} onClose={onClose}>
      <TextInput
        label="身份证号"
        required
        data-autofocus
        maxLength={20}
        value={idNumber}
        onChange={(event) => setIdNumber(event.currentTarget.value)}
      />
      <NativeSelect
        label="病种"
        value={String(chosen)}
        onChange={(event) => setChosen(Number(event.currentTarget.value))}
        data={diseases.map(({ listTitle, disease }, index) => ({
          value: String(index),
          label: `${disease}（${listTitle}）`,
        }))}
      />
      <TextInput
        label="来源"
        description="例如：镇卫生院报来、乡镇排查"
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
