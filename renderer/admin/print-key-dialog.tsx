import { NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct, useAnswer, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { SecondPersonFields, nobodyYet } from '../components/second-person-fields.tsx';

interface PrintKeyDialogProps {
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** Where the paper comes out, and the second person. The key itself never comes here. */
export function PrintKeyDialog({ onDone, onClose }: PrintKeyDialogProps) {
  const client = useClient();
  const act = useAct();
  const printers = useAnswer('documents.printers', {});
  const [printer, setPrinter] = useState('');
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const usual = printers.value?.find(({ isDefault }) => isDefault)?.name;
  const submit = () =>
    act.run(async () => {
      const input = { printer: printer === '' ? null : printer, secondPerson };
      onDone((await client.request('keys.printRecoveryKey', input)).sentence);
    });
  return (
    <FormDialog title="打印恢复密钥" act={act} submitLabel="打印" onSubmit={submit} onClose={onClose}>
      <Text>请两人一起站到打印机旁边再按打印。用本机直接连着的打印机最好：共用的打印机可能留下任务。</Text>
      <NativeSelect
        label="打印机"
        data-autofocus
        value={printer}
        description={printers.value?.length === 0 ? '没有找到打印机；恢复密钥只能印在纸上' : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={(event) => setPrinter(event.currentTarget.value)}
        data={[
          { value: '', label: usual === undefined ? '系统默认' : `系统默认（${usual}）` },
          ...(printers.value ?? []).map(({ name }) => ({ value: name, label: name })),
        ]}
      />
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}
