import { Button, Group } from '@mantine/core';
import { useHotkeys, useThrottledCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { OutboxRow } from '../../shared/contract/outbox.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient, useEvent } from '../app/use-client.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { Drain, Figures } from './figures.tsx';
import { OfflineDialog } from './offline-dialog.tsx';
import css from './queue.module.css';
import { QueueTable } from './queue-table.tsx';
import { RowDialog } from './row-dialog.tsx';

const listLimit = 200;
const refreshMs = 400;

/** What the county platform still has to learn, what it has learned last, and what a person has to work off. */
export function Queue({ session, active }: RoomProps) {
  const client = useClient();
  const { value, refusal, waiting, reload } = useAnswer('outbox.list', { limit: listLimit });
  const [opened, setOpened] = useState<OutboxRow>();
  const [offline, setOffline] = useState(false);
  const act = useAct();
  const refresh = useThrottledCallback(reload, refreshMs);
  useEvent('outbox.changed', refresh);
  const maySend = mayAsk(session.role, 'outbox.sendNow');
  const sendNow = () => act.run(async () => void (await client.request('outbox.sendNow', {})));
  const mayCarry = mayAsk(session.role, 'offline.packages');
  const heard = active && opened === undefined && !offline;
  useHotkeys(heard && maySend ? [['F4', sendNow]] : [], []);
  useHotkeys(heard && mayCarry ? [['F6', () => setOffline(true)]] : [], []);
  return (
    <div className={css['queue']}>
      {value !== undefined && (
        <header className={css['head']}>
          <Figures summary={value.summary} />
          <Group gap="xs" wrap="nowrap">
            {mayCarry && (
              <Button variant="default" onClick={() => setOffline(true)}>
                <KeyHint of="F6" /> U盘报送
              </Button>
            )}
            {maySend && (
              <Button
                onClick={sendNow}
                loading={act.waiting}
                disabled={value.summary.unsentCount === 0}
                autoFocus
              >
                <KeyHint of="F4" /> 立即上传
              </Button>
            )}
          </Group>
        </header>
      )}
      {value !== undefined && <Drain unsentCount={value.summary.unsentCount} />}
      <Trouble refusal={refusal ?? act.refusal} />
      <Waiting what={waiting && value === undefined ? '正在读取上传队列……' : undefined} />
      {value !== undefined && (
        <QueueTable rows={value.rows} isCut={value.rows.length === listLimit} onOpen={setOpened} />
      )}
      {offline && <OfflineDialog role={session.role} onChanged={reload} onClose={() => setOffline(false)} />}
      {opened !== undefined && (
        <RowDialog
          outboxId={opened.outboxId}
          role={session.role}
          onChanged={reload}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}
