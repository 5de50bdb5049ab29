import { useState } from 'react';
import type { RunRow } from '../../shared/contract/reconciliation.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { type LongColumn, LongTable } from '../components/long-table.tsx';
import { formatInstant } from '../components/moment.ts';
import { Trouble } from '../components/trouble.tsx';
import css from './reconciliation.module.css';
import { RunView } from './run-view.tsx';
import { gapWords, spanWords } from './words.ts';

const gap = (gapFen: RunRow['centreGapFen']) =>
  gapFen === null ? (
    <span className={css['soft']}>没有对</span>
  ) : (
    <span className={gapFen === 0 ? undefined : css['uneven']}>{gapWords(gapFen)}</span>
  );

const columns: readonly LongColumn<RunRow>[] = [
  { title: '对账号', width: '10rem', cell: ({ number }) => number },
  { title: '业务日期', width: 'minmax(12rem, 1fr)', cell: spanWords },
  { title: '中心比窗口', width: '9rem', align: 'right', cell: ({ centreGapFen }) => gap(centreGapFen) },
  {
    title: '收费系统比窗口',
    width: '9.5rem',
    align: 'right',
    cell: ({ hospitalGapFen }) => gap(hospitalGapFen),
  },
  { title: '差异', width: '4.5rem', align: 'right', cell: ({ differenceCount }) => `${differenceCount} 条` },
  {
    title: '办理',
    width: '12.5rem',
    cell: (row) => `${row.recordedByName} ${formatInstant(row.recordedAt)}`,
  },
  {
    title: '签字',
    width: '8rem',
    cell: ({ signature }) =>
      signature === null ? (
        <b className={css['look']}>未签</b>
      ) : (
        `${signature.byName}、${signature.secondName}`
      ),
  },
];

/** Every run, the newest first; Enter opens it. */
export function RunsPage({ session, onGo }: RoomProps) {
  const { value, refusal, waiting, reload } = useAnswer('reconciliation.list', {});
  const [runId, setRunId] = useState<string>();
  if (runId !== undefined) {
    const close = () => (setRunId(undefined), reload());
    return <RunView {...{ runId, onGo }} role={session.role} onClose={close} />;
  }
  const rows = value?.runs ?? [];
  return (
    <>
      <h2>历次对账</h2>
      <Trouble refusal={refusal} />
      <LongTable
        label="历次对账"
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]}
        onOpen={(row) => setRunId(row.runId)}
        height="calc(100vh - 14rem)"
        empty={waiting ? '正在读取……' : '还没有对过账。按 F2 选日期和对账单，开始第一次。'}
        autoFocus
      />
    </>
  );
}
