import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useAct, useClient } from '../app/use-client.ts';
import { Trouble } from '../components/trouble.tsx';

/**
 * What lies in the tray only a person sees. Asked beside the work: whoever does not answer goes on, and the next patient
 * takes the question away.
 */
export function CameOut({ documentId }: { documentId: string }) {
  const client = useClient();
  const act = useAct();
  const [said, setSaid] = useState<boolean>();
  const say = (cameOut: boolean) =>
    act.run(async () => {
      await client.request('documents.cameOut', { documentId, cameOut });
      setSaid(cameOut);
    });
  if (said !== undefined) {
    return <p role="status">{said ? '✓ 纸已拿到。' : '已记下没有出来。看一下打印机，再按 F8 补打。'}</p>;
  }
  return (
    <Group gap="xs" role="group" aria-label="纸出来了吗">
      <span>纸出来了吗？</span>
      <Button size="compact-sm" variant="default" disabled={act.waiting} onClick={() => say(true)}>
        出来了
      </Button>
      <Button size="compact-sm" variant="default" disabled={act.waiting} onClick={() => say(false)}>
        没出来
      </Button>
      <Trouble refusal={act.refusal} />
    </Group>
  );
}
