import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Act } from '../app/use-client.ts';
import { FormDialog } from './form-dialog.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly act: Act;
  readonly submitLabel: string;
  readonly asksReason?: boolean;
  readonly reasonLabel?: string;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
}

/** A dialog that wants a reason before it acts. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { asksReason = true, reasonLabel = '原因', onSubmit, before, after, ...dialog } = props;
  const [reason, setReason] = useState('');
  return (
    <FormDialog {...dialog} focusSubmit={!asksReason} onSubmit={() => onSubmit(reason.trim())}>
      {before}
      {asksReason && (
        <TextInput
          label={reasonLabel}
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
