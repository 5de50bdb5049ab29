import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '../../shared/contract/refusal.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';

interface BackupFolderDialogProps {
  readonly folder: string | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type Chosen = { readonly fileToken: string; readonly fileName: string } | 'none';

/** Another disk for the copies, picked in the system's dialog, or none any more. */
export function BackupFolderDialog({ folder, onDone, onClose }: BackupFolderDialogProps) {
  const client = useClient();
  const act = useAct();
  const [chosen, setChosen] = useState<Chosen>();
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const choose = () =>
    act.run(async () => {
      const picked = await client.request('files.choose', { purpose: 'folder' });
      if (picked !== null) setChosen(picked);
    });
  const submit = () =>
    act.run(async () => {
      if (chosen === undefined) throw new Refusal('no_file_chosen', '请先选择文件夹。');
      if (chosen === 'none') await client.request('parameters.removeBackupFolder', { secondPerson });
      else {
        const { fileToken } = chosen;
        await client.request('parameters.setBackupFolder', { fileToken, secondPerson });
      }
      onDone();
    });
  return (
    <FormDialog title="第二备份文件夹" act={act} submitLabel="更改" onSubmit={submit} onClose={onClose}>
      <p>每次备份后再存一份到这里：另一块硬盘、U盘或网络盘。现在：{folder ?? '没有设置'}。</p>
      <Group>
        <Button variant="default" data-autofocus onClick={choose}>
          {chosen === undefined || chosen === 'none' ? '选择文件夹' : chosen.fileName}
        </Button>
        {folder !== null && (
          <Button variant="default" aria-pressed={chosen === 'none'} onClick={() => setChosen('none')}>
            不再存第二份{chosen === 'none' && ' ✓'}
          </Button>
        )}
      </Group>
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}
