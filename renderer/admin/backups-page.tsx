import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BackupState } from '../../shared/contract/backups.ts';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAct, useAnswer, useClient, useEvent } from '../app/use-client.ts';
import { formatAge, formatInstant } from '../components/moment.ts';
import { Look, Trouble } from '../components/trouble.tsx';
import { CentreRecords } from '../recovery/centre-records.tsx';
import { Recovery } from '../recovery/recovery.tsx';
import { formatBytes, stepWords } from '../recovery/words.ts';
import css from './admin.module.css';

/** Copies of the data: whether the last one is good, a new one, and putting one in place. */
export function BackupsPage({ session }: RoomProps) {
  const client = useClient();
  const { value, refusal, reload } = useAnswer('backups.list', {});
  const act = useAct();
  const [running, setRunning] = useState<BackupState['running']>();
  const [said, setSaid] = useState<string>();
  useEvent('backups.changed', (state) => {
    setRunning(state.running);
    if (state.running === null) reload();
  });
  const backUp = () =>
    act.run(async () => {
      setSaid(undefined);
      const made = await client.request('backups.now', {});
      setSaid(made.secondFailure ?? `已备份并核对：${made.fileName}，${formatBytes(made.sizeBytes)}。`);
    });
  const underWay = running ?? value?.state.running ?? null;
  return (
    <>
      <h2>备份与恢复</h2>
      {value !== undefined && <State list={value} />}
      {mayAsk(session.role, 'backups.now') && (
        <div className={css['form']}>
          <Button autoFocus loading={act.waiting || underWay !== null} onClick={backUp}>
            立即备份
          </Button>
          {underWay !== null && <span role="status">{stepWords[underWay.step]}……可以照常结算。</span>}
        </div>
      )}
      {said !== undefined && <Look sentence={said} />}
      <Trouble refusal={act.refusal ?? refusal} />
      <CentreRecords mayNote={mayAsk(session.role, 'recovery.noteCentreRecord')} />
      {value !== undefined && (
        <Recovery
          copies={value.copies}
          mayRestore={mayAsk(session.role, 'recovery.restore')}
          closed={false}
          onChanged={reload}
        />
      )}
    </>
  );
}

function State({ list }: { list: RequestOutput<'backups.list'> }) {
  const { state, plan, disk, failures } = list;
  const [failure] = failures;
  return (
    <div className={css['state']}>
      <p>
        <b>
          {state.lastGoodAt === null
            ? '还没有做成过备份'
            : `最近一次好的备份：${formatInstant(state.lastGoodAt)}（${formatAge(state.lastGoodAt)}前）`}
        </b>
        {disk.map(({ place, freeBytes }) => (
          <span key={place}>
            {' '}
            · {place === 'data' ? '数据盘' : '第二备份盘'}
            {freeBytes === null ? '连不上' : `剩余 ${formatBytes(freeBytes)}`}
          </span>
        ))}
      </p>
      {plan !== null && (
        <p>
          每 {plan.everyHours} 小时一次，每天第一次打开时一次；保留最近 {plan.newest} 份、每周一份共{' '}
          {plan.weeks} 周、每月一份共 {plan.months} 个月。第二文件夹：{plan.secondFolder ?? '没有设置'}
        </p>
      )}
      {state.overdue && <Look sentence="备份已经太旧，请现在备份一次。" />}
      {failure !== undefined && (
        <Look sentence={`${formatInstant(failure.at)} 没有做成：${failure.reason}`} />
      )}
    </div>
  );
}
