import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { LeftOutCase, LeftOutRate, LeftOutState } from '../../shared/contract/left-out.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { useAnswer } from '../app/use-client.ts';
import { formatInstant } from '../components/moment.ts';
import { Look, Trouble, Waiting } from '../components/trouble.tsx';
import { ChainDialog } from '../corrections/chain-dialog.tsx';
import type { PrintChoice } from '../desk/use-desk.ts';
import { SearchByHand } from '../nightly-search/search-by-hand.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { CaseTable } from './case-table.tsx';
import css from './left-out.module.css';
import { rateWords, stateTitles } from './words.ts';

type Opened = { readonly act: 'settle' | 'answer'; readonly one: LeftOutCase };

/** 应享未享: who was settled with less than is known now, each line settled again or answered; and the rate against 100 %. */
export function LeftOutPage({ session, active }: RoomProps) {
  const [state, setState] = useState<LeftOutState>('open');
  const { value, refusal, waiting, reload } = useAnswer('leftOut.list', { state });
  const [opened, setOpened] = useState<Opened>();
  const [choice, setChoice] = useState<PrintChoice>({ paper: null, printer: null });
  const done = () => {
    setOpened(undefined);
    reload();
  };
  return (
    <div className={css['page']}>
      <h2>应享未享</h2>
      <Rate rate={value?.rate ?? null} isKnown={value !== undefined} />
      <SearchByHand of="leftOut" {...{ session, active, running: value?.running ?? null }} onEnded={reload} />
      <SegmentedControl
        aria-label="哪些"
        value={state}
        onChange={(next) => setState(next as LeftOutState)}
        data={Object.entries(stateTitles).map(([one, label]) => ({ value: one, label }))}
      />
      <Trouble refusal={refusal} />
      <Waiting what={waiting && value === undefined ? '正在读取……' : undefined} />
      {value?.more === true && <Look sentence="这里只列出 200 人；处理完后会列出其余的人。" />}
      {value !== undefined && (
        <CaseTable
          cases={value.cases}
          state={state}
          maySettle={mayAsk(session.role, 'corrections.runChain')}
          mayAnswer={mayAsk(session.role, 'leftOut.answer')}
          onOpen={(act, one) => setOpened({ act, one })}
        />
      )}
      {opened?.act === 'answer' && (
        <AnswerDialog one={opened.one} onDone={done} onClose={() => setOpened(undefined)} />
      )}
      {opened?.act === 'settle' && (
        <ChainDialog
          settlementId={opened.one.settlementId}
          personName={opened.one.personName}
          resettleFirst
          choice={choice}
          onChoice={setChoice}
          onDone={done}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}

function Rate({ rate, isKnown }: { rate: LeftOutRate | null; isKnown: boolean }) {
  if (rate === null) return isKnown ? <p>还没有查找过。每天会自动查找一次，也可以现在查找。</p> : null;
  const { entitledCount, servedCount, openCount, notPossibleCount, refusedCount } = rate;
  return (
    <p className={css['rate']}>
      落实率 <b>{rateWords(rate)}</b>（目标 100%）：有身份、应免费或参保已更正的 {entitledCount} 人，已享受{' '}
      {servedCount} 人，待办 {openCount} 人，暂时不能补办 {notPossibleCount} 人。
      {refusedCount > 0 && `另有 ${refusedCount} 笔按现在所知政策给不出结果，请逐笔看。`}
      <small>
        {' '}
        按 {rate.day} 所知，{formatInstant(rate.finishedAt)} 查完，看过 {rate.examinedCount}{' '}
        人。依据：随县卫发〔2020〕1号 五“重病兜底保障政策落实率达到100%”；锦卫发〔2019〕61号“应治尽治”。
      </small>
    </p>
  );
}
