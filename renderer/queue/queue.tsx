import { Button, Progress } from '@mantine/core';
import { useHotkeys, useThrottledCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { UploadSummary } from '../../shared/contract/hospital.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient, useEvent } from '../app/use-client.ts';
import { Amount } from '../components/amount.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { formatAge, formatMoment } from '../components/moment.ts';
import { Trouble, Waiting } from '../components/trouble.tsx';
import css from './queue.module.css';
import { QueueTable } from './queue-table.tsx';

const listLimit = 200;
const refreshMs = 400;

/** What the county platform still has to learn, and what it has learned last. */
export function Queue({ session, active }: RoomProps) {
  const client = useClient();
  const { value, refusal, waiting, reload } = useAnswer('outbox.list', { limit: listLimit });
  const act = useAct();
  const refresh = useThrottledCallback(reload, refreshMs);
  useEvent('outbox.changed', refresh);
  const maySend = mayAsk(session.role, 'outbox.sendNow');
  const sendNow = () => act.run(async () => void (await client.request('outbox.sendNow', {})));
  useHotkeys(active && maySend ? [['F4', sendNow]] : [], []);
  return (
    <div className={css['queue']}>
      {value !== undefined && (
        <header className={css['head']}>
          <Figures summary={value.summary} />
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
        </header>
      )}
      {value !== undefined && <Drain unsentCount={value.summary.unsentCount - value.summary.heldCount} />}
      <Trouble refusal={refusal ?? act.refusal} />
      <Waiting what={waiting && value === undefined ? '正在读取上传队列……' : undefined} />
      {value !== undefined && <QueueTable rows={value.rows} isCut={value.rows.length === listLimit} />}
    </div>
  );
}

function Figures({ summary }: { summary: UploadSummary }) {
  return (
    <dl className={css['figures']}>
      <div>
        <dt>未上传</dt>
        <dd>{summary.unsentCount} 笔</dd>
      </div>
      <div>
        <dt>金额</dt>
        <dd>
          <Amount fen={summary.unsentFen} />
        </dd>
      </div>
      <div>
        <dt>最早一笔</dt>
        <dd>
          {summary.oldestAt === null
            ? '—'
            : `${formatMoment(summary.oldestAt)}（已等 ${formatAge(summary.oldestAt)}）`}
        </dd>
      </div>
      {summary.deadCount > 0 && (
        <div className={css['stop']}>
          <dt>中心不接收</dt>
          <dd>
            {summary.deadCount} 笔，需要处理{summary.heldCount > 0 && `；其后 ${summary.heldCount} 笔在等`}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** A bar while the queue drains: from the most that waited since it was last empty. What waits for a person is left out. */
function Drain({ unsentCount }: { unsentCount: number }) {
  const [most, setMost] = useState(unsentCount);
  if (unsentCount > most) setMost(unsentCount);
  if (unsentCount === 0 && most !== 0) setMost(0);
  if (most < 2) return null;
  return (
    <Progress
      aria-label={`已上传 ${most - unsentCount} 笔，共 ${most} 笔`}
      value={((most - unsentCount) / most) * 100}
    />
  );
}
