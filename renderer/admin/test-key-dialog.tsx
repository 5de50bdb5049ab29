import { useState } from 'react';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { noRows, RecoveryKeyFields } from '../components/recovery-key-fields.tsx';

interface TestKeyDialogProps {
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** The paper is typed back, as it would have to be on the day it is needed. */
export function TestKeyDialog({ onDone, onClose }: TestKeyDialogProps) {
  const client = useClient();
  const act = useAct();
  const [rows, setRows] = useState(noRows);
  const submit = () =>
    act.run(async () => {
      await client.request('keys.testRecoveryKey', { text: rows.join('\n') });
      onDone('核对无误：这张纸打得开本机的数据。请两人装信封、封口签名，锁进保险柜。');
    });
  return (
    <FormDialog title="核对恢复密钥" act={act} submitLabel="核对" onSubmit={submit} onClose={onClose}>
      <RecoveryKeyFields rows={rows} onChange={setRows} />
    </FormDialog>
  );
}
