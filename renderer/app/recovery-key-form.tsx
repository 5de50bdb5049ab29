import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '../../shared/contract/refusal.ts';
import { KeyboardForm } from '../components/keyboard-form.tsx';
import { noRows, RecoveryKeyFields } from '../components/recovery-key-fields.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import type { Client } from './client.ts';
import { useAct } from './use-client.ts';

/** What a key from paper helps against. */
const missingKey: ReadonlySet<string> = new Set([
  'key_missing',
  'key_locked',
  'key_unreadable',
  'database_wrong_key',
]);

export function recoveryKeyHelps({ code }: Refusal): boolean {
  return missingKey.has(code);
}

/** The rows themselves show where. */
function withoutPlaces(refusal: Refusal | undefined): Refusal | undefined {
  return refusal && new Refusal(refusal.code, refusal.sentence);
}

interface RecoveryKeyFormProps {
  readonly client: Client;
  readonly onOpened: () => void;
  readonly onRetry: () => void;
}

/** The way in when this machine has lost the key of the file: the paper out of the safe. */
export function RecoveryKeyForm({ client, onOpened, onRetry }: RecoveryKeyFormProps) {
  const act = useAct();
  const [rows, setRows] = useState(noRows);
  const submit = () =>
    act.run(async () => {
      await client.request('keys.openWithRecoveryKey', { text: rows.join('\n') });
      onOpened();
    });
  return (
    <KeyboardForm onSubmit={submit}>
      <Stack gap="sm">
        <h2>用恢复密钥打开</h2>
        <RecoveryKeyFields rows={rows} onChange={setRows} />
        <Trouble refusal={withoutPlaces(act.refusal)} />
      </Stack>
      <Waiting what={act.waiting ? '正在用恢复密钥打开……' : undefined} />
      <Group justify="space-between" mt="sm">
        <Button variant="default" onClick={onRetry}>
          再试一次（不用恢复密钥）
        </Button>
        <Button type="submit" loading={act.waiting}>
          打开 Enter
        </Button>
      </Group>
    </KeyboardForm>
  );
}
