import { Button, Group, Modal, Stack } from '@mantine/core';
import type { Refusal } from '../../shared/contract/refusal.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble } from '../components/trouble.tsx';

/** A file of which some lines are there already: what of it is to be taken. */
export interface RepeatedFees {
  readonly fileToken: string;
  readonly refusal: Refusal;
}

interface RepeatedDialogProps {
  readonly repeated: RepeatedFees;
  readonly onLeaveOut: () => void;
  readonly onKeep: () => void;
  readonly onClose: () => void;
}

/** Only a person knows whether a line came twice or was charged twice. Enter takes what is new, the usual case. */
export function RepeatedDialog({ repeated, onLeaveOut, onKeep, onClose }: RepeatedDialogProps) {
  return (
    <Modal opened size="lg" title="有些行已经导入过" onClose={onClose}>
      <Stack gap="md">
        <Trouble refusal={repeated.refusal} />
        <Group justify="space-between">
          <Button variant="default" onClick={onClose}>
            <KeyHint of="Esc" /> 都不导入
          </Button>
          <Group>
            <Button variant="default" onClick={onKeep}>
              是又收的费用，全部加入
            </Button>
            <Button data-autofocus onClick={onLeaveOut}>
              <KeyHint of="Enter" /> 只加新的
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
