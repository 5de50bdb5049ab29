import { Text } from '@mantine/core';
import { useState } from 'react';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { nobodyYet, SecondPersonFields } from '../components/second-person-fields.tsx';

interface ChangeKeyDialogProps {
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** A new key for the file, by two people. Neither key ever comes here. */
export function ChangeKeyDialog({ onDone, onClose }: ChangeKeyDialogProps) {
  const client = useClient();
  const act = useAct();
  const [secondPerson, setSecondPerson] = useState(nobodyYet);
  const submit = () =>
    act.run(async () => {
      onDone((await client.request('keys.changeKey', { secondPerson })).sentence);
    });
  return (
    <FormDialog title="更换密钥" act={act} submitLabel="更换" onSubmit={submit} onClose={onClose}>
      <Text>
        请在没有人办理业务、打印机就绪时做。窗口会退回登录，数据多时要几分钟；中途断电也不要紧，下次启动接着做完。
      </Text>
      <Text>完成后请重新登录，马上打印并核对新的恢复密钥。以前的备份仍用旧密钥，旧的恢复密钥不要销毁。</Text>
      <SecondPersonFields value={secondPerson} onChange={setSecondPerson} />
    </FormDialog>
  );
}
