import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Act } from '../app/use-client.ts';
import { KeyboardForm } from './keyboard-form.tsx';
import { KeyHint } from './key-hint.tsx';
import { RefusalContext } from './refusal-context.ts';
import { Look, Trouble, Waiting } from './trouble.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly act: Act;
  readonly submitLabel: string;
  /** Where there is no field to fill in, the button has the focus. */
  readonly focusSubmit?: boolean;
  /** It was typed before the page crashed: somebody looks at it before it is sent. */
  readonly isResumed?: boolean;
  /** Wider for a form of many fields: `70rem`. */
  readonly size?: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Above a form that goes on with what was typed before a crash. */
export const resumedSentence = '上次没有办完的内容已经恢复，请核对后再确认。';

/** A small form: Enter to the next field, from the last one it is done; Esc goes back. */
export function FormDialog(props: FormDialogProps) {
  const { title, act, submitLabel, focusSubmit = false, isResumed = false, size = 'lg' } = props;
  const { onSubmit, onClose, children } = props;
  return (
    <Modal opened size={size} title={title} onClose={onClose}>
      <KeyboardForm onSubmit={onSubmit}>
        <Stack gap="sm">
          {isResumed && <Look sentence={resumedSentence} />}
          <RefusalContext value={act.refusal}>{children}</RefusalContext>
          <Trouble refusal={act.refusal} />
          <Waiting what={act.waiting ? '正在办理……' : undefined} />
          <Group justify="space-between" mt="xs">
            <Button variant="default" onClick={onClose}>
              <KeyHint of="Esc" /> 返回
            </Button>
            <Button type="submit" data-autofocus={focusSubmit || undefined} loading={act.waiting}>
              <KeyHint of="Enter" /> {submitLabel}
            </Button>
          </Group>
        </Stack>
      </KeyboardForm>
    </Modal>
  );
}
