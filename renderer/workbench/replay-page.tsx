import { Button, Progress } from '@mantine/core';
import { mayAsk } from '../app/permission.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { Trouble } from '../components/trouble.tsx';
import { ReplayForm } from './replay-form.tsx';
import { ReplayResult } from './replay-result.tsx';
import { type Replay, useReplay } from './use-replay.ts';
import type { BenchPageProps } from './bench-page.ts';
import css from './workbench.module.css';

const count = new Intl.NumberFormat('zh-CN');

/** What a year would have cost under the opened pack with the options tried. */
export function ReplayPage({ bench, session, status }: BenchPageProps) {
  const replay = useReplay();
  const isRunning = replay?.state === 'running';
  return (
    <>
      <h2>全年测算</h2>
      {mayAsk(session.role, 'workbench.startReplay') && (
        <ReplayForm bench={bench} today={status.today} isRunning={isRunning} />
      )}
      {replay !== undefined && (
        <HowFar replay={replay} mayCancel={mayAsk(session.role, 'workbench.cancelReplay')} />
      )}
      {replay?.comparison !== undefined && replay.comparison !== null && (
        <ReplayResult replayId={replay.replayId} comparison={replay.comparison} role={session.role} />
      )}
    </>
  );
}

function HowFar({ replay, mayCancel }: { replay: Replay; mayCancel: boolean }) {
  const client = useClient();
  const act = useAct();
  const { replayId, state, settledCount, totalCount, sentence } = replay;
  if (state === 'done') return null;
  const cancel = () =>
    act.run(async () => void (await client.request('workbench.cancelReplay', { replayId })));
  const share = totalCount === null || totalCount === 0 ? 0 : Math.min(1, settledCount / totalCount);
  return (
    <div role="status" className={css['state']}>
      {state === 'running' && (
        <>
          <div className={css['row']}>
            <b>
              已测算 {count.format(settledCount)} 笔
              {totalCount !== null && `，约 ${count.format(totalCount)} 笔`}
            </b>
            {mayCancel && (
              <Button size="compact-md" variant="default" onClick={cancel} autoFocus>
                取消测算
              </Button>
            )}
          </div>
          <Progress value={share * 100} aria-label="测算进度" transitionDuration={0} />
        </>
      )}
      {state === 'cancelled' && '测算已取消，没有结果。'}
      {state === 'failed' && sentence}
      <Trouble refusal={act.refusal} />
    </div>
  );
}
