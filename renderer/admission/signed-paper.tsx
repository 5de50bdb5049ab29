import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Act } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import css from './admission.module.css';
import type { PrintedPaper } from './print-signed.ts';

interface SignedPaperProps {
  readonly title: string;
  readonly act: Act;
  readonly printed: PrintedPaper | undefined;
  /** What was signed or issued. */
  readonly children: ReactNode;
  readonly onPrint: (reason: string) => void;
  /** Further acts, as buttons. */
  readonly acts?: ReactNode;
  readonly onClose: () => void;
}

/** A paper that is recorded: what it says, what became of the print, and another print with a reason. Enter closes. */
export function SignedPaper({ title, act, printed, children, onPrint, acts, onClose }: SignedPaperProps) {
  const [reason, setReason] = useState('');
  return (
    <Modal opened size="lg" title={title} onClose={onClose}>
      <Stack gap="sm">
        <div className={css['said']}>{children}</div>
        {printed !== undefined &&
          (printed.isTrouble ? <Look sentence={printed.sentence} /> : <p>{printed.sentence}</p>)}
        <Trouble refusal={act.refusal} />
        <Waiting what={act.waiting ? '正在打印……' : undefined} />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== '') onPrint(reason.trim());
          }}
        >
          <Group align="end" gap="sm">
            <TextInput
              label="补打的原因"
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={reason.trim() === ''} loading={act.waiting}>
              补打
            </Button>
            {acts}
          </Group>
        </form>
        <Group justify="end">
          <Button data-autofocus onClick={onClose}>
            <KeyHint of="Enter" /> 好
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
