import { Progress } from '@mantine/core';
import { useState } from 'react';
import type { UploadSummary } from '../../shared/contract/hospital.ts';
import { Amount } from '../components/amount.tsx';
import { formatAge, formatMoment } from '../components/moment.ts';
import css from './queue.module.css';

/** What waits, how much money that is, since when, and how the platform is. */
export function Figures({ summary }: { summary: UploadSummary }) {
  const { unsentCount, unsentFen, oldestAt, deadCount, heldCount } = summary;
  return (
    <dl className={css['figures']}>
      <Figure title="未上传">
        {unsentCount} 笔{heldCount > 0 && <small>，其中 {heldCount} 笔等前面的处理</small>}
      </Figure>
      <Figure title="金额">
        <Amount fen={unsentFen} />
      </Figure>
      <Figure title="最早一笔">
        {oldestAt === null ? '—' : `${formatMoment(oldestAt)}（已等 ${formatAge(oldestAt)}）`}
      </Figure>
      {deadCount > 0 && (
        <Figure title="需要处理" isStop>
          {deadCount} 笔
        </Figure>
      )}
      {summary.circuit !== 'closed' && <Figure title="平台">{circuitWords(summary)}</Figure>}
    </dl>
  );
}

function Figure({ title, isStop = false, children }: FigureProps) {
  return (
    <div className={isStop ? css['stop'] : undefined}>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface FigureProps {
  readonly title: string;
  readonly isStop?: boolean;
  readonly children: React.ReactNode;
}

function circuitWords({ circuit, nextProbeAt }: UploadSummary): string {
  if (circuit === 'half_open') return '正在试探是否恢复';
  return nextProbeAt === null ? '暂停上传' : `暂停上传，${formatMoment(nextProbeAt)} 再试`;
}

/** A bar while the queue drains: from the most that waited since it was last empty. */
export function Drain({ unsentCount }: { unsentCount: number }) {
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
