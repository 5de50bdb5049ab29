import { Button, Group } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import {
  type Difference,
  type DifferenceKind,
  differenceTitles,
  mostShownDifferences,
  type Run,
} from '../../shared/contract/reconciliation.ts';
import type { Role } from '../../shared/contract/request.ts';
import { type StatementSide, sideTitles } from '../../shared/contract/statement.ts';
import { type Fen, formatYuan } from '../../shared/money/fen.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { isForDialog } from '../components/dialog-focus.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Trouble, Waiting } from '../components/trouble.tsx';
import { DifferenceDialog } from './difference-dialog.tsx';
import { DifferenceTable } from './difference-table.tsx';
import css from './reconciliation.module.css';
import { RunActs } from './run-acts.tsx';
import { SumTable } from './sum-table.tsx';
import { gapWords, spanWords } from './words.ts';

interface RunViewProps {
  readonly runId: string;
  readonly role: Role;
  readonly onGo: RoomProps['onGo'];
  readonly onClose: () => void;
}

interface Filter {
  readonly side: StatementSide | null;
  readonly kind: DifferenceKind | null;
}
const all: Filter = { side: null, kind: null };

/** One run: the sums first, then what explains them, and each difference behind its line. */
export function RunView({ runId, role, onGo, onClose }: RunViewProps) {
  const [filter, setFilter] = useState(all);
  const [opened, setOpened] = useState<Difference>();
  const { value: run, refusal, waiting, reload } = useAnswer('reconciliation.read', { runId, ...filter });
  useHotkeys([['Escape', (event) => !isForDialog(event) && onClose()]], []);
  return (
    <>
      <Group justify="space-between" align="start">
        <h2>{run === undefined ? '对账' : `对账 ${run.number}　${spanWords(run)}`}</h2>
        <Button variant="default" onClick={onClose}>
          <KeyHint of="Esc" /> 返回
        </Button>
      </Group>
      <Trouble refusal={refusal} />
      <Waiting what={waiting && run === undefined ? '正在读取……' : undefined} />
      {run !== undefined && (
        <>
          <RunActs run={run} role={role} onChanged={reload} />
          <Answers run={run} />
          <SumTable groups={run.groups} />
          <Kinds run={run} filter={filter} onFilter={setFilter} />
          <DifferenceTable differences={run.differences} onOpen={setOpened} />
          {run.differences.length === mostShownDifferences && (
            <p className={css['soft']}>这里列出前 {mostShownDifferences} 条，其余的请导出表格看。</p>
          )}
        </>
      )}
      {opened !== undefined && (
        <DifferenceDialog
          runId={runId}
          difference={opened}
          role={role}
          onReverse={(settlementId) => onGo('desk', settlementId)}
          onClose={() => (setOpened(undefined), reload())}
        />
      )}
    </>
  );
}

/** What came of each side, in a sentence. */
function Answers({ run }: { run: Run }) {
  return (
    <ul className={css['answers']}>
      {run.sides.map((side) => {
        const gapFen = side.side === 'centre' ? run.centreGapFen : run.hospitalGapFen;
        return (
          <li key={side.side}>
            <b className={gapFen === 0 ? css['even'] : css['uneven']}>
              {sideTitles[side.side]}比窗口{gapWords(gapFen ?? (0 as Fen))}
            </b>
            ；一致 {side.matchedCount} 笔，{formatYuan(side.matchedFen)} 元
            {side.nettedCount > 0 && `；对方自行抵消 ${side.nettedCount} 行`}
            {side.outsideCount > 0 && `；不在这几天的 ${side.outsideCount} 行`}
            {side.missingDays.length > 0 &&
              `；对方缺 ${side.missingDays.slice(0, 5).join('、')}${side.missingDays.length > 5 ? ' 等' : ''}`}
            {side.centreSays !== null && `；中心总账：${side.centreSays}`}
            <span className={css['soft']}>（{side.title}）</span>
          </li>
        );
      })}
      {run.since.map((since) => (
        <li key={since.side}>{sinceWords(since)}</li>
      ))}
    </ul>
  );
}

function sinceWords({ side, number, newCount, goneCount, gone }: Run['since'][number]): string {
  const named = gone
    .slice(0, 3)
    .map(({ kind, slipNumber }) => `${differenceTitles[kind]} ${slipNumber ?? ''}`.trim())
    .join('，');
  const goneWords =
    goneCount === 0 ? '没有消除的' : `已消除 ${goneCount} 条（${named}${goneCount > 3 ? ' 等' : ''}）`;
  return `${sideTitles[side]}与上次 ${number} 相比：新增 ${newCount} 条，${goneWords}`;
}

/** 中心有、窗口无：3 笔 61.00 元. Each is a filter of the list below. */
function Kinds({ run, filter, onFilter }: { run: Run; filter: Filter; onFilter: (filter: Filter) => void }) {
  const isChosen = (one: Filter) => one.side === filter.side && one.kind === filter.kind;
  return (
    <div className={css['kinds']} role="group" aria-label="差异的种类">
      <button type="button" aria-pressed={isChosen(all)} onClick={() => onFilter(all)}>
        全部差异 {run.differenceCount} 条
      </button>
      {run.counts.map(({ side, kind, count, gapFen }) => (
        <button
          key={`${side}/${kind}`}
          type="button"
          aria-pressed={isChosen({ side, kind })}
          onClick={() => onFilter({ side, kind })}
        >
          {sideTitles[side]} · {differenceTitles[kind]} {count} 条{gapFen !== 0 && `，${gapWords(gapFen)}`}
        </button>
      ))}
    </div>
  );
}
