import { Button, Group, Progress, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SlipOfDay } from '../../shared/contract/documents/archive.ts';
import { parseLocalDate } from '../../shared/calendar/local-date.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { Trouble } from '../components/trouble.tsx';
import { PrintChoiceFields } from '../desk/print-choice-fields.tsx';
import type { PrintChoice } from '../desk/use-desk.ts';
import css from './archive.module.css';
import { type Batch, useBatch } from './use-batch.ts';

/** A day's slips in one go: those that were never printed, or all of them as further copies. */
export function DayPage({ status }: RoomProps) {
  const [typed, setTyped] = useState<string>(status.today);
  const [which, setWhich] = useState<'new' | 'all'>('new');
  const [reason, setReason] = useState('整日补打');
  const [choice, setChoice] = useState<PrintChoice>({ paper: null, printer: null });
  const parsed = parseLocalDate(typed.normalize('NFKC').trim());
  const day = parsed ?? status.today;
  const { value, refusal, reload } = useAnswer('documents.slipsOfDay', { day });
  const batch = useBatch(reload);
  const slips = value ?? [];
  const unprinted = slips.filter(({ copies }) => copies === 0);
  const chosen = which === 'new' ? unprinted : slips;
  const isRunning = batch.state === 'running';
  return (
    <>
      <h2>整日打印</h2>
      <DayFields
        typed={typed}
        isWrong={parsed === undefined}
        disabled={isRunning}
        unprinted={unprinted.length}
        all={slips.length}
        choice={{ which, reason }}
        onDay={setTyped}
        onChoice={(next) => {
          setWhich(next.which);
          setReason(next.reason);
        }}
      />
      <PrintChoiceFields choice={choice} onChange={setChoice} />
      <Trouble refusal={refusal} />
      <Group>
        {isRunning ? (
          <Button variant="default" onClick={batch.cancel}>
            停下
          </Button>
        ) : (
          <Button
            disabled={
              parsed === undefined || chosen.length === 0 || (which === 'all' && reason.trim() === '')
            }
            onClick={() => batch.run(chosen, choice, reason.trim())}
          >
            打印 {chosen.length} 张
          </Button>
        )}
      </Group>
      {batch.state !== 'idle' && (
        <BatchState batch={batch} onAgain={(failed) => batch.run(failed, choice, reason.trim() || '重打')} />
      )}
    </>
  );
}

interface Which {
  readonly which: 'new' | 'all';
  readonly reason: string;
}

interface DayFieldsProps {
  readonly typed: string;
  readonly isWrong: boolean;
  readonly disabled: boolean;
  readonly unprinted: number;
  readonly all: number;
  readonly choice: Which;
  readonly onDay: (typed: string) => void;
  readonly onChoice: (choice: Which) => void;
}

function DayFields(props: DayFieldsProps) {
  const { typed, isWrong, disabled, unprinted, all, choice, onDay, onChoice } = props;
  return (
    <div className={css['question']}>
      <TextInput
        label="业务日期"
        autoFocus
        disabled={disabled}
        value={typed}
        error={isWrong && '请写成 2020-03-01'}
        onChange={(event) => onDay(event.currentTarget.value)}
      />
      <Radio.Group
        label="打印哪些"
        size="md"
        value={choice.which}
        onChange={(value) => onChoice({ ...choice, which: value === 'all' ? 'all' : 'new' })}
      >
        <Group h="var(--row)">
          <Radio value="new" size="md" disabled={disabled} label={`没有打过的 ${unprinted} 张`} />
          <Radio value="all" size="md" disabled={disabled} label={`全部 ${all} 张（打过的算补打）`} />
        </Group>
      </Radio.Group>
      {choice.which === 'all' && (
        <TextInput
          label="补打的原因"
          disabled={disabled}
          value={choice.reason}
          onChange={(event) => onChoice({ ...choice, reason: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

interface BatchStateProps {
  readonly batch: Batch;
  readonly onAgain: (failed: readonly SlipOfDay[]) => void;
}

function BatchState({ batch, onAgain }: BatchStateProps) {
  const { state, total, done, failures } = batch;
  const percent = total === 0 ? 100 : (done / total) * 100;
  const words = { idle: '', running: '正在打印', cancelled: '已停下', done: '已打完' }[state];
  return (
    <>
      <Progress value={percent} aria-label="打印进度" />
      <p role="status">
        {words}：{done} / {total} 张{failures.length > 0 && `，其中 ${failures.length} 张没有打出`}。
      </p>
      {failures.length > 0 && (
        <section className={css['forged']}>
          <ul aria-label="没有打出的">
            {failures.map(({ slip, sentence }) => (
              <li key={slip.settlementId}>
                <b>{slip.slipNumber}</b> {slip.personName}：{sentence}
              </li>
            ))}
          </ul>
          {state !== 'running' && (
            <Button
              variant="default"
              className={css['own']}
              onClick={() =>
                onAgain(failures.map(({ slip }) => ({ ...slip, copies: Math.max(1, slip.copies) })))
              }
            >
              再打这 {failures.length} 张
            </Button>
          )}
        </section>
      )}
    </>
  );
}
