import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Act } from '../app/use-client.ts';
import { FormDialog } from './form-dialog.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly act: Act;
  readonly submitLabel: string;
  readonly asksReason?: boolean;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
}

/** A dialog that wants a reason before it acts. */
export function ReasonDialog({ asksReason = true, onSubmit, before, after, ...dialog }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog {...dialog} focusSubmit={!asksReason} onSubmit={() => onSubmit(reason.trim())}>
      {before}
      {asksReason && (
        <TextInput
          label="原因"
          required
          data-autofocus
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {after}
    </FormDialog>
  );
}
