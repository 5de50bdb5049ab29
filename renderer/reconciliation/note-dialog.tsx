import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RequestInput } from '../../shared/contract/contract.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { FormDialog } from '../components/form-dialog.tsx';
import { Confirmation } from '../settlement/confirmation.ts';

interface NoteDialogProps {
  readonly runId: string;
  readonly position: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A remark on a difference, shown with it in every later run. */
export function NoteDialog({ runId, position, onDone, onClose }: NoteDialogProps) {
  const client = useClient();
  const act = useAct();
  const [text, setText] = useState('');
  const [confirmation] = useState(
    () =>
      new Confirmation((requestId, input: Omit<RequestInput<'reconciliation.note'>, 'requestId'>) =>
        client.request('reconciliation.note', { requestId, ...input }),
      ),
  );
  const submit = () =>
    act.run(async () => {
      await confirmation.confirm({ runId, position, text });
      onDone();
    });
  return (
    <FormDialog title="备注" act={act} submitLabel="记下" onSubmit={submit} onClose={onClose}>
      <TextInput
        label="查到了什么，怎样处理"
        required
        data-autofocus
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
